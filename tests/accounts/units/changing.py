"""The changes of units as tests make them, at noon of the day of the tests."""

from datetime import date

import pytest

from accounts.models import OrgUnitTerm
from accounts.refusals import Refusal
from accounts.services.org_unit import (
    add_unit,
    end_unit,
    move_unit,
    rename_unit,
    withdraw_change,
)
from tests.factories.appraisal import NOON

TODAY = date(2026, 11, 20)
JULY = date(2026, 7, 1)
NEXT_YEAR = date(2027, 1, 1)
BEGAN = date(2020, 1, 1)


def terms(unit):
    """Return (name, parent, first day, last day) of a unit over time."""
    rows = OrgUnitTerm.objects.filter(unit=unit).order_by("from_date")
    return [(row.name, row.parent, row.from_date, row.until_date) for row in rows]


def add(parent, actor, name="Bidang Data", code="", from_date=JULY):
    """Add a unit."""
    return add_unit(name=name, parent=parent, code=code, from_date=from_date, actor=actor, at=NOON)


def rename(unit, actor, name="Seksi Kearsipan", from_date=JULY):
    """Rename a unit."""
    rename_unit(unit=unit, name=name, from_date=from_date, actor=actor, at=NOON)


def move(unit, parent, actor, from_date=JULY):
    """Move a unit."""
    move_unit(unit=unit, parent=parent, from_date=from_date, actor=actor, at=NOON)


def end(unit, actor, from_date=JULY):
    """End a unit."""
    return end_unit(unit=unit, from_date=from_date, actor=actor, at=NOON)


def withdraw(unit, actor):
    """Take the last change back."""
    withdraw_change(unit=unit, actor=actor, at=NOON)


def refused(call, *given, **named):
    """Return the code of the refusal that a call meets."""
    with pytest.raises(Refusal) as found:
        call(*given, **named)
    return found.value.code
