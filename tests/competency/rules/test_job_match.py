"""W15: job person match, raw and capped, and its categories."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.rules.job_match import (
    MatchCategory,
    competency_gaps,
    job_person_match,
    match_category,
)

CODES = [*(f"M.0{number}" for number in range(1, 9)), "SK.01"]
MEETS, STILL_MEETS, BELOW, OPTIMAL, FAIRLY_OPTIMAL, LESS_OPTIMAL = MatchCategory

ROWS = [
    (
        "a",
        (3, 3, 3, 3, 3, 3, 3, 3, 3),
        (3, 3, 2, 4, 3, 3, 2, 3, 3),
        ("96.30", "92.59"),
        {"M.03": -1, "M.04": 1, "M.07": -1},
        (MEETS, OPTIMAL, OPTIMAL),
    ),
    (
        "b",
        (2, 2, 2, 2, 2, 2, 2, 2, 2),
        (2, 2, 1, 2, 1, 2, 1, 2, 1),
        ("77.78", "77.78"),
        {"M.03": -1, "M.05": -1, "M.07": -1, "SK.01": -1},
        (STILL_MEETS, LESS_OPTIMAL, LESS_OPTIMAL),
    ),
    (
        "c",
        (2, 2, 2, 2, 2, 2, 2, 2, 2),
        (3, 3, 3, 1, 2, 2, 2, 1, 2),
        ("105.56", "88.89"),
        {"M.01": 1, "M.02": 1, "M.03": 1, "M.04": -1, "M.08": -1},
        (MEETS, OPTIMAL, FAIRLY_OPTIMAL),
    ),
    (
        "d",
        (4, 4, 4, 4, 4, 3, 3, 3, 3),
        (3, 3, 3, 3, 3, 3, 2, 3, 2),
        ("78.13", "78.13"),
        {"M.01": -1, "M.02": -1, "M.03": -1, "M.04": -1, "M.05": -1, "M.07": -1, "SK.01": -1},
        (STILL_MEETS, FAIRLY_OPTIMAL, FAIRLY_OPTIMAL),
    ),
]

BANDS = [
    ("80", "FILLING", MEETS),
    ("79.99", "FILLING", STILL_MEETS),
    ("79.996", "FILLING", STILL_MEETS),
    ("68", "FILLING", STILL_MEETS),
    ("67.99", "FILLING", BELOW),
    ("0", "FILLING", BELOW),
    ("105.56", "FILLING", MEETS),
    ("90", "MAPPING", OPTIMAL),
    ("89.99", "MAPPING", FAIRLY_OPTIMAL),
    ("78", "MAPPING", FAIRLY_OPTIMAL),
    ("77.99", "MAPPING", LESS_OPTIMAL),
]

POSTS = st.dictionaries(st.sampled_from(CODES), st.integers(1, 5), min_size=1)


def printed(value):
    """Return a percentage as printed, two places half up."""
    return str(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize(("row", "standards", "levels", "percents", "gaps", "categories"), ROWS)
def test_levels_beside_the_standard(row, standards, levels, percents, gaps, categories):
    reached = dict(zip(CODES, levels, strict=True))
    asked = dict(zip(CODES, standards, strict=True))
    match = job_person_match(reached, asked)
    unequal = {code: gap for code, gap in competency_gaps(reached, asked).items() if gap}
    assert ((printed(match.raw), printed(match.capped)), unequal) == (percents, gaps)
    assert (
        match_category(match.raw, "FILLING"),
        match_category(match.raw, "MAPPING"),
        match_category(match.capped, "MAPPING"),
    ) == categories


def test_match_is_exact_where_it_ends():
    asked = dict(zip(CODES, (4, 4, 4, 4, 4, 3, 3, 3, 3), strict=True))
    reached = dict(zip(CODES, (3, 3, 3, 3, 3, 3, 2, 3, 2), strict=True))
    assert job_person_match(reached, asked).raw == Decimal("78.125")


@pytest.mark.parametrize(("percent", "purpose", "category"), BANDS)
def test_category_is_read_from_the_unrounded_value(percent, purpose, category):
    assert match_category(Decimal(percent), purpose) is category


def test_match_does_not_depend_on_the_callers_precision():
    with localcontext(prec=2):
        match = job_person_match({"M.01": 1}, {"M.01": 3})
    assert printed(match.raw) == "33.33"


def test_level_of_a_competency_not_asked_for_is_left_out():
    match = job_person_match({"M.01": 2, "T.01": 5}, {"M.01": 2})
    assert (match.raw, match.capped) == (Decimal(100), Decimal(100))


@pytest.mark.parametrize(
    ("levels", "standards", "named"),
    [
        ({"M.01": 2}, {"M.01": 2, "M.02": 2}, "M.02"),
        ({"M.01": 2, "M.02": 2}, {"M.01": 2, "M.02": 0}, "M.02"),
        ({"M.01": 2, "M.02": 2}, {"M.01": 2, "M.02": 6}, "M.02"),
        ({"M.01": 6}, {"M.01": 2}, "M.01"),
        ({"M.01": -1}, {"M.01": 2}, "M.01"),
        ({"M.01": None}, {"M.01": 2}, "M.01"),
        ({"M.01": 2}, {}, "standards"),
    ],
)
def test_missing_or_impossible_level_is_refused_by_name(levels, standards, named):
    with pytest.raises(ValueError, match=named):
        job_person_match(levels, standards)


@pytest.mark.parametrize(
    ("percent", "purpose", "named"),
    [
        (Decimal(80), "PROMOTION", "purpose"),
        (Decimal(-1), "FILLING", "percent"),
        (Decimal("NaN"), "FILLING", "percent"),
        (80.0, "FILLING", "percent"),
    ],
)
def test_category_of_a_wrong_argument_is_refused_by_name(percent, purpose, named):
    with pytest.raises(ValueError, match=named):
        match_category(percent, purpose)


@given(POSTS)
def test_standard_reached_everywhere_is_a_full_match(standards):
    match = job_person_match(standards, standards)
    assert (match.raw, match.capped) == (Decimal(100), Decimal(100))


@given(POSTS, st.data())
def test_capped_match_never_exceeds_raw_or_a_hundred(standards, data):
    levels = {code: data.draw(st.integers(0, 5)) for code in standards}
    match = job_person_match(levels, standards)
    assert match.capped <= min(match.raw, Decimal(100))


@given(POSTS, st.data())
def test_full_capped_match_means_no_gap(standards, data):
    levels = {code: data.draw(st.integers(0, 5)) for code in standards}
    is_full = job_person_match(levels, standards).capped == 100
    assert is_full == all(gap >= 0 for gap in competency_gaps(levels, standards).values())


@given(st.decimals(0, 200, places=6), st.decimals(0, 200, places=6))
def test_higher_percentage_never_falls_into_a_lower_category(one, other):
    low, high = sorted((one, other))
    order = [BELOW, STILL_MEETS, MEETS]
    lower, higher = (order.index(match_category(value, "FILLING")) for value in (low, high))
    assert lower <= higher
