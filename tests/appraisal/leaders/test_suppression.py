"""Nobody can be worked out from the groups that are shown, in any tree of units."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rules.suppression import Group, publishable

TOP, NORTH, SOUTH, WEST = 1, 2, 3, 4
CHILDREN = {None: (TOP,), TOP: (NORTH, SOUTH, WEST)}


def shown(counts, children=CHILDREN):
    return publishable(counts, children, children[None])


def test_groups_of_five_are_shown_with_their_office():
    assert shown({TOP: 5, NORTH: 5, SOUTH: 6}) == {
        Group(TOP, True),
        Group(TOP, False),
        Group(NORTH, True),
        Group(NORTH, False),
        Group(SOUTH, True),
        Group(SOUTH, False),
    }


def test_agency_of_four_shows_nothing():
    assert shown({TOP: 1, NORTH: 3}) == frozenset()


def test_next_smallest_group_hides_the_only_small_one():
    assert shown({NORTH: 4, SOUTH: 8, WEST: 6}) == {
        Group(TOP, True),
        Group(SOUTH, True),
        Group(SOUTH, False),
    }


def test_small_groups_that_are_five_together_need_no_other():
    assert Group(WEST, True) in shown({NORTH: 2, SOUTH: 3, WEST: 9})


def test_what_is_hidden_in_its_parent_is_hidden_below():
    children = {None: (TOP,), TOP: (NORTH, SOUTH), NORTH: (WEST,)}

    assert shown({WEST: 6, SOUTH: 3}, children) == {Group(TOP, True)}


def test_negative_count_is_refused():
    with pytest.raises(ValueError, match="must not be negative"):
        shown({TOP: -1})


@st.composite
def offices(draw):
    """Return children and counts of a tree of up to seven units."""
    size = draw(st.integers(1, 7))
    parents = [None, *(draw(st.integers(0, unit - 1)) for unit in range(1, size))]
    children = {
        parent: tuple(unit for unit in range(size) if parents[unit] == parent)
        for parent in {None, *range(size)}
    }
    counts = {unit: draw(st.integers(0, 9)) for unit in range(size)}
    return children, counts


@given(offices())
def test_no_group_of_fewer_than_five_follows_from_what_is_shown(office):
    children, counts = office
    atoms = [unit for unit, count in counts.items() if count]
    cells = [members(group, children, atoms) for group in shown(counts, children)]

    small = [
        group
        for size in range(1, len(atoms) + 1)
        for group in combinations(atoms, size)
        if sum(counts[unit] for unit in group) < 5
    ]

    assert [group for group in small if follows(indicator(group, atoms), cells)] == []


def members(group, children, atoms):
    """Return which of the atoms a shown group adds up."""
    units, waiting = set(), [group.unit]
    while waiting:
        unit = waiting.pop()
        units.add(unit)
        waiting += children.get(unit, ()) if group.is_whole else ()
    return indicator(units, atoms)


def indicator(units, atoms):
    return [Fraction(unit in units) for unit in atoms]


def follows(wanted, cells):
    """Tell whether a sum of atoms is a combination of the sums that are shown."""
    return rank(cells) == rank([*cells, wanted]) if cells else False


def rank(rows):
    """Return the rank of rows of fractions."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for row in rows[found + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [value - factor * by for value, by in zip(row, pivot, strict=True)]
        found += 1
    return found
