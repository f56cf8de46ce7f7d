"""What is unusual about the time of a meeting."""

from datetime import UTC, date, datetime

import pytest

from appraisal.rules.meeting_time import doubts

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "holidays", "found"),
    [
        (20, 9, 0, (), ()),
        (20, 6, 0, (), ()),
        (20, 19, 0, (), ()),
        (20, 19, 1, (), ("hours",)),
        (20, 5, 59, (), ("hours",)),
        (20, 23, 30, (), ("hours",)),
        (19, 9, 0, (), ("past",)),
        (23, 9, 0, (23,), ("holiday",)),
        (22, 23, 30, (22,), ("weekend", "holiday", "hours")),
    ],
)
def test_doubts_about_an_hour(day, hour, minute, holidays, found):
    starts_at = datetime(2026, 11, day, hour, minute, tzinfo=UTC)

    assert doubts(starts_at, 60, FRIDAY, {date(2026, 11, one) for one in holidays}) == found
