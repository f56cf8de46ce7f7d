"""Units as a tree, with their heads and how many people sit in them."""

from dataclasses import dataclass

from django.db.models import Count

from accounts.models import Assignment, Employee, OrgUnit
from accounts.queries.org_tree import org_tree


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the tree."""

    unit: OrgUnit
    name: str
    depth: int
    head: Employee | None
    people: int  # in the unit itself
    everybody: int  # with all units below


def unit_rows(on):
    """Return the tree of a day in printing order."""
    tree = org_tree(on)
    units = OrgUnit.objects.in_bulk(list(tree.names))
    posts = Assignment.objects.in_force(on).definitive()
    counts = dict(posts.values_list("org_unit").annotate(Count("employee", distinct=True)))
    heads = heads_of(on)
    return [
        UnitRow(
            unit=units[pk],
            name=tree.names[pk],
            depth=depth,
            head=heads.get(pk),
            people=counts.get(pk, 0),
            everybody=sum(counts.get(below, 0) for below in tree.with_descendants(pk)),
        )
        for pk, depth in tree.depth_first()
    ]


def heads_of(on):
    """Return unit -> head on a day."""
    heads = Assignment.objects.in_force(on).definitive().filter(is_head=True)
    return {post.org_unit_id: post.employee for post in heads.select_related("employee")}


def unit_choices(on):
    """Return the tree of a day and public id -> primary key of its units."""
    tree = org_tree(on)
    return tree, dict(
        OrgUnit.objects.filter(pk__in=list(tree.names)).values_list("public_id", "pk")
    )
