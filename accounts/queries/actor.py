"""Who is asking: the actor of a request, a task or a command."""

from collections import defaultdict

from accounts.choices import EmployeeKind
from accounts.models import Employee, ReportingLine, RoleGrant
from accounts.permissions import Actor
from accounts.queries.org_tree import org_tree


def actor_of(employee, on):
    """Return the actor for a person on a day, with every role grant resolved to units."""
    grants = list(RoleGrant.objects.in_force(on).filter(employee=employee))
    scopes, everywhere = defaultdict(frozenset), set()
    tree = org_tree(on) if grants else None
    for grant in grants:
        units = {grant.org_unit_id}
        if grant.with_sub_units:
            units = tree.with_descendants(grant.org_unit_id)
            if grant.org_unit_id in tree.roots:
                everywhere.add(grant.role)
        scopes[grant.role] |= frozenset(units)
    return Actor(
        employee=employee,
        on=on,
        scopes=dict(scopes),
        everywhere=frozenset(everywhere),
        is_supervisor=ReportingLine.objects.in_force(on).filter(supervisor=employee).exists(),
    )


def system_actor(on):
    """Return the account in whose name the calendar acts."""
    return Actor(employee=Employee.objects.get(kind=EmployeeKind.SYSTEM), on=on)
