"""Which groups of people may be counted in sight of others, so that nobody can be worked out.

A group of fewer than five is not shown, nor is one from which such a group follows by subtraction:
an office minus those of its units that are shown (product.md section 5: "counts only, n >= 5").
What is hidden in its parent is hidden everywhere, with all that is below it, whoever looks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LEAST: Final = 5


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """The people of a unit: those that sit in the unit itself, or with everybody below."""

    unit: int
    is_whole: bool


def totals(
    counts: Mapping[int, int], children: Mapping[int | None, Sequence[int]], roots: Iterable[int]
) -> dict[int, int]:
    """Return how many people each unit holds with everything below it."""
    found: dict[int, int] = {}

    def add(unit: int) -> int:
        below = sum(add(child) for child in children.get(unit, ()))
        found[unit] = counts.get(unit, 0) + below
        return found[unit]

    for root in roots:
        add(root)
    return found


def publishable(
    counts: Mapping[int, int],
    children: Mapping[int | None, Sequence[int]],
    roots: Iterable[int],
    least: int = LEAST,
) -> frozenset[Group]:
    """Return the groups that may be shown beside each other (product.md section 5).

    `counts` holds the people that sit in each unit itself. Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("counts of people must not be negative")
    roots = tuple(roots)
    sums = totals(counts, children, roots)
    waiting = [Group(root, True) for root in roots if sums[root] >= least]
    shown = set()
    while waiting:
        group = waiting.pop()
        shown.add(group)
        if group.is_whole:
            waiting += _shown_parts(_parts(group.unit, counts, children, sums), least)
    return frozenset(shown)


def _parts(unit, counts, children, sums) -> dict[Group, int]:
    """Return the people of a unit by where they sit: in the unit itself, or in one below it."""
    own = {Group(unit, False): counts.get(unit, 0)}
    below = {Group(child, True): sums[child] for child in children.get(unit, ())}
    return {group: count for group, count in (own | below).items() if count}


def _shown_parts(parts: Mapping[Group, int], least: int) -> list[Group]:
    """Hide small parts, and the next ones until what is hidden together is large enough."""
    smallest_first = sorted(parts, key=lambda group: (parts[group], group))
    hidden = 0
    while smallest_first and (parts[smallest_first[0]] < least or 0 < hidden < least):
        hidden += parts[smallest_first.pop(0)]
    return smallest_first
