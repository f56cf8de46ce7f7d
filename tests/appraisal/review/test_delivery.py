"""Released, read, closed: the ledger, the notices without a result, and the 14 working days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent, Holiday, Notification
from accounts.queries.actor import system_actor
from accounts.refusals import Refusal
from appraisal.models import IssuedDocument
from appraisal.services import evaluation as evaluation_service
from appraisal.services.evaluation import (
    acknowledge_evaluation,
    close_due_evaluations,
    close_evaluation,
    deliver_evaluation,
)
from appraisal.services.review import decide_evaluation, reopen_evaluation
from competency.models import AssessedLevel
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import competencies_for, make_colleagues

# Released on Friday 20 November 2026; without holidays the 14th working day is Thursday 10 December.
LAST_DAY = datetime(2026, 12, 10, 5, 0, tzinfo=UTC)
DAY_AFTER = datetime(2026, 12, 11, 5, 0, tzinfo=UTC)
AFTER_ALL = datetime(2027, 2, 1, 5, 0, tzinfo=UTC)  # every window has closed
RATING_WORDS = ("baik", "kurang", "perbaikan", "ekspektasi", "good", "meets", "above", "level")


@pytest.mark.parametrize("name", ["budi", "dewi"])
def test_supervisor_or_hr_releases(office, decided, name):
    deliver_evaluation(evaluation=decided, actor=actor_for(getattr(office, name)), at=NOON)

    assert (decided.stage, decided.delivered_at, decided.delivered_version) == (
        "DELIVERED",
        NOON,
        1,
    )


@pytest.mark.parametrize("name", ["ani", "citra", "eko", "farid"])
def test_nobody_else_releases(office, decided, name):
    with pytest.raises(PermissionDenied):
        deliver_evaluation(evaluation=decided, actor=actor_for(getattr(office, name)), at=NOON)


def test_nothing_is_released_before_it_is_decided(office, evaluation):
    with pytest.raises(Refusal) as refusal:
        deliver_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    assert refusal.value.code == "wrong_stage"


def test_release_writes_the_ledger_as_a_supervisors_rating(office, delivered):
    rows = AssessedLevel.objects.filter(employee=office.ani)

    assert rows.count() == len(competencies_for(delivered))
    assert set(rows.values_list("level", "source", "source_id", "version")) == {
        (2, "SUPERVISOR", delivered.public_id, 1)
    }


def test_release_issues_both_documents(delivered):
    documents = IssuedDocument.objects.filter(published_result__evaluation=delivered)

    assert sorted(documents.values_list("kind", flat=True)) == ["EVALUATION", "REPORT"]


def test_notice_of_the_release_carries_no_result(office, delivered):
    notice = Notification.objects.get(recipient=office.ani)
    words = f"{notice.get_kind_display()} {notice.about} {notice.note}".lower()

    assert notice.kind == "EVALUATION_DELIVERED"
    assert notice.link == f"/hasil/{delivered.public_id}/"
    assert [word for word in RATING_WORDS if word in words] == []


def test_release_before_its_window_is_refused(office, decided):
    decided.period.windows.filter(phase="DELIVERY").update(
        opens_date="2026-12-21", closes_date="2027-01-15"
    )

    with pytest.raises(Refusal) as refusal:
        deliver_evaluation(evaluation=decided, actor=actor_for(office.budi), at=NOON)

    assert refusal.value.code == "window_not_open"


def test_employee_acknowledges_with_a_comment(office, delivered):
    acknowledge_evaluation(
        evaluation=delivered, comment=" Terima kasih. ", actor=actor_for(office.ani), at=NOON
    )

    notice = Notification.objects.get(recipient=office.budi, kind="EVALUATION_ACKNOWLEDGED")
    assert (delivered.stage, delivered.acknowledged_at) == ("ACKNOWLEDGED", NOON)
    assert delivered.acknowledgement == "Terima kasih."
    assert notice.about == "Ani Lestari"


def test_every_move_has_its_audit_event(office, delivered):
    acknowledge_evaluation(evaluation=delivered, comment="", actor=actor_for(office.ani), at=NOON)

    events = AuditEvent.objects.filter(subject_id=delivered.public_id).order_by("sequence")
    moves = delivered.stage_changes.order_by("pk").values_list("transition", flat=True)
    assert [event.action for event in events] == list(moves)
    assert list(moves) == ["decide", "deliver", "acknowledge"]


def test_closing_within_the_14_working_days_is_refused_with_the_date(office, delivered):
    Holiday.objects.filter(date__range=(date(2026, 11, 20), date(2026, 12, 20))).delete()

    with pytest.raises(Refusal) as refusal:
        close_evaluation(evaluation=delivered, actor=actor_for(office.dewi), at=LAST_DAY)

    delivered.refresh_from_db()
    assert refusal.value.code == "still_contestable"
    assert "11 Desember 2026" in str(refusal.value)
    assert delivered.stage == "DELIVERED"


def test_closing_after_the_14_working_days(office, delivered):
    Holiday.objects.filter(date__range=(date(2026, 11, 20), date(2026, 12, 20))).delete()

    close_evaluation(evaluation=delivered, actor=actor_for(office.dewi), at=DAY_AFTER)

    assert (delivered.stage, delivered.closed_at) == ("FINAL", DAY_AFTER)


def test_a_holiday_lengthens_the_14_working_days(office, delivered):
    Holiday.objects.filter(date__range=(date(2026, 11, 20), date(2026, 12, 20))).delete()
    Holiday.objects.create(date=date(2026, 12, 9), name="Hari libur contoh")

    with pytest.raises(Refusal) as refusal:
        close_evaluation(evaluation=delivered, actor=actor_for(office.dewi), at=DAY_AFTER)

    assert "12 Desember 2026" in str(refusal.value)


def test_calendar_closes_what_is_due_and_nothing_else(delivered):
    Holiday.objects.filter(date__range=(date(2026, 11, 20), date(2026, 12, 20))).delete()
    actor = system_actor(DAY_AFTER.date())

    early = close_due_evaluations(actor=actor, at=LAST_DAY)
    due = close_due_evaluations(actor=actor, at=DAY_AFTER)

    delivered.refresh_from_db()
    assert (early, due, delivered.stage) == (0, 1, "FINAL")


def test_release_after_the_window_of_a_strict_cycle_is_refused(office, decided):
    make_strict(decided)

    with pytest.raises(Refusal) as refusal:
        deliver_evaluation(evaluation=decided, actor=actor_for(office.budi), at=AFTER_ALL)

    assert refusal.value.code == "window_closed"


def test_result_that_was_reopened_is_never_locked_in(office, decided):
    reopen_evaluation(evaluation=decided, reason="Salah", actor=actor_for(office.dewi), at=NOON)
    make_strict(decided)

    decide_evaluation(evaluation=decided, actor=actor_for(office.budi), at=AFTER_ALL)
    deliver_evaluation(evaluation=decided, actor=actor_for(office.budi), at=AFTER_ALL)

    assert (decided.stage, decided.delivered_version, decided.is_late) == ("DELIVERED", 2, True)


def make_strict(evaluation):
    """Let the cycle of an evaluation refuse late steps."""
    evaluation.period.cycle.is_strict = True
    evaluation.period.cycle.save(update_fields=["is_strict"])


def test_one_refusal_keeps_nothing_else_from_being_closed(office, delivered, monkeypatch):
    other = make_colleagues(office, delivered, 1, stage="DELIVERED")[0]
    close = evaluation_service.close_evaluation

    def refuse_first(*, evaluation, **told):
        if evaluation == delivered:
            raise Refusal("A person was faster.", code="wrong_stage")
        close(evaluation=evaluation, **told)

    monkeypatch.setattr(evaluation_service, "close_evaluation", refuse_first)

    closed = close_due_evaluations(actor=system_actor(AFTER_ALL.date()), at=AFTER_ALL)

    other.refresh_from_db()
    delivered.refresh_from_db()
    assert (closed, other.stage, delivered.stage) == (1, "FINAL", "DELIVERED")


def test_looking_for_what_is_due_costs_the_same_for_every_number(
    office, delivered, django_assert_num_queries
):
    make_colleagues(office, delivered, 3, stage="DELIVERED")
    actor = system_actor(NOON.date())

    with django_assert_num_queries(2):
        close_due_evaluations(actor=actor, at=NOON + timedelta(days=1))
