"""W08 to W10: the clocks of reporting and objection, with invented holidays in February 2027."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.working_days import add_working_days, is_working_day, working_days_between

HOLIDAYS = frozenset({date(2027, 2, 8), date(2027, 2, 9)})
WINDOW_CLOSED = date(2027, 1, 31)

CLOCKS = [
    ("W08a deliver", date(2027, 1, 29), 14, date(2027, 2, 22)),
    ("W08b return", date(2027, 2, 12), 14, date(2027, 3, 4)),
    ("W08c report", WINDOW_CLOSED, 30, date(2027, 3, 16)),
    ("W09a superior signs", WINDOW_CLOSED, 14, date(2027, 2, 22)),
    ("W09b superior delivers", date(2027, 2, 17), 7, date(2027, 2, 26)),
    ("W09c return", date(2027, 2, 24), 7, date(2027, 3, 5)),
    ("W09d report", WINDOW_CLOSED, 30, date(2027, 3, 16)),
    ("W10a object", date(2027, 2, 12), 14, date(2027, 3, 4)),
    ("W10b decide", date(2027, 3, 4), 7, date(2027, 3, 15)),
    ("W10h object at the latest", date(2027, 2, 22), 14, date(2027, 3, 12)),
    ("W10h decide at the latest", date(2027, 3, 12), 7, date(2027, 3, 23)),
    ("nothing to wait for", date(2027, 2, 6), 0, date(2027, 2, 6)),
]

COUNTS = [
    ("W08d", date(2027, 1, 29), date(2027, 2, 22), 14),
    ("W08e", date(2027, 1, 29), date(2027, 1, 31), 0),
    ("same day", date(2027, 2, 12), date(2027, 2, 12), 0),
    ("W10c one day late", date(2027, 2, 12), date(2027, 3, 5), 15),
]

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CALENDARS = st.frozensets(DAYS, max_size=40)


@pytest.mark.parametrize(("clock", "start", "days", "last"), CLOCKS, ids=lambda value: str(value))
def test_clock_ends_on_its_last_day(clock, start, days, last):
    assert add_working_days(start, days, HOLIDAYS) == last


@pytest.mark.parametrize(("row", "start", "end", "days"), COUNTS, ids=lambda value: str(value))
def test_days_between_are_counted_after_the_start(row, start, end, days):
    assert working_days_between(start, end, HOLIDAYS) == days


def test_clock_without_holidays_is_shorter():
    assert add_working_days(date(2027, 1, 29), 14, frozenset()) == date(2027, 2, 18)


def test_holiday_on_a_sunday_changes_nothing():
    assert add_working_days(date(2027, 1, 29), 1, {date(2027, 1, 31)}) == date(2027, 2, 1)


@pytest.mark.parametrize("days", [-1, 1.0, True, "3"])
def test_clock_of_no_whole_number_of_days_is_refused(days):
    with pytest.raises(ValueError, match="days"):
        add_working_days(date(2027, 1, 29), days, HOLIDAYS)


def test_end_before_start_is_refused():
    with pytest.raises(ValueError, match="end 2027-01-28"):
        working_days_between(date(2027, 1, 29), date(2027, 1, 28), HOLIDAYS)


@pytest.mark.parametrize("start", [datetime(2027, 1, 29, 8, tzinfo=UTC), "2027-01-29", None])
def test_start_that_is_no_plain_date_is_refused(start):
    with pytest.raises(ValueError, match="start"):
        add_working_days(start, 1, HOLIDAYS)


def test_clock_beyond_the_calendar_is_refused():
    with pytest.raises(ValueError, match="days"):
        add_working_days(date.max, 1, frozenset())


@given(DAYS, st.integers(0, 60), CALENDARS)
def test_counting_back_undoes_adding(start, days, holidays):
    assert working_days_between(start, add_working_days(start, days, holidays), holidays) == days


@given(DAYS, st.integers(1, 60), CALENDARS)
def test_clock_never_ends_on_a_day_off(start, days, holidays):
    assert is_working_day(add_working_days(start, days, holidays), holidays)


@given(DAYS, st.integers(0, 90), CALENDARS)
def test_adding_undoes_counting_up_to_a_working_day(start, span, holidays):
    end = start + timedelta(days=span)
    reached = add_working_days(start, working_days_between(start, end, holidays), holidays)
    assert reached == end if is_working_day(end, holidays) else reached <= end


@given(DAYS, st.integers(0, 60), CALENDARS)
def test_longer_clock_ends_later(start, days, holidays):
    shorter, longer = (add_working_days(start, length, holidays) for length in (days, days + 1))
    assert shorter < longer


@given(DAYS, st.integers(0, 60), CALENDARS, DAYS)
def test_another_holiday_never_shortens_a_clock(start, days, holidays, another):
    longer = add_working_days(start, days, holidays | {another})
    assert longer >= add_working_days(start, days, holidays)
