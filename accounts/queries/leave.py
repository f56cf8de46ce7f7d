"""Who is away, and who may note it."""

from django.db.models import OuterRef, Subquery

from accounts.models import Assignment, Leave


def may_record_leave(actor, employee):
    """Tell whether the actor is HR for the unit of somebody else."""
    if employee == actor.employee or not actor.is_hr:
        return False
    if actor.sees_everybody:
        return True
    posts = Assignment.objects.in_force(actor.on).filter(employee=employee)
    return posts.filter(org_unit__in=actor.hr_units).exists()


def leaves_of(employee, on):
    """Return the leaves of a person that hold or are still to come, the nearest first."""
    rows = Leave.objects.filter(employee=employee, withdrawn_at=None, until_date__gte=on)
    return rows.select_related("recorded_by").order_by("from_date", "pk")


def away_on(on):
    """Return the keys of everybody who is away on a day, as a lazy query."""
    return Leave.objects.in_force(on).values("employee")


def away_until(on, employee="employee"):
    """Return a subquery: the last day of the leave that holds on a day, or nothing; never why."""
    rows = Leave.objects.in_force(on).filter(employee=OuterRef(employee))
    return Subquery(rows.values("until_date")[:1])
