"""The tree of units on one day."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import OrgUnitTerm


@dataclass(frozen=True)
class OrgTree:
    """Names and parents of all units on a day, by primary key."""

    names: dict[int, str]
    parents: dict[int, int | None]
    children: dict[int | None, tuple[int, ...]]

    def with_descendants(self, unit_id):
        """Return the unit and everything below it."""
        found, waiting = set(), [unit_id]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(self.children.get(current, ()))
        return frozenset(found)

    def ancestors(self, unit_id):
        """Return the units above, nearest first."""
        found = []
        parent = self.parents.get(unit_id)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self.parents.get(parent)
        return found

    @property
    def roots(self):
        """Return the units without a parent."""
        return self.children.get(None, ())

    def office_of(self, unit_id):
        """Return the office a unit belongs to: its ancestor directly below the root, or itself."""
        line = [unit_id, *self.ancestors(unit_id)]
        return line[-2] if len(line) > 1 else line[-1]

    def depth_first(self, unit_id=None, depth=0):
        """Yield (unit, depth) in the order in which a tree is printed."""
        for child in sorted(self.children.get(unit_id, ()), key=lambda pk: self.names[pk].lower()):
            yield child, depth
            yield from self.depth_first(child, depth + 1)


def org_tree(on):
    """Return the tree of units on a day, with one query."""
    rows = OrgUnitTerm.objects.in_force(on).values_list("unit_id", "name", "parent_id")
    names, parents, children = {}, {}, defaultdict(list)
    for unit_id, name, parent_id in rows:
        names[unit_id] = name
        parents[unit_id] = parent_id
        children[parent_id].append(unit_id)
    return OrgTree(names, parents, {parent: tuple(units) for parent, units in children.items()})
