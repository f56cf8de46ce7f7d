"""Planning and moving a dialogue: who may, who is told, what calendars and the decision take."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from accounts.services.delivery import notice_message
from appraisal.choices import EvaluationStage
from appraisal.models import DialogueAction, Evaluation
from appraisal.services.dialogue import (
    Schedule,
    add_action,
    change_action,
    confirm_dialogue,
    plan_dialogue,
    remove_action,
    write_notes,
)
from appraisal.services.review import decide_evaluation
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts


@pytest.fixture
def confirmed(office, written):
    """Return the dialogue, confirmed by both."""
    for person in (office.ani, office.budi):
        confirm_dialogue(dialogue=written, expected_revision=1, actor=actor_for(person), at=NOON)
    written.refresh_from_db()
    return written


def told(person):
    """Return kind and note of the notices of a person, oldest first."""
    rows = Notification.objects.filter(recipient=person, kind__startswith="DIALOGUE")
    return list(rows.order_by("pk").values_list("kind", "note"))


def plan_of(dialogue, **changes):
    """Return the schedule of a dialogue with changes."""
    kept = Schedule(dialogue.starts_at, dialogue.minutes, dialogue.place, dialogue.agenda)
    return replace(kept, **changes)


def test_planning_tells_the_employee_when_and_where(office, planned):
    assert told(office.ani) == [("DIALOGUE_PLANNED", "20 November 2026 pukul 09.00, Ruang rapat")]
    assert told(office.budi) == []


@pytest.mark.parametrize("stage", EvaluationStage)
@pytest.mark.parametrize(
    ("name", "may"),
    [("ani", False), ("budi", True), ("citra", False), ("dewi", False), ("farid", False)],
)
def test_only_the_supervisor_plans_at_any_stage(office, evaluation, name, may, stage):
    fields = {"stage": stage}
    if stage in {"DECIDED", "DELIVERED", "ACKNOWLEDGED", "FINAL"}:
        fields["decided_at"] = NOON
    if stage in {"DELIVERED", "ACKNOWLEDGED", "FINAL"}:
        fields |= {"delivered_at": NOON, "delivered_version": 1}
    Evaluation.objects.filter(pk=evaluation.pk).update(**fields)
    evaluation.refresh_from_db()
    actor = actor_for(getattr(office, name))
    asked = {"schedule": Schedule(NOON, 60), "actor": actor, "at": NOON}

    if may:
        assert plan_dialogue(evaluation=evaluation, **asked).pk
    else:
        with pytest.raises(PermissionDenied):
            plan_dialogue(evaluation=evaluation, **asked)


def test_a_delegate_plans_and_both_are_told(office, evaluation):
    make_delegation(office.budi, office.citra)

    plan_dialogue(
        evaluation=evaluation,
        schedule=Schedule(NOON, 60),
        actor=actor_for(office.citra),
        at=NOON,
    )

    assert [kind for kind, _note in told(office.ani) + told(office.budi)] == [
        "DIALOGUE_PLANNED",
        "DIALOGUE_PLANNED",
    ]


def test_moving_raises_the_version_for_calendars_and_tells_again(office, planned):
    moved = plan_dialogue(
        evaluation=planned.evaluation,
        schedule=plan_of(planned, starts_at=planned.starts_at + timedelta(days=1)),
        actor=actor_for(office.budi),
        at=NOON + timedelta(hours=1),
    )

    assert (planned.pk, moved.schedule_version) == (moved.pk, 1)
    assert moved.scheduled_at == NOON + timedelta(hours=1)
    assert len(told(office.ani)) == 2


def test_a_new_agenda_alone_moves_nothing_and_tells_nobody(office, planned):
    changed = plan_dialogue(
        evaluation=planned.evaluation,
        schedule=plan_of(planned, agenda="Satu hal"),
        actor=actor_for(office.budi),
        at=NOON,
    )

    assert (changed.schedule_version, changed.subjects) == (0, ["Satu hal"])
    assert len(told(office.ani)) == 1


def test_saving_the_same_plan_writes_nothing(office, confirmed):
    events = AuditEvent.objects.count()

    same = plan_dialogue(
        evaluation=confirmed.evaluation,
        schedule=plan_of(confirmed),
        actor=actor_for(office.budi),
        at=NOON,
    )

    assert (same.is_confirmed, AuditEvent.objects.count()) == (True, events)


def test_moving_takes_the_confirmations_back(office, confirmed):
    moved = plan_dialogue(
        evaluation=confirmed.evaluation,
        schedule=plan_of(confirmed, place="Aula"),
        actor=actor_for(office.budi),
        at=NOON,
    )

    assert moved.is_confirmed is False


def decide(office, evaluation, at=NOON):
    """Return the decision that Budi takes."""
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    return decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=at)


@pytest.mark.parametrize(
    ("has_notes", "hours", "day"),
    [(True, 0, "2026-11-20"), (False, 0, None), (True, -4, None)],
    ids=["held", "planned only", "still ahead"],
)
def test_decision_names_the_day_of_a_dialogue_that_was_held(office, planned, has_notes, hours, day):
    if has_notes:
        write_notes(
            dialogue=planned,
            notes="Antrean Senin panjang.",
            expected_revision=0,
            actor=actor_for(office.budi),
            at=NOON,
        )

    result = decide(office, planned.evaluation, NOON + timedelta(hours=hours))

    assert result.snapshot["dialogue"] == {"date": day, "note": ""}


def move_a_week(office, dialogue):
    """Let Budi put the dialogue off by a week."""
    return plan_dialogue(
        evaluation=dialogue.evaluation,
        schedule=plan_of(dialogue, starts_at=dialogue.starts_at + timedelta(days=7)),
        actor=actor_for(office.budi),
        at=NOON,
    )


def test_a_day_that_a_decision_names_does_not_move(office, written):
    decide(office, written.evaluation)

    with pytest.raises(Refusal) as refused:
        move_a_week(office, written)

    assert refused.value.code == "named"


def test_a_day_that_no_decision_names_moves_after_it_too(office, planned):
    decide(office, planned.evaluation)

    assert move_a_week(office, planned).schedule_version == 1


def test_supervisor_of_a_moment_ago_plans_nothing(office, evaluation):
    Evaluation.objects.filter(pk=evaluation.pk).update(supervisor=office.farid)

    with pytest.raises(PermissionDenied):  # the record in hand still names Budi
        plan_dialogue(
            evaluation=evaluation,
            schedule=Schedule(NOON, 60),
            actor=actor_for(office.budi),
            at=NOON,
        )


def test_action_that_was_taken_out_meanwhile_is_not_changed(office, written):
    words = {"text": "Usulan antrean", "owner": "EMPLOYEE", "due_date": date(2027, 1, 31)}
    ani = actor_for(office.ani)
    action = add_action(dialogue=written, **words, actor=ani, at=NOON)
    in_hand = DialogueAction.objects.select_related("dialogue").get()
    remove_action(action=action, actor=ani, at=NOON)

    with pytest.raises(Refusal) as refusal:
        change_action(action=in_hand, **words | {"text": "Lain"}, actor=ani, at=NOON)

    assert refusal.value.code == "action_removed"
    assert DialogueAction.objects.get().text == "Usulan antrean"


def test_a_talk_that_was_held_is_kept_without_an_invitation(office, evaluation):
    asked = {"evaluation": evaluation, "actor": actor_for(office.budi), "at": NOON}

    kept = plan_dialogue(schedule=Schedule(NOON - timedelta(days=1), 60), **asked)

    assert (kept.starts_at, told(office.ani)) == (NOON - timedelta(days=1), [])


def test_a_day_before_the_period_is_refused(office, evaluation):
    early = NOON.replace(year=2025)

    with pytest.raises(Refusal) as refused:
        plan_dialogue(
            evaluation=evaluation,
            schedule=Schedule(early, 60),
            actor=actor_for(office.budi),
            at=NOON,
        )

    assert refused.value.code == "past"


def test_the_agenda_of_a_held_dialogue_may_still_change(office, planned):
    changed = plan_dialogue(
        evaluation=planned.evaluation,
        schedule=plan_of(planned, agenda="Satu hal"),
        actor=actor_for(office.budi),
        at=planned.starts_at + timedelta(days=3),
    )

    assert changed.subjects == ["Satu hal"]


def test_the_letter_names_the_time_and_no_reason(office, planned):
    letter = notice_message(Notification.objects.get(recipient=office.ani, kind="DIALOGUE_PLANNED"))

    assert "Waktu: 20 November 2026 pukul 09.00, Ruang rapat" in letter.body
    assert "Alasan" not in letter.body
