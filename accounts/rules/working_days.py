"""Working-day clocks of reporting and objection (PermenPANRB 6/2022, p. 90 and 114-119).

Day 0 is the event; day 1 is the next working day. Saturdays, Sundays and the given holidays
(national holidays and collective leave alike) do not count.
"""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Say whether `day` is Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """Return the last day of a clock of `days` working days that starts at the event on `start`.

    0 gives `start` itself, also on a day off. Raises ValueError when `days` is negative or no
    whole number, or when `start` is no date (PermenPANRB 6/2022, p. 114-119).
    """
    day = _date(start, "start")
    if not isinstance(days, int) or isinstance(days, bool) or days < 0:
        raise ValueError(f"days must be a whole number from 0 up, not {days!r}")
    for _ in range(days):
        day = _next_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """Count the working days after `start` up to and including `end`.

    Raises ValueError when `end` lies before `start` or one of them is no date
    (PermenPANRB 6/2022, p. 114-119).
    """
    first, last = _date(start, "start"), _date(end, "end")
    if last < first:
        raise ValueError(f"end {last} lies before start {first}")
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def _next_working_day(day: date, holidays: Collection[date]) -> date:
    try:
        day += ONE_DAY
        while not is_working_day(day, holidays):
            day += ONE_DAY
    except OverflowError:
        raise ValueError("days leads beyond the calendar") from None
    return day


def _date(value: date, name: str) -> date:
    if type(value) is not date:
        raise ValueError(f"{name} must be a date without a time, not {value!r}")
    return value
