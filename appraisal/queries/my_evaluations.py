"""The evaluations of one person side by side: each period with its stage and its deadline."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from appraisal.choices import DELIVERED_STAGES, EvaluationStage, PeriodKind, Phase
from appraisal.models import AppraisalCycle, Evaluation, EvaluationPeriod
from appraisal.queries.period import place
from appraisal.queries.windows import windows_of_person

# Which deadline a stage waits for.
WAITS_FOR = {
    EvaluationStage.SELF_ASSESSMENT: Phase.SELF_ASSESSMENT,
    EvaluationStage.REVIEW: Phase.REVIEW,
    EvaluationStage.DECIDED: Phase.DELIVERY,
}


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """One period of a cycle, and how far the person's evaluation in it is."""

    period: EvaluationPeriod
    status: str
    status_text: str
    evaluation: Evaluation | None = None
    opens: date | None = None
    deadline: date | None = None

    @property
    def is_last(self):
        """Tell whether this is the last period of the cycle, which looks at all of its time."""
        return self.period.kind == PeriodKind.ANNUAL

    @property
    def is_mine(self):
        """Tell whether the person is the one who has to act."""
        return bool(self.evaluation) and self.evaluation.stage in {
            EvaluationStage.SELF_ASSESSMENT,
            EvaluationStage.DELIVERED,
        }

    @property
    def url(self):
        """Return where the evaluation is, or nothing before it is there."""
        if self.evaluation is None:
            return ""
        name = "result_detail" if self.evaluation.stage in DELIVERED_STAGES else "evaluation_detail"
        return reverse(f"appraisal:{name}", args=[self.evaluation.public_id])

    @property
    def button(self):
        """Return what one does there."""
        if self.evaluation.stage in DELIVERED_STAGES:
            return _("Read results")
        if self.evaluation.stage != EvaluationStage.SELF_ASSESSMENT:
            return _("Read what was sent")
        return _("Continue") if self.evaluation.first_saved_at else _("Begin")


@dataclass(frozen=True, slots=True)
class CycleCards:
    """The periods of one running cycle: what waits for the person, the others in their order, the last."""

    cycle: AppraisalCycle
    waiting: tuple[PeriodCard, ...]
    parts: tuple[PeriodCard, ...]
    last: tuple[PeriodCard, ...]

    @property
    def shorter(self):
        """Return the cards of all shorter periods."""
        return (*self.waiting, *self.parts)


def my_cycles(actor):
    """Return the running cycles in which the actor has an evaluation, the newest first."""
    evaluations = list(
        Evaluation.objects.filter(employee=actor.employee)
        .filter(period__cycle__in=AppraisalCycle.objects.running())
        .select_related("period__cycle")
        .order_by("period__until_date", "pk")
    )
    found = {row.period.cycle_id: row.period.cycle for row in evaluations}
    cycles = sorted(
        found.values(), key=lambda cycle: (cycle.is_trial, -cycle.from_date.toordinal())
    )
    units = {row.org_unit_id for row in evaluations}
    windows = windows_of_person(found, actor.employee, units) if found else {}
    periods = EvaluationPeriod.objects.filter(cycle__in=found)
    rows = sorted(periods, key=place) if found else []
    own = {row.period_id: row for row in evaluations}
    cards = [card_of(period, own.get(period.pk), windows) for period in rows]
    return [cards_of(cycle, cards) for cycle in cycles]


def cards_of(cycle, cards):
    """Return the cards of one cycle: what waits for the person, the rest in order, and the last."""
    mine = [card for card in cards if card.period.cycle_id == cycle.pk]
    shorter = [card for card in mine if not card.is_last]
    return CycleCards(
        cycle,
        waiting=tuple(card for card in shorter if card.is_mine),
        parts=tuple(card for card in shorter if not card.is_mine),
        last=tuple(card for card in mine if card.is_last),
    )


def card_of(period, evaluation, windows):
    """Return the card of one period."""

    def window(phase):
        return windows.get((period.cycle_id, period.pk, phase))

    if evaluation is None:
        opening = window(Phase.SELF_ASSESSMENT)
        opens = opening.opens_date if opening else None
        return PeriodCard(period, "locked", _("Not open yet"), opens=opens)
    awaited = window(WAITS_FOR.get(evaluation.stage))
    return PeriodCard(
        period,
        *status_of(evaluation),
        evaluation=evaluation,
        deadline=awaited.closes_date if awaited else None,
    )


def status_of(evaluation):
    """Return (state, words) of an evaluation for the person it is about."""
    if evaluation.stage == EvaluationStage.SELF_ASSESSMENT:
        begun = bool(evaluation.first_saved_at)
        return ("progress", _("In progress")) if begun else ("todo", _("Not started"))
    if evaluation.stage == EvaluationStage.DELIVERED:
        return "todo", _("Results can be read")
    if evaluation.stage in DELIVERED_STAGES:
        return "done", _("Completed")
    if evaluation.stage == EvaluationStage.DECIDED:
        return "open", _("Decided, not released yet")
    return "open", _("With your supervisor")
