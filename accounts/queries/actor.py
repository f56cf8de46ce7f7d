"""Who is asking: the actor of a request, a task or a command."""

from collections import defaultdict

from accounts.choices import EmployeeKind
from accounts.models import Employee, ReportingLine, RoleGrant
from accounts.permissions import Actor
from accounts.queries.org_tree import org_tree


def actor_of(employee, on):
    """Return the actor for a person on a day, with every role grant resolved to units."""
    grants = list(RoleGrant.objects.in_force(on).filter(employee=employee))
    tree = org_tree(on) if grants else None
    scopes = defaultdict(frozenset)
    for grant in grants:
        unit = grant.org_unit_id
        scopes[grant.role] |= tree.with_descendants(unit) if grant.with_sub_units else {unit}
    return Actor(
        employee=employee,
        on=on,
        scopes=dict(scopes),
        everywhere=frozenset(role for role, units in scopes.items() if units >= tree.names.keys()),
        is_supervisor=ReportingLine.objects.in_force(on).filter(supervisor=employee).exists(),
    )


def system_actor(on):
    """Return the account in whose name the calendar acts."""
    return Actor(employee=Employee.objects.get(kind=EmployeeKind.SYSTEM), on=on)
