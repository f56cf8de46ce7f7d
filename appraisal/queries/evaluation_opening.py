"""Whose evaluation a period should have, who still waits for an agreed plan, and which periods are due."""

from django.db.models import Exists, F, OuterRef, Q

from accounts.models.dated import in_force
from appraisal.choices import Phase
from appraisal.models import Evaluation, EvaluationPeriod, WorkPlan


def plans_to_evaluate(period, on):
    """Return the highest agreed version of each plan that has no evaluation in a period yet.

    Only posts that are held on the day, by active people, with a supervisor in the system.
    """
    newer = WorkPlan.objects.agreed().filter(
        cycle=period.cycle_id, assignment=OuterRef("assignment"), version__gt=OuterRef("version")
    )
    evaluated = Evaluation.objects.filter(period=period, assignment=OuterRef("assignment"))
    return (
        WorkPlan.objects.agreed()
        .filter(in_force(on, "assignment__"), cycle=period.cycle_id)
        .filter(supervisor__isnull=False, employee__is_active=True)
        .exclude(Exists(newer))
        .exclude(Exists(evaluated))
    )


def people_without_agreed_plan(period, on=None):
    """Return the newest version of every plan that keeps somebody out of a period, with its people.

    People rated outside the system have no supervisor in charge and are not waited for; with a day,
    only posts held on it.
    """
    agreed = WorkPlan.objects.agreed().filter(
        cycle=period.cycle_id, assignment=OuterRef("assignment")
    )
    plans = (
        WorkPlan.objects.filter(cycle=period.cycle_id, supervisor__isnull=False)
        .filter(employee__is_active=True)
        .exclude(Exists(agreed))
        .select_related("employee", "supervisor")
    )
    return plans.filter(in_force(on, "assignment__")) if on else plans


def due_periods(on):
    """Return the periods of running cycles whose self-assessment begins by a day and is not open yet."""
    return (
        EvaluationPeriod.objects.filter(
            Q(windows__phase=Phase.SELF_ASSESSMENT, windows__opens_date__lte=on),
            opened_at=None,
            cycle__opened_at__isnull=False,
            cycle__closed_at=None,
        )
        .annotate(opens_date=F("windows__opens_date"))
        .order_by("opens_date", "pk")
    )
