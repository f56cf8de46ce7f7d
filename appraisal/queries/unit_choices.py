"""Units to choose from, in the order of the tree."""

from dataclasses import dataclass

from accounts.choices import Role
from accounts.models import OrgUnit
from accounts.queries.org_tree import org_tree, tree_with_former
from appraisal.queries.participants import posts, units_with_descendants


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit, how deep it stands, whether it is chosen, and the chosen one that brings it along."""

    public_id: str
    name: str
    depth: int
    is_chosen: bool
    through: str = ""

    @property
    def indent(self):
        """Return how far the name is set in, at most four steps."""
        return min(self.depth, 4)


def administered_units(actor):
    """Return the units for which the actor is HR administrator on the day."""
    units = OrgUnit.objects.named(actor.on)
    return units if actor.is_hr_of_everything else units.filter(pk__in=actor.units(Role.HR_ADMIN))


def unit_choices(actor, chosen):
    """Return the units the actor administers, marked when their public id is chosen."""
    found, above = [], []  # above: the names of the chosen units on the way down, by depth
    for public_id, name, depth in units_in_order(administered_units(actor), actor.on):
        above = [(deep, title) for deep, title in above if deep < depth]
        is_chosen = public_id in chosen
        through = above[0][1] if above else ""
        found.append(UnitChoice(public_id, name, depth, is_chosen, through))
        above += [(depth, name)] if is_chosen else []
    return found


def units_in_order(units, on):
    """Return (public id, name, depth) of some units as the tree is printed."""
    return placed_units(org_tree(on), frozenset(units.values_list("pk", flat=True)))


def placed_units(tree, units):
    """Return (public id, name, depth) of some units of a tree as it is printed, without a query."""
    order = [(unit, depth) for unit, depth in tree.depth_first() if unit in units]
    top = min((depth for _unit, depth in order), default=0)
    return [(tree.public_ids[unit], tree.names[unit], depth - top) for unit, depth in order]


def people_in(units, employment_kinds, on):
    """Return how many people the units and kinds of employment bring together."""
    keys = units_with_descendants((unit.pk for unit in units), tree_with_former(on))
    return posts(units=keys, employment_kinds=employment_kinds, on=on).count()
