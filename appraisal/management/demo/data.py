"""What the story is told with: tables and texts beside this file, and moments of the calendar."""

import csv
import tomllib
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

HERE = Path(__file__).parent
SATURDAY = 5


@cache
def texts(name):
    """Return a file of texts."""
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def rows(name):
    """Return the rows of a table as dictionaries."""
    with (HERE / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def moment(day, rng, hours=(8, 15)):
    """Return a moment of the working hours of a day."""
    clock = time(rng.randint(*hours), rng.randint(0, 59))
    return timezone.make_aware(datetime.combine(day, clock))


def working_day(day):
    """Return the day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def next_working_day(day):
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day
