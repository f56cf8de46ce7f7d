"""W05: the distribution guide warns and never blocks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rules.distribution import (
    SE_3_2023,
    DistributionWarning,
    OrganisationAchievement,
    WarningCode,
    distribution_warnings,
)
from appraisal.rules.quadrant import PerformanceRating

VERY_GOOD, GOOD, NEEDS_IMPROVEMENT, POOR, VERY_POOR = PerformanceRating
ORGANISATION = OrganisationAchievement
MAXIMUM, MINIMUM, NONE_PRESENT, NOT_EXPECTED = WarningCode


def people(*counts):
    """Return the counts of a row, best predikat first."""
    return dict(zip(PerformanceRating, counts, strict=True))


def warning(code, rating, limit, actual, *others):
    """Return a warning with its two percentages."""
    return DistributionWarning(code, rating, Decimal(limit), Decimal(actual), others)


ROWS = [
    ("a", ORGANISATION.GOOD, (3, 15, 2, 0, 0), [warning(MAXIMUM, GOOD, 70, 75)]),
    (
        "b",
        ORGANISATION.GOOD,
        (6, 14, 0, 0, 0),
        [warning(NONE_PRESENT, NEEDS_IMPROVEMENT, 0, 0, POOR)],
    ),
    ("c", ORGANISATION.GOOD, (4, 14, 2, 0, 0), []),
    ("d", ORGANISATION.OUTSTANDING, (14, 6, 0, 0, 0), []),
    ("e", ORGANISATION.OUTSTANDING, (15, 5, 0, 0, 0), [warning(MAXIMUM, VERY_GOOD, 70, 75)]),
    (
        "f",
        ORGANISATION.NEEDS_IMPROVEMENT,
        (2, 7, 11, 0, 0),
        [warning(MINIMUM, NEEDS_IMPROVEMENT, 60, 55)],
    ),
    (
        "g",
        ORGANISATION.NEEDS_IMPROVEMENT,
        (3, 5, 12, 0, 0),
        [warning(MAXIMUM, VERY_GOOD, 10, 15)],
    ),
    ("h", ORGANISATION.POOR, (1, 3, 3, 12, 1), []),
    ("i", ORGANISATION.VERY_POOR, (1, 2, 3, 2, 12), [warning(NOT_EXPECTED, VERY_GOOD, 0, 5)]),
    ("j", ORGANISATION.GOOD, (0, 4, 0, 0, 0), []),
    ("five people", ORGANISATION.GOOD, (0, 5, 0, 0, 0), []),
    (
        "six people",
        ORGANISATION.GOOD,
        (0, 6, 0, 0, 0),
        [
            warning(MAXIMUM, GOOD, 70, 100),
            warning(NONE_PRESENT, NEEDS_IMPROVEMENT, 0, 0, POOR),
        ],
    ),
    (
        "nothing fits",
        ORGANISATION.POOR,
        (2, 8, 0, 0, 0),
        [
            warning(MINIMUM, POOR, 60, 0),
            warning(MINIMUM, NEEDS_IMPROVEMENT, 10, 0),
            warning(MAXIMUM, VERY_GOOD, 10, 20),
        ],
    ),
    (
        "Kurang and Butuh Perbaikan count together",
        ORGANISATION.VERY_POOR,
        (0, 0, 1, 1, 18),
        [],
    ),
    (
        "too few of both",
        ORGANISATION.VERY_POOR,
        (0, 1, 1, 0, 18),
        [warning(MINIMUM, POOR, 10, 5, NEEDS_IMPROVEMENT)],
    ),
    ("nobody", ORGANISATION.VERY_POOR, (0, 0, 0, 0, 0), []),
]

ACHIEVEMENTS = st.sampled_from(OrganisationAchievement)
COUNTS = st.fixed_dictionaries(dict.fromkeys(PerformanceRating, st.integers(0, 200)))


@pytest.mark.parametrize(("row", "achievement", "counts", "expected"), ROWS)
def test_counts_bring_their_warnings(row, achievement, counts, expected):
    assert distribution_warnings(achievement, people(*counts)) == expected


def test_predikat_left_out_counts_nobody():
    warnings = distribution_warnings(ORGANISATION.OUTSTANDING, {VERY_GOOD: 15, GOOD: 5})
    assert warnings == [warning(MAXIMUM, VERY_GOOD, 70, 75)]


def test_counts_of_an_empty_mapping_bring_no_warning():
    assert distribution_warnings(ORGANISATION.VERY_POOR, {}) == []


def test_share_is_compared_unrounded():
    counts = {GOOD: 701, NEEDS_IMPROVEMENT: 299}
    assert distribution_warnings(ORGANISATION.GOOD, counts) == [warning(MAXIMUM, GOOD, 70, "70.1")]


def test_guide_of_the_agency_is_taken():
    strict = replace(SE_3_2023, name="Perwali", counts_only_up_to=0)
    warnings = distribution_warnings(ORGANISATION.OUTSTANDING, {VERY_GOOD: 1}, strict)
    assert warnings == [warning(MAXIMUM, VERY_GOOD, 70, 100)]


def test_guide_knows_its_date_and_every_achievement():
    assert SE_3_2023.effective_from == date(2023, 1, 31)
    assert list(SE_3_2023.rules) == list(OrganisationAchievement)


@pytest.mark.parametrize(
    ("achievement", "counts", "named"),
    [
        ("ISTIMEWA", {GOOD: 9}, "achievement"),
        (ORGANISATION.GOOD, {"Baik": 9}, "Baik"),
        (ORGANISATION.GOOD, {GOOD: -1}, "GOOD"),
        (ORGANISATION.GOOD, {GOOD: 7.0}, "GOOD"),
    ],
)
def test_wrong_argument_is_refused_by_name(achievement, counts, named):
    with pytest.raises(ValueError, match=named):
        distribution_warnings(achievement, counts)


@given(ACHIEVEMENTS, COUNTS, st.integers(2, 9))
def test_same_shares_of_a_larger_unit_bring_the_same_warnings(achievement, counts, times):
    if sum(counts.values()) > SE_3_2023.counts_only_up_to:
        many = {rating: count * times for rating, count in counts.items()}
        assert distribution_warnings(achievement, many) == distribution_warnings(
            achievement, counts
        )


@given(ACHIEVEMENTS, COUNTS)
def test_small_unit_is_never_measured_in_percent(achievement, counts):
    few = {rating: min(count, 1) for rating, count in counts.items()}
    assert distribution_warnings(achievement, few) == []
