"""To whom a supervisor may give a result, who cannot receive one now and why, and what was given."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from appraisal.choices import DECIDED_STAGES, EvaluationStage, WorkPlanStage
from appraisal.models import AppraisalCycle, Evaluation, PlannedResult, WorkPlan


@dataclass(frozen=True, slots=True)
class Giving:
    """One result given to several people, as long as nobody changed it and all are drafts."""

    key: str
    statement: str
    names: tuple[str, ...]


def team_in(cycle, actor):
    """Return the newest plan of each member of the actor's team in a cycle, by name.

    With the stage of the evaluation of the cycle, and what was last given as a draft.
    """
    evaluations = Evaluation.objects.filter(assignment=OuterRef("assignment"), period__cycle=cycle)
    stage = evaluations.order_by("-period__until_date", "period__from_date", "-pk").values("stage")
    given = PlannedResult.objects.filter(work_plan=OuterRef("pk")).exclude(given_key="")
    return (
        WorkPlan.objects.supervised_by(actor)
        .filter(cycle=cycle)
        .latest_versions()
        .select_related("cycle", "employee", "job_position")
        .annotate(evaluation_stage=Subquery(stage[:1]))
        .annotate(given=Subquery(given.order_by("-pk").values("statement")[:1]))
        .order_by("employee__name", "pk")
    )


def remark_of(plan):
    """Say what a supervisor should know before giving a result to this person, or nothing."""
    if plan.stage == WorkPlanStage.DRAFT and plan.given:
        return _("has “%(text)s” as a draft already") % {"text": Truncator(plan.given).chars(60)}
    if plan.evaluation_stage == EvaluationStage.REVIEW:
        return _("self-assessment sent, it does not ask about a new result")
    if plan.evaluation_stage in DECIDED_STAGES:
        return _("appraisal decided, it does not ask about a new result")
    return ""


def too_late_for(plans):
    """Count the people whose appraisal of the cycle no longer asks about a new result."""
    past = {EvaluationStage.REVIEW, *DECIDED_STAGES}
    return sum(plan.evaluation_stage in past for plan in plans)


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


def givings(actor, **which):
    """Return what was given and can still be taken back, the newest first: a cycle's, or by its key."""
    rows = (
        PlannedResult.objects.exclude(given_key="")
        .filter(given_by__in=actor.desks, **which)
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
