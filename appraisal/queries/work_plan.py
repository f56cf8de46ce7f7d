"""The pages of a work plan: one's own, the sheet in the shape of form A.1.7, the team's plans."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from accounts.choices import PositionKind
from accounts.models.org_unit import units_named
from accounts.transitions import available_transitions
from appraisal.choices import Phase, PlanApproach, ResultKind, WorkPlanStage
from appraisal.models import PhaseWindow, PlannedResult, WorkPlan, WorkPlanChange
from appraisal.permissions import is_owner, is_supervisor
from appraisal.queries.windows import window_of
from appraisal.rules.core_values import CORE_VALUES, CoreValue
from appraisal.rules.plan_wording import absolute_words, names_a_number
from appraisal.workflow.work_plan import RETURN, TRANSITIONS

EXECUTIVES = (PositionKind.JPT_UTAMA, PositionKind.JPT_MADYA, PositionKind.JPT_PRATAMA)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A planned result of the sheet, with its place among those of its kind."""

    planned: PlannedResult
    number: int
    indicators: tuple
    hints: tuple[str, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """The main or the additional results."""

    letter: str
    label: str
    lines: tuple[ResultLine, ...]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A core value with its three behaviours and the leader's special expectation, if any."""

    number: int
    value: CoreValue
    expectation: str


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """Everything that the page of a plan shows."""

    plan: WorkPlan
    groups: tuple[ResultGroup, ...]
    values: tuple[ValueLine, ...]
    moves: tuple[WorkPlanChange, ...]
    transitions: tuple
    window: PhaseWindow | None
    others: tuple[WorkPlan, ...]  # other versions and cycles of the same person
    is_own: bool
    can_edit: bool
    can_expect: bool  # may write special expectations

    @property
    def is_quantitative(self):
        """Tell whether targets are numbers with a unit."""
        return self.plan.approach == PlanApproach.QUANTITATIVE

    @property
    def returned(self):
        """Return the move with which the plan came back, while that is the newest one."""
        newest = self.moves[-1] if self.moves else None
        return newest if newest and newest.transition == RETURN.name else None

    @property
    def has_results(self):
        """Tell whether anything was planned."""
        return any(group.lines for group in self.groups)

    @property
    def has_hints(self):
        """Tell whether something in the plan could be easier to measure."""
        return any(line.hints for group in self.groups for line in group.lines)

    @property
    def has_expectations(self):
        """Tell whether the leader wrote a special expectation."""
        return any(line.expectation for line in self.values)


def plans_for_page(actor):
    """Return the plans that an actor may read, with what every page of a plan names."""
    return (
        WorkPlan.objects.visible_to(actor)
        .select_related("cycle", "employee", "supervisor", "superior", "job_position")
        .prefetch_related(units_named(actor.on))
    )


def my_work_plan(actor):
    """Return the actor's plan of the newest running cycle (else of the newest), in its highest version."""
    running = Case(When(cycle__closed_at=None, then=Value(0)), default=Value(1))
    return (
        plans_for_page(actor)
        .filter(employee=actor.employee)
        .latest_versions()
        .order_by(running, "-cycle__from_date", "-version", "-pk")
        .first()
    )


def has_perspective(plan):
    """Tell whether indicators name a perspective: JPT only (PermenPANRB 6/2022 page 29)."""
    return plan.job_position.kind in EXECUTIVES


def plan_sheet(plan, actor):
    """Return the page of a plan; six queries at any size."""
    own = is_owner(actor, plan)
    return PlanSheet(
        plan=plan,
        groups=result_groups(plan),
        values=value_lines(plan),
        moves=tuple(plan.stage_changes.select_related("actor").order_by("changed_at", "pk")),
        transitions=tuple(available_transitions(TRANSITIONS, plan, actor)),
        window=window_of(cycle=plan.cycle, phase=Phase.PLAN),
        others=other_plans(plan, actor),
        is_own=own,
        can_edit=own and plan.stage == WorkPlanStage.DRAFT,
        can_expect=is_supervisor(actor, plan) and plan.stage == WorkPlanStage.PROPOSED,
    )


def planned_results(plan):
    """Return the results of a plan in the order of the form, with their indicators."""
    return list(plan.planned_results.in_form_order().prefetch_related("indicators"))


def result_groups(plan):
    """Return main and additional results; the main group is there even when it is empty."""
    rows = planned_results(plan)
    kinds = {kind: list(found) for kind, found in groupby(rows, key=lambda row: row.kind)}
    letters = ((ResultKind.MAIN, "A"), (ResultKind.ADDITIONAL, "B"))
    return tuple(
        ResultGroup(letter, ResultKind(kind).label, result_lines(kinds.get(kind, [])))
        for kind, letter in letters
    )


def result_lines(rows):
    """Return the numbered lines of one group."""
    return tuple(
        ResultLine(
            planned=row,
            number=number,
            indicators=ordered(row.indicators.all()),
            hints=wording_hints(row, row.indicators.all()),
            is_first=number == 1,
            is_last=number == len(rows),
        )
        for number, row in enumerate(rows, start=1)
    )


def ordered(indicators):
    """Return fetched indicators in the order of the form."""
    return tuple(sorted(indicators, key=lambda row: (row.position, row.pk)))


def wording_hints(planned, indicators):
    """Return what could make a result easier to measure; hints never block (page 51)."""
    texts = [planned.statement]
    for row in indicators:
        texts += [row.statement, row.target_text]
    found = dict.fromkeys(word for text in texts for word in absolute_words(text))
    hints = [
        _("“%(word)s” is hard to reach: write a range, for example 80 to 90%%.") % {"word": word}
        for word in found
    ]
    for row in ordered(indicators):
        if row.target_min is None and not names_a_number(row.target_text):
            hints.append(
                _("The target “%(target)s” has no number: add one, or a date.")
                % {"target": row.target_text}
            )
    return tuple(hints)


def value_lines(plan):
    """Return the seven core values with the leader's special expectations."""
    written = dict(plan.behaviour_expectations.values_list("value", "text"))
    return tuple(
        ValueLine(number, value, written.get(value.code, ""))
        for number, value in enumerate(CORE_VALUES, start=1)
    )


def other_plans(plan, actor):
    """Return the other versions of a plan and the person's plans of other cycles that the actor may read."""
    return tuple(
        WorkPlan.objects.visible_to(actor)
        .filter(employee=plan.employee_id)
        .exclude(pk=plan.pk)
        .select_related("cycle")
        .order_by("-cycle__from_date", "-version", "-pk")[:10]
    )


def team_plans(actor):
    """Return the newest plans of the actor's team in running cycles: what awaits the actor first.

    Of a draft only stage and dates are shown; its text stays with its author.
    """
    waiting = Case(
        When(stage=WorkPlanStage.PROPOSED, then=Value(0)),
        When(stage=WorkPlanStage.DRAFT, then=Value(1)),
        default=Value(2),
    )
    return (
        WorkPlan.objects.filter(actor.as_supervisor(), cycle__closed_at=None)
        .filter(cycle__opened_at__isnull=False)
        .latest_versions()
        .select_related("cycle", "employee", "job_position")
        .order_by(waiting, "proposed_at", "employee__name", "pk")
    )
