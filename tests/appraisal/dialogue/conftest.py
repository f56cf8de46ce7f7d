"""Ani and Budi, and the dialogue that Budi has planned with her."""

from datetime import UTC, datetime

import pytest

from appraisal.models import PhaseWindow
from appraisal.services.dialogue import Schedule, plan_dialogue, write_notes
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import in_review

NINE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # 09.00 WIB, three hours before it is noon


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """Let every page be read at noon, when the talk has begun."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.fixture
def evaluation(office):
    """Return Ani's evaluation on Budi's desk, every phase open."""
    row = in_review(office)
    PhaseWindow.objects.update(opens_date="2020-01-01", closes_date="2099-12-31")
    return row


@pytest.fixture
def planned(office, evaluation):
    """Return the dialogue, planned by Budi."""
    return plan_dialogue(
        evaluation=evaluation,
        schedule=Schedule(NINE, 60, "Ruang rapat", "Yang berjalan baik\nDukungan"),
        actor=actor_for(office.budi),
        at=NOON,
    )


@pytest.fixture
def written(office, planned):
    """Return the dialogue with joint notes."""
    return write_notes(
        dialogue=planned,
        notes="Antrean Senin panjang.",
        expected_revision=0,
        actor=actor_for(office.budi),
        at=NOON,
    )


@pytest.fixture
def sign_in(client):
    """Return a function that signs a person in."""

    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in
