"""Times for several meetings on one day, one after the other, past what is taken already."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final

DAY_ENDS: Final = time(18)


def slots(
    starts_at: datetime,
    minutes: int,
    pause: int,
    count: int,
    taken: Iterable[tuple[datetime, datetime]],
) -> tuple[datetime, ...]:
    """Return as many beginnings as fit into a day of local time, at most as many as asked for."""
    length, rest, ends = timedelta(minutes=minutes), timedelta(minutes=pause), end_of(starts_at)
    found, begin, busy = [], starts_at, sorted(taken)
    while len(found) < count and begin + length <= ends:
        until = next(
            (last for first, last in busy if first < begin + length and begin < last), None
        )
        if until is None:
            found.append(begin)
            until = begin + length
        begin = until.astimezone(starts_at.tzinfo) + rest
    return tuple(found)


def end_of(moment: datetime) -> datetime:
    """Return when the working day of a local moment ends."""
    return datetime.combine(moment.date(), DAY_ENDS, tzinfo=moment.tzinfo)
