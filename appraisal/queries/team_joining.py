"""Who of a team is not in the appraisal of a period yet, and what it waits for."""

from django.db.models import Exists, OuterRef

from accounts.models import Employee
from accounts.models.dated import in_force
from accounts.queries.leave import away_until
from appraisal.choices import WorkPlanStage
from appraisal.models import CycleExclusion, Evaluation, WorkPlan


def open_plans(actor, period):
    """Return the plans of the team that are not agreed yet, in running cycles.

    `joins` tells whether somebody comes into the period on screen with it: a change of a plan that
    was agreed before keeps nobody waiting, and whoever is evaluated is there, readable or not.
    """
    before = WorkPlan.objects.agreed().filter(
        assignment=OuterRef("assignment"), cycle=OuterRef("cycle")
    )
    evaluated = evaluated_in(period).filter(assignment=OuterRef("assignment"))
    rows = (
        WorkPlan.objects.followed_by(actor)
        .supervised_by(actor)
        .filter(cycle__opened_at__isnull=False, cycle__closed_at=None)
        .exclude(stage=WorkPlanStage.AGREED)
        .select_related("employee", "job_position", "cycle")
        .annotate(away_until=away_until(actor.on))
        .annotate(joins=~Exists(before) & ~Exists(evaluated))
    )
    return list(rows.order_by("employee__name", "pk"))


def evaluated_in(period):
    """Return the evaluations of a period, also those that the actor may not follow any more."""
    return Evaluation.objects.filter(period=period)


def joining_plans(plans, period):
    """Return the first plans with which somebody comes into the period on screen."""
    return [plan for plan in plans if plan.joins and (not period or plan.cycle == period.cycle)]


def people_without(actor, plans, period):
    """Return who reports to the actor's desks and stands in no list, and why as far as it is known."""
    cycle = period.cycle_id if period else None
    excluded = CycleExclusion.objects.filter(cycle=cycle, employee=OuterRef("pk"))
    planned = WorkPlan.objects.agreed().filter(cycle=cycle, employee=OuterRef("pk"))
    desks = actor.desks if period else {actor.employee.pk}  # no period: nothing is delegated now
    team = Employee.objects.filter(
        in_force(actor.on, "reporting_lines__"), reporting_lines__supervisor__in=desks
    )
    return list(
        Employee.objects.visible_to(actor)
        .filter(pk__in=team.values("pk"))
        .exclude(pk__in=[actor.employee.pk, *(plan.employee_id for plan in plans)])
        .exclude(Exists(evaluated_in(period).filter(employee=OuterRef("pk"))))
        .annotate(away_until=away_until(actor.on, "pk"))
        .annotate(is_excluded=Exists(excluded), has_plan=Exists(planned))
        .order_by("name", "pk")
    )
