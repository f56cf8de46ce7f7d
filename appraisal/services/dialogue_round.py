"""A supervisor invites several people to their dialogues at once, and calls the whole round off."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, PerformanceDialogue
from appraisal.queries.dialogue import agenda_proposal
from appraisal.services.dialogue import Schedule, plan_dialogue
from appraisal.services.dialogue_cancelling import cancel_dialogue


@dataclass(frozen=True, slots=True)
class Round:
    """Whose dialogue is planned now, and who had one by then or got the self-assessment back."""

    planned: tuple
    left_out: tuple


@transaction.atomic
def plan_round(*, appointments, minutes, place, actor, at):
    """Plan a dialogue for each (evaluation, beginning), with the proposed agenda; each is told."""
    if not appointments:
        raise Refusal(_("Choose at least one person."), code="nobody_chosen")
    planned, left_out = [], []
    for evaluation, starts_at in sorted(appointments, key=lambda row: row[0].pk):
        if has_moved_on(evaluation):
            left_out.append(evaluation)
            continue
        agenda = agenda_proposal(evaluation, actor)
        schedule = Schedule(starts_at, minutes, place, agenda)
        planned.append(plan_dialogue(evaluation=evaluation, schedule=schedule, actor=actor, at=at))
    return Round(tuple(planned), tuple(left_out))


def has_moved_on(evaluation):
    """Tell, behind a lock, whether somebody planned the dialogue or handed the evaluation back."""
    evaluation.refresh_from_db(from_queryset=Evaluation.objects.select_for_update(of=("self",)))
    is_planned = PerformanceDialogue.objects.filter(evaluation=evaluation).exists()
    return is_planned or evaluation.stage == EvaluationStage.SELF_ASSESSMENT


@transaction.atomic
def cancel_round(*, dialogues, actor, at):
    """Call several dialogues off; everybody is told. One that was begun meanwhile keeps them all."""
    for dialogue in sorted(dialogues, key=lambda row: row.pk):
        cancel_dialogue(dialogue=dialogue, actor=actor, at=at)
