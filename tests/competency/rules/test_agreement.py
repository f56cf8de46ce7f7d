"""Two views of one competency: the four quadrants and the two signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.rules.agreement import Agreement, agreement, difference, gap

CONFIRMED_STRENGTH, HIDDEN_STRENGTH, BLIND_SPOT, AGREED_NEED = Agreement

ROWS = [
    (3, 3, 3, CONFIRMED_STRENGTH),
    (5, 3, 3, CONFIRMED_STRENGTH),
    (2, 3, 3, HIDDEN_STRENGTH),
    (3, 2, 3, BLIND_SPOT),
    (2, 2, 3, AGREED_NEED),
    (0, 0, 1, AGREED_NEED),
]

LEVELS = st.integers(0, 5)
STANDARDS = st.integers(1, 5)
SWAPPED = {
    CONFIRMED_STRENGTH: CONFIRMED_STRENGTH,
    HIDDEN_STRENGTH: BLIND_SPOT,
    BLIND_SPOT: HIDDEN_STRENGTH,
    AGREED_NEED: AGREED_NEED,
}


@pytest.mark.parametrize(("self_level", "supervisor_level", "standard", "quadrant"), ROWS)
def test_two_levels_meet_in_their_quadrant(self_level, supervisor_level, standard, quadrant):
    assert agreement(self_level, supervisor_level, standard) is quadrant


def test_signs_are_reached_minus_standard_and_self_minus_supervisor():
    assert (gap(2, 3), difference(4, 3)) == (-1, 1)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((6, 3, 3), "self_level"),
        ((3, -1, 3), "supervisor_level"),
        ((3, 3, 0), "standard"),
        ((3, 3, 6), "standard"),
        ((None, 3, 3), "self_level"),
        ((3, 3.0, 3), "supervisor_level"),
    ],
)
def test_wrong_level_is_refused_by_name(arguments, named):
    with pytest.raises(ValueError, match=named):
        agreement(*arguments)


@given(LEVELS, LEVELS, STANDARDS)
def test_swapping_the_views_swaps_blind_spot_and_hidden_strength(mine, theirs, standard):
    assert agreement(theirs, mine, standard) is SWAPPED[agreement(mine, theirs, standard)]


@given(LEVELS, LEVELS, STANDARDS)
def test_difference_is_the_difference_of_the_gaps(mine, theirs, standard):
    assert difference(mine, theirs) == gap(mine, standard) - gap(theirs, standard)


@given(LEVELS, LEVELS, STANDARDS)
def test_blind_spot_always_has_the_person_above_the_supervisor(mine, theirs, standard):
    if agreement(mine, theirs, standard) is BLIND_SPOT:
        assert difference(mine, theirs) > 0
