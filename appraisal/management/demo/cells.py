"""How the ratings of a year fall: every cell of the quadrant, most people in the middle."""

import random

from appraisal.choices import ExpectationMark
from appraisal.management.demo.answers import Story
from appraisal.management.demo.names import called

ABOVE, MEETS, BELOW = ExpectationMark.ABOVE, ExpectationMark.MEETS, ExpectationMark.BELOW
SMALL = 3
SHARES = {
    (ABOVE, ABOVE): 24,
    (ABOVE, MEETS): 32,
    (MEETS, ABOVE): 38,
    (MEETS, MEETS): 112,
    (BELOW, MEETS): 8,
    (MEETS, BELOW): 6,
    (ABOVE, BELOW): 3,
    (BELOW, ABOVE): 3,
    (BELOW, BELOW): 2,
}
STEADY = {cell: share for cell, share in SHARES.items() if share > SMALL}  # a year half over
GOOD_YEARS = {"ratna": (ABOVE, MEETS), "sari": (ABOVE, MEETS), "ahmad": (ABOVE, ABOVE)}


def tell_stories(city, members, year, shares=SHARES):
    """Return {person: Story} of a year; the same for the same people."""
    others = [member for member in members if member.key not in GOOD_YEARS]
    dealt = deal(len(others), random.Random(year), shares)
    cells = {member.employee.pk: cell for member, cell in zip(others, dealt, strict=True)}
    return {
        member.employee.pk: Story(
            *(GOOD_YEARS.get(member.key) or cells[member.employee.pk]),
            rng=random.Random(f"{year} {member.employee.name}"),
            unit=city.unit_names[member.unit],
            name=called(member.employee.name),
        )
        for member in members
    }


def deal(people, dice, shares):
    """Return one cell per person: every cell at least once, shuffled."""
    cells = list(shares)
    cells += dice.choices(cells, shares.values(), k=max(people - len(cells), 0))
    cells = cells[:people]
    dice.shuffle(cells)
    return cells
