"""For whom a deadline may move, who is told, and what was granted so far."""

from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from accounts.models import Employee, OrgUnit
from accounts.models.org_unit import units_named
from accounts.queries.org_tree import tree_with_former
from appraisal.choices import EvaluationStage, Phase, WorkPlanStage
from appraisal.models import (
    AppraisalCycle,
    DeadlineExtension,
    Evaluation,
    EvaluationPeriod,
    PhaseWindow,
    WorkPlan,
)

BEFORE_DECISION = (EvaluationStage.SELF_ASSESSMENT, EvaluationStage.REVIEW)
OPEN_STAGES = {
    Phase.SELF_ASSESSMENT: (EvaluationStage.SELF_ASSESSMENT,),
    Phase.REVIEW: BEFORE_DECISION,
    Phase.DELIVERY: (*BEFORE_DECISION, EvaluationStage.DECIDED),
}
OWNERS_ACT = (Phase.PLAN, Phase.SELF_ASSESSMENT)  # in the others the supervisor acts
ORDER = tuple(Phase.values)


@dataclass(frozen=True, slots=True)
class Target:
    """Everybody of a cycle, a unit with all below it, or one person."""

    cycle: AppraisalCycle
    org_unit: OrgUnit | None = None
    employee: Employee | None = None
    units: frozenset[int] = frozenset()  # which the unit covers, or in which the person works

    @property
    def is_everybody(self):
        """Tell whether the deadline moves for the whole cycle."""
        return self.org_unit is None and self.employee is None

    @property
    def units_below(self):
        """Return how many units an extension for a unit covers beside that one."""
        return len(self.units) - 1

    def narrow(self, records):
        """Keep the plans or evaluations of the target."""
        if self.employee:
            return records.filter(employee=self.employee)
        return records.filter(org_unit__in=self.units) if self.org_unit else records

    def granted(self):
        """Return the condition "an extension that the target has already", seen from a window."""
        if self.employee:
            return Q(extensions__employee=self.employee) | Q(
                extensions__covered_units__in=self.units
            )
        return Q(extensions__covered_units=self.org_unit) if self.org_unit else Q(pk=None)


def target_of(cycle, on, *, org_unit=None, employee=None):
    """Return the target with the units that it covers on a day."""
    units = frozenset()
    if org_unit:
        units = tree_with_former(on).with_descendants(org_unit.pk)
    elif employee:
        plans = WorkPlan.objects.filter(cycle=cycle, employee=employee)
        units = frozenset(plans.order_by().values_list("org_unit_id", flat=True).distinct())
    return Target(cycle, org_unit, employee, units)


def people_in_cycle(cycle):
    """Return the people who have a work plan in a cycle."""
    plans = WorkPlan.objects.filter(cycle=cycle, employee=OuterRef("pk"))
    return Employee.objects.filter(Exists(plans))


def windows_of_target(window, target):
    """Return {phase: window} of the period of a window, with the last days that the target has."""
    rows = PhaseWindow.objects.filter(cycle=target.cycle)
    period = window.period_id or last_period(target.cycle)
    rows = rows.filter(Q(period=None) | Q(period=period))
    longest = Max("extensions__closes_date", filter=target.granted())
    rows = rows.annotate(until=Greatest("closes_date", Coalesce(longest, "closes_date")))
    return {row.phase: row for row in rows.order_by("pk")}


def last_period(cycle):
    """Return the key of the period that ends last: until then a plan may still be agreed."""
    periods = EvaluationPeriod.objects.filter(cycle=cycle).order_by("-until_date", "-pk")
    return periods.values_list("pk", flat=True).first()


def following(window, windows):
    """Return the phase after a window, or None after the last one."""
    later = ORDER[ORDER.index(window.phase) + 1 :]
    return next((windows[phase] for phase in later if phase in windows), None)


def waiting_records(window, target):
    """Return the plans or evaluations of the target whose step in a phase is still open."""
    if window.phase == Phase.PLAN:
        records = target.cycle.work_plans.exclude(stage=WorkPlanStage.AGREED)
        records = records.filter(dropped_at=None)
    elif window.period.opened_at is None:
        records = target.cycle.work_plans.filter(supervisor__isnull=False).latest_versions()
    else:
        stages = OPEN_STAGES[window.phase]
        records = Evaluation.objects.filter(period=window.period_id, stage__in=stages)
    records = target.narrow(records).filter(employee__is_active=True)
    return records.select_related("employee", "supervisor").order_by("employee__name", "pk")


def people_to_tell(window, target):
    """Return {person: page} of everybody whose step gets more time, by name."""
    records = waiting_records(window, target)
    if window.phase in OWNERS_ACT:
        return {row.employee: row.get_absolute_url() for row in records}
    board = reverse("appraisal:team_board")
    people = sorted({row.supervisor for row in records}, key=lambda person: person.name)
    return dict.fromkeys(people, board)


def extensions_of(cycle, on, *, employee=None):
    """Return what was granted in a cycle, or to one person in it, the newest first."""
    rows = DeadlineExtension.objects.filter(window__cycle=cycle)
    if employee:
        units = target_of(cycle, on, employee=employee).units
        everybody = Q(employee=None, org_unit=None)
        rows = rows.filter(everybody | Q(employee=employee) | Q(covered_units__in=units)).distinct()
    return (
        rows.select_related("window__period", "employee", "granted_by")
        .prefetch_related(units_named(on))
        .newest_first()
    )
