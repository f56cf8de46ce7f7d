"""The pages of a work plan: one's own, the sheet in the shape of form A.1.7, the team's plans."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from accounts.choices import PositionKind
from accounts.models.org_unit import units_named
from accounts.queries.delegation import acting_now
from accounts.queries.leave import away_until
from accounts.transitions import available_transitions
from appraisal.choices import Phase, PlanApproach, ResultKind, WorkPlanStage
from appraisal.models import PhaseWindow, PlannedResult, WorkPlan, WorkPlanChange
from appraisal.permissions import is_hr, is_owner, is_supervisor
from appraisal.queries.plan_comment import can_comment, remarks_by_line
from appraisal.queries.plan_gaps import Gap, plan_gaps
from appraisal.queries.plan_version import VersionNote, version_note
from appraisal.queries.target_wording import wording_hints
from appraisal.queries.windows import window_for
from appraisal.rules.core_values import CORE_VALUES, CoreValue
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
    remarks: tuple  # comments of the two people


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
    can_comment: bool
    can_offer: bool  # may put results into the library
    remarks: tuple  # on the whole plan, and on lines that are gone
    version: VersionNote
    gaps: tuple[Gap, ...]  # what the owner still has to do before proposing

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
    def open_remarks(self):
        """Count the comments that are not settled."""
        rows = [*self.remarks, *(r for g in self.groups for line in g.lines for r in line.remarks)]
        return sum(
            row.comment.resolved_at is None and row.comment.removed_at is None for row in rows
        )

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
    return with_names(WorkPlan.objects.visible_to(actor), actor)


def plans_in_charge(actor):
    """Return the actor's own plans and those in the actor's charge, whatever their stage."""
    plans = WorkPlan.objects.filter(dropped_at=None)
    return with_names(plans.filter(employee=actor.employee) | plans.supervised_by(actor), actor)


def plans_of_two(actor):
    """Return the plans of the actor and the team that were proposed once, and dropped changes."""
    moved = Exists(WorkPlanChange.objects.filter(work_plan=OuterRef("pk")))
    told = Q(dropped_at__isnull=False) | moved
    own = WorkPlan.objects.filter(told, employee=actor.employee)
    team = WorkPlan.objects.supervised_by(actor).filter(told)
    return (own | team).select_related("employee")


def with_names(plans, actor):
    """Fetch what every page of a plan names."""
    related = ("cycle", "employee", "supervisor", "superior", "job_position", "opened_by")
    named = plans.select_related(*related).prefetch_related(units_named(actor.on))
    return named.annotate(acting=acting_now(actor.on))


def my_work_plan(actor):
    """Return the actor's plan of the newest running cycle (else of the newest), in its highest version."""
    running = Case(
        When(cycle__closed_at=None, cycle__trial_of=None, then=Value(0)),
        When(cycle__closed_at=None, then=Value(1)),  # a trial, behind what counts
        default=Value(2),
    )
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
    """Return the page of a plan; the same number of queries at any size."""
    own = is_owner(actor, plan)
    can_edit = own and plan.stage == WorkPlanStage.DRAFT
    results, others = planned_results(plan), other_plans(plan, actor)
    remarks = remarks_by_line(plan, actor)
    return PlanSheet(
        plan=plan,
        groups=result_groups(results, remarks),
        values=value_lines(plan),
        moves=moves_of(plan),
        transitions=tuple(available_transitions(TRANSITIONS, plan, actor)),
        window=window_for(plan, Phase.PLAN),
        others=others,
        is_own=own,
        can_edit=can_edit,
        can_expect=is_supervisor(actor, plan) and plan.stage == WorkPlanStage.PROPOSED,
        can_comment=can_comment(actor, plan),
        can_offer=plan.stage == WorkPlanStage.AGREED
        and (is_supervisor(actor, plan) or is_hr(actor, plan)),
        remarks=tuple(remarks.get(None, ())),
        version=version_note(plan, actor, others),
        gaps=plan_gaps(plan, results) if can_edit else (),
    )


def moves_of(plan):
    """Return the moves of a plan, each with who made it and for whom."""
    rows = plan.stage_changes.select_related("actor", "on_behalf_of")
    return tuple(rows.order_by("changed_at", "pk"))


def planned_results(plan):
    """Return the results of a plan in the order of the form, with their indicators."""
    rows = plan.planned_results.in_form_order().select_related("given_by")
    return list(rows.prefetch_related("indicators"))


def result_groups(rows, remarks):
    """Return main and additional results; the main group is there even when it is empty."""
    kinds = {kind: list(found) for kind, found in groupby(rows, key=lambda row: row.kind)}
    letters = ((ResultKind.MAIN, "A"), (ResultKind.ADDITIONAL, "B"))
    return tuple(
        ResultGroup(letter, ResultKind(kind).label, result_lines(kinds.get(kind, []), remarks))
        for kind, letter in letters
    )


def result_lines(rows, remarks):
    """Return the numbered lines of one group."""
    return tuple(
        ResultLine(
            planned=row,
            number=number,
            indicators=ordered(row.indicators.all()),
            hints=wording_hints(row, row.indicators.all()),
            is_first=number == 1,
            is_last=number == len(rows),
            remarks=tuple(remarks.get(row.pk, ())),
        )
        for number, row in enumerate(rows, start=1)
    )


def ordered(indicators):
    """Return fetched indicators in the order of the form."""
    return tuple(sorted(indicators, key=lambda row: (row.position, row.pk)))


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
    windows = PhaseWindow.objects.filter(cycle=OuterRef("cycle"), phase=Phase.PLAN)
    deadline = windows.order_by("-closes_date").values("closes_date")[:1]
    return (
        WorkPlan.objects.supervised_by(actor)
        .filter(cycle__closed_at=None)
        .filter(cycle__opened_at__isnull=False)
        .latest_versions()
        .select_related("cycle", "employee", "supervisor", "job_position")
        .annotate(away_until=away_until(actor.on), deadline=Subquery(deadline))
        .annotate(**agreed_meanwhile(actor))
        .order_by(waiting, "proposed_at", "employee__name", "pk")
    )


def agreed_meanwhile(actor):
    """Return the version in force while a change to it is made: id, number, since when."""
    agreed = (
        WorkPlan.objects.supervised_by(actor)
        .agreed()
        .filter(assignment=OuterRef("assignment"), cycle=OuterRef("cycle"))
        .filter(version__lt=OuterRef("version"))
        .order_by("-version")
    )
    names = {"in_force": "public_id", "in_force_version": "version", "in_force_since": "agreed_at"}
    return {name: Subquery(agreed.values(field)[:1]) for name, field in names.items()}
