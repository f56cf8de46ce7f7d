"""W14: the value of form B.1.9 from the indicators met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.rules.rubric import VALUE_LABELS, Beyond, evaluation_value

NONE, ABOVE_LEVEL, FAR_ABOVE = Beyond

ROWS = [
    (0, NONE, 1, "Sangat Kurang"),
    (1, NONE, 2, "Kurang memadai"),
    (2, NONE, 2, "Kurang memadai"),
    (3, NONE, 3, "Memadai"),
    (3, ABOVE_LEVEL, 4, "Diatas Memadai"),
    (3, FAR_ABOVE, 5, "Istimewa"),
]

TOTALS = st.integers(1, 12)


@pytest.mark.parametrize(("met", "beyond", "value", "label"), ROWS)
def test_indicators_give_their_value(met, beyond, value, label):
    assert (evaluation_value(met, beyond), VALUE_LABELS[value]) == (value, label)


def test_beyond_is_none_unless_told():
    assert evaluation_value(3) == 3


@pytest.mark.parametrize("beyond", list(Beyond))
@pytest.mark.parametrize("met", [4, -1, 2.0, True, "3", None])
def test_impossible_number_met_is_refused(met, beyond):
    with pytest.raises(ValueError, match="indicators_met"):
        evaluation_value(met, beyond)


@pytest.mark.parametrize("total", [0, -3, 3.0])
def test_impossible_total_is_refused(total):
    with pytest.raises(ValueError, match="indicators_total"):
        evaluation_value(0, NONE, total)


def test_unknown_beyond_is_refused():
    with pytest.raises(ValueError, match="beyond"):
        evaluation_value(3, "EVEN_FURTHER")


@pytest.mark.parametrize("beyond", [ABOVE_LEVEL, FAR_ABOVE])
@pytest.mark.parametrize("met", [0, 1, 2])
def test_beyond_is_refused_while_an_indicator_is_missing(met, beyond):
    with pytest.raises(ValueError, match=f"beyond is {beyond} although only {met} of 3"):
        evaluation_value(met, beyond)


def test_competency_with_four_indicators_needs_all_four():
    assert [evaluation_value(met, indicators_total=4) for met in range(5)] == [1, 2, 2, 2, 3]


@given(TOTALS, st.data())
def test_another_indicator_met_never_lowers_the_value(total, data):
    met = data.draw(st.integers(1, total))
    fewer = evaluation_value(met - 1, NONE, total)
    assert fewer <= evaluation_value(met, NONE, total)


@given(TOTALS, st.data())
def test_value_is_three_exactly_when_all_are_met(total, data):
    met = data.draw(st.integers(0, total))
    assert (evaluation_value(met, NONE, total) == 3) == (met == total)
