"""Reports "this is not my supervisor": one's own, HR's queue, and who in HR is told."""

from django.db.models import Count, Q

from accounts.choices import CorrectionState, Role
from accounts.models import Employee, SupervisorCorrection
from accounts.models.org_unit import units_named
from accounts.queries.org_tree import org_tree

PEOPLE = ("employee", "recorded", "proposed", "answered_by", "assignment__job_position")


def own_reports(employee):
    """Return the reports of a person, the latest first."""
    found = SupervisorCorrection.objects.filter(employee=employee).select_related(*PEOPLE)
    return found.order_by("-created_at", "-pk")


def reports_for_hr(actor):
    """Return the reports that HR may read, the oldest first, with the unit of the post."""
    found = SupervisorCorrection.objects.visible_to(actor).exclude(employee=actor.employee)
    named = found.select_related(*PEOPLE).prefetch_related(
        units_named(actor.on, "assignment__org_unit")
    )
    return named.order_by("created_at", "pk")


def counts(actor):
    """Return how many reports wait and how many are over."""
    waiting = Q(state=CorrectionState.OPEN)
    return reports_for_hr(actor).aggregate(
        open=Count("pk", filter=waiting), over=Count("pk", filter=~waiting)
    )


def may_answer(actor, report):
    """Tell whether an HR administrator of the unit answers; nobody whom the report names does."""
    named = (report.employee_id, report.recorded_id, report.proposed_id)
    return actor.employee.pk not in named and actor.is_admin_for(report.assignment.org_unit_id)


def hr_administrators(unit_id, on):
    """Return the HR administrators of a unit: granted there, or above with sub-units."""
    above = org_tree(on).ancestors(unit_id)
    here = Q(role_grants__org_unit=unit_id) | Q(
        role_grants__org_unit__in=above, role_grants__with_sub_units=True
    )
    in_force = Q(role_grants__from_date__lte=on) & (
        Q(role_grants__until_date__isnull=True) | Q(role_grants__until_date__gte=on)
    )
    people = Employee.objects.active().filter(here, in_force, role_grants__role=Role.HR_ADMIN)
    return people.distinct().order_by("pk")
