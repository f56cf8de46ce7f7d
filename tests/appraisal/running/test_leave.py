"""Leave: days, never why; only HR notes it, nobody for oneself."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import AuditEvent, Leave
from accounts.queries.leave import away_on
from accounts.refusals import Refusal
from accounts.services.leave import end_leave, record_leave
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON

FIRST, LAST = date(2026, 11, 18), date(2026, 12, 1)
pytestmark = pytest.mark.django_db


def note(employee, actor, first=FIRST, last=LAST):
    """Note a leave."""
    return record_leave(employee=employee, from_date=first, until_date=last, actor=actor, at=NOON)


def test_person_is_away_on_the_first_and_the_last_day(office, hr):
    note(office.ani, hr)

    days = [date(2026, 11, 17), FIRST, LAST, date(2026, 12, 2)]
    assert [away_on(day).count() for day in days] == [0, 1, 1, 0]


def test_leave_holds_no_reason():
    fields = {field.name for field in Leave._meta.get_fields()}

    assert fields == {
        "id",
        "public_id",
        "employee",
        "from_date",
        "until_date",
        "recorded_by",
        "recorded_at",
        "withdrawn_at",
    }


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2026, 12, 2), date(2026, 12, 1), "days"),
        (date(2026, 11, 1), date(2026, 11, 19), "days"),
        (date(2026, 12, 1), date(2036, 12, 1), "days"),
        (date(2026, 12, 1), date(2026, 12, 5), "overlap"),
    ],
)
def test_other_days_are_refused(office, hr, first, last, code):
    note(office.ani, hr)

    with pytest.raises(Refusal) as refusal:
        note(office.ani, hr, first, last)

    assert refusal.value.code == code


def test_person_who_is_back_is_not_away_today(office, hr):
    leave = note(office.ani, hr)

    end_leave(leave=leave, actor=hr, at=NOON)

    assert (leave.until_date, leave.withdrawn_at) == (date(2026, 11, 19), None)


def test_leave_that_has_not_begun_is_withdrawn_and_makes_room(office, hr):
    leave = note(office.ani, hr, date(2026, 11, 25))

    end_leave(leave=leave, actor=hr, at=NOON)

    assert leave.withdrawn_at == NOON
    assert note(office.ani, hr, date(2026, 11, 25)).withdrawn_at is None


def test_leave_that_is_over_is_not_ended_twice(office, hr):
    leave = note(office.ani, hr)
    end_leave(leave=leave, actor=hr, at=NOON)

    with pytest.raises(Refusal) as refusal:
        end_leave(leave=leave, actor=hr, at=NOON)

    assert refusal.value.code == "over"


@pytest.mark.parametrize(
    ("name", "role", "unit", "may"),
    [
        ("ani", None, None, False),
        ("budi", None, None, False),
        ("citra", Role.HR_ADMIN, "dinas", True),
        ("citra", Role.HR_OPERATOR, "dinas", True),
        ("citra", Role.HR_ADMIN, "elsewhere", False),
        ("citra", Role.AUDITOR, "agency", False),
        ("ani", Role.HR_ADMIN, "agency", False),
    ],
)
def test_only_hr_of_the_unit_notes_it_and_not_for_oneself(office, name, role, unit, may):
    person = getattr(office, name)
    if role:
        grant_role(person, role, getattr(office, unit))
    if may:
        assert note(office.ani, actor_for(person)).employee == office.ani
        return
    with pytest.raises(PermissionDenied):
        note(office.ani, actor_for(person))


def test_trail_holds_the_days(office, hr):
    leave = note(office.ani, hr)

    event = AuditEvent.objects.get(action="record_leave")
    assert event.data == {
        "leave": leave.public_id,
        "from_date": "2026-11-18",
        "until_date": "2026-12-01",
    }


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [(LAST, FIRST, "leave_from_before_until"), (FIRST, LAST, "leave_one_at_a_time")],
)
def test_database_refuses(office, hr, first, last, name):
    note(office.ani, hr)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Leave.objects.create(
            employee=office.ani,
            from_date=first,
            until_date=last,
            recorded_by=office.dewi,
            recorded_at=NOON,
        )
