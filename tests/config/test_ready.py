"""The page that says whether this process can serve."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

READY = "/healthz/ready"


@pytest.mark.django_db
def test_ready_with_a_migrated_database(client):
    response = client.get(READY)

    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_with_a_missing_migration(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")

    response = client.get(READY)

    assert (response.status_code, response.content) == (503, b"database not migrated\n")


@pytest.mark.django_db
def test_ready_hears_the_worker_in_the_demo(client, settings):
    settings.DEMO = True

    response = client.get(READY, {"worker": "1"})

    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_ready_takes_no_post(client):
    assert client.post(READY).status_code == 405
