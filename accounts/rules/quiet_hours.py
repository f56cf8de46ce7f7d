"""When a mail that nobody waits for may go out: from 6 in the morning until 8 in the evening."""

from datetime import datetime, time, timedelta

MORNING, EVENING = time(6), time(20)


def next_polite_moment(local: datetime) -> datetime:
    """Return the moment itself within the day, else the next morning; `local` is local time."""
    if MORNING <= local.time() < EVENING:
        return local
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=local.tzinfo)
