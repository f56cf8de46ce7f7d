"""Times one after the other, past what is taken, until the working day ends."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from appraisal.rules.dialogue_slots import slots

ZONE = ZoneInfo("Asia/Jakarta")


def at(clock):
    """Return a moment of one day."""
    return datetime.fromisoformat(f"2026-12-07T{clock}").replace(tzinfo=ZONE)


def clocks(moments):
    """Return the clock of each moment."""
    return [f"{moment:%H:%M}" for moment in moments]


@pytest.mark.parametrize(
    ("minutes", "pause", "count", "expected"),
    [
        (45, 15, 3, ["09:00", "10:00", "11:00"]),
        (60, 0, 2, ["09:00", "10:00"]),
        (120, 0, 9, ["09:00", "11:00", "13:00", "15:00"]),
        (120, 30, 9, ["09:00", "11:30", "14:00"]),
        (30, 0, 0, []),
    ],
)
def test_times_follow_each_other_until_six(minutes, pause, count, expected):
    assert clocks(slots(at("09:00"), minutes, pause, count, [])) == expected


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([("09:00", "09:45")], ["10:00", "11:00"]),
        ([("09:30", "10:30")], ["10:45", "11:45"]),
        ([("08:00", "09:00")], ["09:00", "10:00"]),
        ([("10:00", "10:30")], ["09:00", "10:45"]),
        ([("11:00", "12:00"), ("09:00", "10:00")], ["10:15", "12:15"]),
    ],
    ids=["same", "overlap", "before", "between", "two, unsorted"],
)
def test_what_is_taken_is_left_out(taken, expected):
    spans = [(at(first), at(last)) for first, last in taken]

    assert clocks(slots(at("09:00"), 45, 15, 2, spans)) == expected


def test_what_is_taken_may_come_in_another_zone():
    taken = [(at("09:00").astimezone(ZoneInfo("UTC")), at("09:45").astimezone(ZoneInfo("UTC")))]

    assert slots(at("09:00"), 45, 0, 1, taken) == (at("09:00") + timedelta(minutes=45),)
