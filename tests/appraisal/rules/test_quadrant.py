"""W01 to W04: the nine cells, the regulation's own examples, and what the year does not average."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rules.quadrant import QUADRANT, Expectation, PerformanceRating, performance_rating

ABOVE, MEETS, BELOW = Expectation
VERY_GOOD, GOOD, NEEDS_IMPROVEMENT, POOR, VERY_POOR = PerformanceRating

CELLS = [
    (ABOVE, ABOVE, VERY_GOOD),
    (ABOVE, MEETS, GOOD),
    (ABOVE, BELOW, POOR),
    (MEETS, ABOVE, GOOD),
    (MEETS, MEETS, GOOD),
    (MEETS, BELOW, POOR),
    (BELOW, ABOVE, NEEDS_IMPROVEMENT),
    (BELOW, MEETS, NEEDS_IMPROVEMENT),
    (BELOW, BELOW, VERY_POOR),
]

EXAMPLES = [
    ("Direktur Jenderal III", MEETS, ABOVE, GOOD),
    ("Direktur II", MEETS, ABOVE, GOOD),
    ("Kepala Subdirektorat II, misprinted in the regulation", MEETS, BELOW, POOR),
    ("JF Teknis Tata Bangunan dan Perumahan Muda", ABOVE, MEETS, GOOD),
    ("Kepala Dinas Kesehatan", MEETS, MEETS, GOOD),
    ("Kepala Puskesmas", MEETS, ABOVE, GOOD),
    ("JF Bidan Penyelia", MEETS, MEETS, GOOD),
    ("Bidan on study leave", BELOW, MEETS, NEEDS_IMPROVEMENT),
    ("W04a after three quarters Baik, Baik, Butuh Perbaikan", ABOVE, ABOVE, VERY_GOOD),
    ("W04b after four quarters Baik", MEETS, BELOW, POOR),
]

ORDER = {ABOVE: 2, MEETS: 1, BELOW: 0}
WORTH = {VERY_GOOD: 4, GOOD: 3, NEEDS_IMPROVEMENT: 2, POOR: 1, VERY_POOR: 0}
RATINGS = st.sampled_from(Expectation)


@pytest.mark.parametrize(("results", "behaviour", "rating"), CELLS)
def test_cell_gives_its_predikat(results, behaviour, rating):
    assert performance_rating(results, behaviour) is rating


@pytest.mark.parametrize(("example", "results", "behaviour", "rating"), EXAMPLES)
def test_example_of_the_regulation_follows_the_quadrant(example, results, behaviour, rating):
    assert performance_rating(results=results, behaviour=behaviour) is rating


def test_table_is_the_function_for_every_cell():
    cells = product(Expectation, Expectation)
    assert dict(QUADRANT) == {cell: performance_rating(*cell) for cell in cells}


def test_table_refuses_to_be_changed():
    with pytest.raises(TypeError):
        QUADRANT[ABOVE, ABOVE] = POOR


@pytest.mark.parametrize(("high", "low"), [(ABOVE, BELOW), (MEETS, BELOW)])
def test_swapped_arguments_differ_where_the_table_is_not_symmetric(high, low):
    swapped = performance_rating(low, high)
    assert (performance_rating(high, low), swapped) == (POOR, NEEDS_IMPROVEMENT)


def test_values_equal_their_names_as_stored():
    assert [(member.value, str(member)) for member in (*Expectation, *PerformanceRating)] == [
        (member.name, member.name) for member in (*Expectation, *PerformanceRating)
    ]


@given(RATINGS, RATINGS, RATINGS)
def test_better_results_never_make_the_predikat_worse(one, other, behaviour):
    low, high = sorted((one, other), key=ORDER.__getitem__)
    assert WORTH[performance_rating(low, behaviour)] <= WORTH[performance_rating(high, behaviour)]


@given(RATINGS, RATINGS, RATINGS)
def test_better_behaviour_never_makes_the_predikat_worse(one, other, results):
    low, high = sorted((one, other), key=ORDER.__getitem__)
    assert WORTH[performance_rating(results, low)] <= WORTH[performance_rating(results, high)]


@given(RATINGS, RATINGS)
def test_stored_text_is_understood_as_its_rating(results, behaviour):
    stored = performance_rating(str(results), str(behaviour))
    assert stored is performance_rating(results, behaviour)


@pytest.mark.parametrize("wrong", ["above", "", None, 2])
def test_argument_that_is_no_rating_is_refused_by_name(wrong):
    with pytest.raises(ValueError, match="results"):
        performance_rating(wrong, MEETS)
    with pytest.raises(ValueError, match="behaviour"):
        performance_rating(MEETS, wrong)
