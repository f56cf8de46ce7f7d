"""The log of openings: once a day, never about oneself, never changed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts.choices import AccessKind, AccessRole, Role
from accounts.models import AccessRecord
from accounts.services.access import record_access
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON

DAY = timedelta(days=1)


def note(subject, viewer, at=NOON, role=AccessRole.SUPERVISOR):
    """Write an opening down."""
    record_access(
        subject=subject, kind=AccessKind.WORK_PLAN, role=role, actor=actor_for(viewer), at=at
    )


def test_opening_is_noted_once_a_day_with_its_first_time(office):
    note(office.ani, office.budi)
    note(office.ani, office.budi, NOON + timedelta(hours=2))
    note(office.ani, office.budi, NOON + DAY)

    times = AccessRecord.objects.order_by("first_at").values_list("first_at", flat=True)
    assert list(times) == [NOON, NOON + DAY]


def test_own_data_are_nobody_s_news(office):
    note(office.ani, office.ani)

    assert not AccessRecord.objects.exists()


def test_note_costs_one_query(office, django_assert_num_queries):
    actor = actor_for(office.budi)
    with django_assert_num_queries(1):
        record_access(
            subject=office.ani,
            kind=AccessKind.RESULT,
            role=AccessRole.SUPERVISOR,
            actor=actor,
            at=NOON,
        )


@pytest.mark.parametrize("change", ["update", "delete"])
def test_note_is_never_changed(office, change):
    note(office.ani, office.budi)
    rows = AccessRecord.objects.all()

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.update(kind="PROFILE") if change == "update" else rows.delete()


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("ani", {"ani"}),
        ("citra", {"citra"}),
        ("budi", set()),
        ("dewi", set()),
        ("eko", {"ani", "citra"}),
    ],
)
def test_only_the_person_concerned_and_auditors_read_the_log(office, name, read):
    grant_role(office.eko, Role.AUDITOR, office.agency)
    note(office.ani, office.budi)
    note(office.citra, office.budi)

    rows = AccessRecord.objects.visible_to(actor_for(getattr(office, name)))

    assert {row.subject for row in rows} == {getattr(office, one) for one in read}


def test_auditor_of_one_unit_reads_only_the_own_log(office):
    grant_role(office.eko, Role.AUDITOR, office.dinas)
    note(office.ani, office.budi)

    assert not AccessRecord.objects.visible_to(actor_for(office.eko)).exists()
