"""The tree of units on one day."""

from collections import defaultdict
from dataclasses import dataclass, field

from accounts.models import OrgUnitTerm


@dataclass(frozen=True)
class OrgTree:
    """Names and parents of all units on a day, by primary key."""

    names: dict[int, str]
    parents: dict[int, int | None]
    children: dict[int | None, tuple[int, ...]]
    former: frozenset[int] = frozenset()  # units that have ended; only in `tree_with_former`
    public_ids: dict[int, str] = field(default_factory=dict)

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
        """Return the units without a parent, of those that have not ended if there are any."""
        tops = self.children.get(None, ())
        return tuple(unit for unit in tops if unit not in self.former) or tops

    def office_of(self, unit_id):
        """Return the office a unit belongs to: its ancestor directly below the root, or itself."""
        line = [unit_id, *self.ancestors(unit_id)]
        return line[-2] if len(line) > 1 else line[-1]

    def depth_first(self, unit_id=None, depth=0):
        """Yield (unit, depth) in the order in which a tree is printed."""
        for child in sorted(self.children.get(unit_id, ()), key=lambda pk: self.names[pk].lower()):
            yield child, depth
            yield from self.depth_first(child, depth + 1)

    def without_former(self):
        """Return the tree of the units that have not ended, as `org_tree` reads it."""
        if not self.former:
            return self
        rows = [
            (unit, self.names[unit], parent, self.public_ids[unit])
            for unit, parent in self.parents.items()
            if unit not in self.former
        ]
        return tree_of_rows(rows)


def tree_for(actor):
    """Return the tree in which the actor's roles were resolved; a query only for who has no role."""
    return actor.tree or tree_with_former(actor.on)


def org_tree(on):
    """Return the tree of units on a day, with one query."""
    return tree_of(OrgUnitTerm.objects.in_force(on), on)


def tree_with_former(on):
    """Return the tree of all units that began by a day, those that have ended below their last parent."""
    begun = OrgUnitTerm.objects.filter(from_date__lte=on)
    return tree_of(begun.order_by("unit", "-from_date").distinct("unit"), on)


COLUMNS = ("unit_id", "name", "parent_id", "unit__public_id", "until_date")


def tree_of(terms, on):
    """Build a tree of one term per unit."""
    rows = list(terms.values_list(*COLUMNS))
    former = frozenset(unit for unit, *_rest, until in rows if until and until < on)
    return tree_of_rows([row[:-1] for row in rows], former)


def tree_of_rows(rows, former=frozenset()):
    """Build a tree of (unit, name, parent, public id).

    A unit whose parent is not in it hangs below the only root.
    """
    names = {unit: name for unit, name, _parent, _public_id in rows}
    tops = [unit for unit, _n, parent, _p in rows if parent is None and unit not in former]
    only_root = tops[0] if len(tops) == 1 else None
    parents, children = {}, defaultdict(list)
    for unit, _name, parent, _public_id in rows:
        is_placed = parent in names or unit in tops
        parents[unit] = parent if is_placed else only_root
        children[parents[unit]].append(unit)
    return OrgTree(
        names=names,
        parents=parents,
        children={parent: tuple(units) for parent, units in children.items()},
        former=former,
        public_ids={unit: public_id for unit, _name, _parent, public_id in rows},
    )
