"""What the start page of a supervisor says: until when, for whom, and who asks for something back."""

from datetime import date

import pytest

from appraisal.models import DeadlineExtension, DialogueAction, PerformanceDialogue
from tests.factories.appraisal import NOON
from tests.factories.review import in_review


@pytest.fixture
def budi(office, client, monkeypatch):
    """Return Budi's browser on 20 November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    client.force_login(office.budi)
    return client


def test_the_card_of_reviews_carries_their_deadline(office, budi):
    in_review(office)

    lead = budi.get("/").context["page"].desk_lead

    assert (lead.title, lead.deadline) == (
        "Lanjutkan: 1 orang menunggu penilaian Anda",
        date(2026, 12, 18),
    )


@pytest.mark.parametrize(
    ("target", "deadline"),
    [
        ("ani", date(2026, 12, 28)),
        ("unit", date(2026, 12, 28)),
        ("citra", date(2026, 12, 18)),
    ],
)
def test_more_time_for_the_person_moves_the_deadline_of_the_card(office, budi, target, deadline):
    evaluation = in_review(office)
    give_more_time(office, evaluation, target)

    assert budi.get("/").context["page"].desk_lead.deadline == deadline


def give_more_time(office, evaluation, target):
    """Extend the review by ten days for a person, or for the unit of an evaluation."""
    of_unit = target == "unit"
    granted = DeadlineExtension.objects.create(
        window=evaluation.period.windows.get(phase="REVIEW"),
        employee=None if of_unit else getattr(office, target),
        org_unit=evaluation.org_unit if of_unit else None,
        before_date=date(2026, 12, 18),
        closes_date=date(2026, 12, 28),
        reason="Banjir",
        granted_by=office.dewi,
        granted_at=NOON,
    )
    granted.covered_units.set([evaluation.org_unit] if of_unit else [])


def test_a_promise_says_to_whom_it_was_given(office, budi):
    talk = PerformanceDialogue.objects.create(
        evaluation=in_review(office),
        starts_at=NOON,
        scheduled_at=NOON,
        created_by=office.budi,
        created_at=NOON,
    )
    DialogueAction.objects.create(
        dialogue=talk, text="Mengajukan anggaran", owner="SUPERVISOR", due_date=date(2026, 12, 9)
    )

    rows = budi.get("/").context["page"].actions

    assert [row.hint for row in rows] == ["Untuk Ani Lestari. Tenggat 9 Desember 2026"]


def test_a_request_to_get_it_back_is_counted(office, budi):
    in_review(office).stage_changes.create(
        transition="ask_back",
        source="REVIEW",
        target="REVIEW",
        actor=office.ani,
        changed_at=NOON,
        reason="Bukti tertinggal",
    )

    text = budi.get("/").text

    assert "1 orang menunggu; 1 orang minta penilaian dirinya dikembalikan" in text
