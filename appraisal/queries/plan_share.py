"""Whom the owner of a plan may let copy from it."""

from django.db.models import Q

from accounts.models import Employee
from appraisal.models import WorkPlan


def colleagues(plan, actor):
    """Return active people with a plan in the same cycle, of the same supervisor or unit."""
    plans = WorkPlan.objects.filter(cycle=plan.cycle_id)
    near = Q(org_unit=plan.org_unit_id)
    if plan.supervisor_id:
        near |= Q(supervisor=plan.supervisor_id)
    return (
        Employee.objects.filter(pk__in=plans.filter(near).values("employee"), is_active=True)
        .exclude(pk__in=[actor.employee.pk, plan.supervisor_id or 0])
        .order_by("name", "pk")
    )
