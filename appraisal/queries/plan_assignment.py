"""To whom a supervisor may give a result, who cannot receive one now and why, and what was given."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from appraisal.choices import WorkPlanStage
from appraisal.models import AppraisalCycle, PlannedResult, WorkPlan


@dataclass(frozen=True, slots=True)
class Giving:
    """One result given to several people, as long as nobody changed it and all are drafts."""

    key: str
    statement: str
    names: tuple[str, ...]


def team_in(cycle, actor):
    """Return the newest plan of each member of the actor's team in a cycle, by name."""
    return (
        WorkPlan.objects.supervised_by(actor)
        .filter(cycle=cycle)
        .latest_versions()
        .select_related("cycle", "employee", "job_position")
        .order_by("employee__name", "pk")
    )


def cycles_of_team(actor):
    """Return the running cycles in which the actor has a team, the newest first."""
    plans = WorkPlan.objects.supervised_by(actor)
    return list(
        AppraisalCycle.objects.running()
        .filter(pk__in=plans.values("cycle"))
        .order_by("-from_date", "-pk")
    )


def own_statements(actor):
    """Return what the actor's own agreed plans promise, for "leader's result it serves"."""
    rows = PlannedResult.objects.filter(
        work_plan__employee=actor.employee,
        work_plan__stage=WorkPlanStage.AGREED,
        work_plan__cycle__in=AppraisalCycle.objects.running(),
    )
    return list(dict.fromkeys(rows.order_by("position", "pk").values_list("statement", flat=True)))


def givings(cycle, actor):
    """Return what was given in a cycle and can still be taken back, the newest first."""
    rows = (
        PlannedResult.objects.exclude(given_key="")
        .filter(Q(given_by__in=actor.desks), work_plan__cycle=cycle)
        .filter(work_plan__in=WorkPlan.objects.supervised_by(actor))
        .filter(work_plan__stage=WorkPlanStage.DRAFT, work_plan__dropped_at=None)
        .select_related("work_plan__employee")
        .order_by("given_key", "work_plan__employee__name", "pk")
    )
    found = []
    for key, group in groupby(rows, key=lambda row: row.given_key):
        lines = list(group)
        names = tuple(line.work_plan.employee.full_name for line in lines)
        found.append((max(line.pk for line in lines), Giving(key, lines[0].statement, names)))
    return [giving for _newest, giving in sorted(found, key=lambda row: -row[0])]
