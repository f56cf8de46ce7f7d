"""Who is HR for somebody: the people to turn to, the nearest first."""

from django.db.models import Q

from accounts.choices import Role
from accounts.models import Assignment, Employee, RoleGrant
from accounts.queries.org_tree import tree_with_former

MOST_NAMES = 5


def hr_of_unit(unit_id, *, on, without, roles=(Role.HR_ADMIN,)):
    """Return who is HR for a unit on a day, the nearest first, without one person; two queries."""
    tree = tree_with_former(on)
    line = [unit_id, *tree.ancestors(unit_id)]
    here = Q(org_unit=unit_id) | Q(org_unit__in=line, with_sub_units=True)
    grants = RoleGrant.objects.in_force(on).filter(here, role__in=roles)
    grants = grants.filter(employee__is_active=True).exclude(employee=without)
    rows = sorted(
        grants.select_related("employee"),
        key=lambda grant: (line.index(grant.org_unit_id), grant.employee.name),
    )
    return list[Employee](dict.fromkeys(grant.employee for grant in rows))[:MOST_NAMES]


def hr_of(actor):
    """Return who is HR for the actor's own post today, the nearest first; three queries."""
    posts = Assignment.objects.in_force(actor.on).filter(employee=actor.employee)
    post = posts.order_by("pk").first()
    if post is None:
        return []
    roles = (Role.HR_ADMIN, Role.HR_OPERATOR)
    return hr_of_unit(post.org_unit_id, on=actor.on, without=actor.employee, roles=roles)
