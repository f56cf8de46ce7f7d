"""Who is asking: the actor of a request, a task or a command."""

from collections import defaultdict
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from accounts.choices import EmployeeKind, Role
from accounts.models import Delegation, Employee, ReportingLine, RoleGrant
from accounts.permissions import Actor
from accounts.queries.org_tree import tree_with_former


def actor_of(employee, on):
    """Return the actor for a person on a day, with every role grant resolved to units.

    Units that have ended stay in the scope of those above them: their records are still there.
    """
    grants, leads, acting_since = standing_of(employee, on)
    tree = tree_with_former(on) if grants else None
    return Actor(
        employee=employee,
        on=on,
        scopes=scopes_of(grants, tree),
        everywhere=roles_everywhere(grants, tree),
        is_supervisor=leads or bool(acting_since),
        acting_since=acting_since,
        tree=tree,
    )


HELD = JSONObject(delegator="delegator_id", since="from_date")
GRANT = JSONObject(role="role", org_unit_id="org_unit_id", with_sub_units="with_sub_units")


def standing_of(employee, on):
    """Return the role grants of a person, whether somebody reports to that person, and for whom the
    person acts since when; every page of everybody pays this one query.
    """
    grants = RoleGrant.objects.in_force(on).filter(employee=OuterRef("pk"))
    lines = ReportingLine.objects.in_force(on).filter(supervisor=OuterRef("pk"))
    held = Delegation.objects.in_force(on).filter(delegate=OuterRef("pk"))
    row = Employee.objects.filter(pk=employee.pk).values_list(
        ArraySubquery(grants.values(grant=GRANT)),
        Exists(lines),
        ArraySubquery(held.values(held=HELD)),
    )
    rows, leads, held = row.get()
    since = {one["delegator"]: date.fromisoformat(one["since"]) for one in held}
    return [RoleGrant(**grant) for grant in rows], leads, since


def scopes_of(grants, tree):
    """Return role -> units for the grants of one person."""
    scopes = defaultdict(frozenset)
    for grant in grants:
        unit = grant.org_unit_id
        scopes[grant.role] |= tree.with_descendants(unit) if grant.with_sub_units else {unit}
    return dict(scopes)


def roles_everywhere(grants, tree):
    """Return the roles that are granted on every root of the day with its sub-units."""
    deep = scopes_of([grant for grant in grants if grant.with_sub_units], tree)
    return frozenset(role for role, units in deep.items() if tree.roots and units >= {*tree.roots})


def administrators_of_everything(grants, on):
    """Return the people (primary keys) whom these grants make HR administrator of every unit."""
    tree = tree_with_former(on)
    held = defaultdict(list)
    for grant in grants:
        held[grant.employee_id].append(grant)
    return {person for person, own in held.items() if Role.HR_ADMIN in roles_everywhere(own, tree)}


def system_actor(on):
    """Return the account in whose name the calendar acts."""
    return Actor(employee=Employee.objects.get(kind=EmployeeKind.SYSTEM), on=on)
