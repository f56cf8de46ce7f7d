"""A transactional test leaves the database as it found it, append-only tables too."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection

from accounts.models import AuditEvent
from tests.conftest import flush, load_reference_data

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_flush_empties_append_only_tables_and_keeps_their_guards(ani):
    guards, rows = enabled_triggers(), reference_rows()
    AuditEvent.objects.create(
        subject_label="accounts.Employee", subject_id=ani.public_id, action="x", actor=ani, at=NOON
    )

    flush()
    load_reference_data()

    assert AuditEvent.objects.count() == 0
    assert enabled_triggers() == guards
    assert reference_rows() == rows


def enabled_triggers():
    """Return our triggers that are awake."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def reference_rows():
    """Count what the reference data brings."""
    models = ["competency.Competency", "accounts.Holiday", "appraisal.CycleTemplate"]
    return {name: apps.get_model(name).objects.count() for name in models}
