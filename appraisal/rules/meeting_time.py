"""What is unusual about the time of a meeting: it is asked about once, never refused."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

EARLIEST: Final = time(6)
LATEST: Final = time(20)
SATURDAY: Final = 5


class Doubt(StrEnum):
    """Why somebody may have mistyped."""

    PAST = "past"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    HOURS = "hours"


def doubts(
    starts_at: datetime, minutes: int, today: date, holidays: Collection[date]
) -> tuple[Doubt, ...]:
    """Return what is unusual about a meeting that starts at a local moment."""
    day, ends_at = starts_at.date(), starts_at + timedelta(minutes=minutes)
    is_early = starts_at.time() < EARLIEST
    is_late = ends_at.date() > day or ends_at.time() > LATEST
    found = {
        Doubt.PAST: day < today,
        Doubt.WEEKEND: day.weekday() >= SATURDAY,
        Doubt.HOLIDAY: day in holidays,
        Doubt.HOURS: is_early or is_late,
    }
    return tuple(doubt for doubt, holds in found.items() if holds)
