"""A change of supervisor: the line, the refusals, the open records, and who is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Notification, ReportingLine
from accounts.refusals import Refusal
from accounts.services.reporting_line import set_supervisor
from tests.factories.accounts import (
    actor_for,
    grant_role,
    make_assignment,
    make_employee,
)
from tests.factories.appraisal import NOON

TODAY = timezone.localdate(NOON)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def lines_of(person):
    """Return the lines of reporting of a person, in order."""
    lines = ReportingLine.objects.filter(employee=person).order_by("from_date")
    return list(lines.values_list("supervisor__name", "from_date", "until_date"))


def test_line_ends_the_day_before_and_the_next_begins(office, change):
    change(office.ani, office.citra)

    assert lines_of(office.ani) == [
        ("Budi Santoso", date(2020, 1, 1), YESTERDAY),
        ("Citra Dewanti", TODAY, None),
    ]


def test_second_change_of_the_same_day_replaces_the_first(office, change):
    change(office.ani, office.citra)
    change(office.ani, office.farid)

    assert lines_of(office.ani) == [
        ("Budi Santoso", date(2020, 1, 1), YESTERDAY),
        ("Farid Hidayat", TODAY, None),
    ]


def test_change_on_the_first_day_of_the_post_leaves_one_line(office, change):
    change(office.ani, office.citra, from_date=date(2020, 1, 1))

    assert lines_of(office.ani) == [("Citra Dewanti", date(2020, 1, 1), None)]


def test_past_day_replaces_what_began_since(office, change):
    change(office.ani, office.citra, from_date=date(2026, 6, 1))
    change(office.ani, office.farid, from_date=date(2026, 3, 1))

    assert lines_of(office.ani) == [
        ("Budi Santoso", date(2020, 1, 1), date(2026, 2, 28)),
        ("Farid Hidayat", date(2026, 3, 1), None),
    ]


def test_planned_change_stays_behind_an_earlier_one(office, change):
    change(office.ani, office.farid, from_date=date(2027, 1, 1))
    change(office.ani, office.citra)

    assert lines_of(office.ani) == [
        ("Budi Santoso", date(2020, 1, 1), YESTERDAY),
        ("Citra Dewanti", TODAY, date(2026, 12, 31)),
        ("Farid Hidayat", date(2027, 1, 1), None),
    ]


def test_person_without_a_line_gets_the_first(office, change):
    gita = make_employee("Gita Permata")
    make_assignment(gita, office.dinas)

    change(gita, office.budi)

    assert lines_of(gita) == [("Budi Santoso", TODAY, None)]


def test_official_outside_the_system(office, change):
    change(office.budi, None, is_outside=True)

    line = ReportingLine.objects.get(employee=office.budi, from_date=TODAY)
    assert (line.supervisor, line.is_outside) == (None, True)


@pytest.mark.parametrize(
    ("who", "supervisor", "fields", "code"),
    [
        ("ani", "ani", {}, "oneself"),
        ("ani", "budi", {}, "same"),
        ("dewi", "budi", {}, "own_line"),
        ("dewi", None, {"is_outside": True}, "own_line"),
        ("ani", "dewi", {}, "own_team"),
        ("ani", None, {}, "no_supervisor"),
        ("ani", "citra", {"reason": "  "}, "no_reason"),
        ("ani", "citra", {"from_date": date(2019, 12, 31)}, "no_assignment"),
        ("budi", "ani", {}, "circle"),
        ("farid", "ani", {}, "circle"),
    ],
)
def test_refused_change_leaves_everything(office, change, who, supervisor, fields, code):
    person = getattr(office, who)
    above = getattr(office, supervisor) if supervisor else None
    before = lines_of(person)

    with pytest.raises(Refusal) as refused:
        change(person, above, **fields)

    assert refused.value.code == code
    assert lines_of(person) == before
    assert Notification.objects.count() == 0


def test_day_outside_the_post_is_refused_for_the_import_too(office):
    with pytest.raises(Refusal) as refused:
        set_supervisor(
            assignment=office.assignments.ani,
            supervisor=office.citra,
            is_outside=False,
            from_date=date(2019, 12, 31),
            reason="Impor",
            actor=actor_for(office.dewi),
            at=NOON,
        )

    assert refused.value.code == "outside_assignment"


def test_closed_account_cannot_supervise(office, change):
    type(office.citra).objects.filter(pk=office.citra.pk).update(is_active=False)
    office.citra.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        change(office.ani, office.citra)

    assert refused.value.code == "inactive"


def test_circle_that_would_close_only_in_a_planned_future_is_refused(office, change):
    change(office.citra, office.ani, from_date=date(2027, 1, 1))

    with pytest.raises(Refusal) as refused:
        change(office.ani, office.citra)

    assert refused.value.code == "circle"


def test_circle_that_ended_before_is_no_circle(office, change):
    change(office.citra, office.ani, from_date=date(2026, 1, 1))
    change(office.citra, office.budi, from_date=date(2026, 6, 1))

    change(office.ani, office.citra)

    assert lines_of(office.ani)[-1] == ("Citra Dewanti", TODAY, None)


@pytest.mark.parametrize("who", ["ani", "budi", "farid", "eko"])
def test_only_hr_of_the_unit_changes(office, change, who):
    with pytest.raises(PermissionDenied):
        change(office.ani, office.citra, by=getattr(office, who))


def test_hr_of_another_unit_does_not_change(office, change):
    grant_role(office.eko, Role.HR_OPERATOR, office.elsewhere)

    with pytest.raises(PermissionDenied):
        change(office.ani, office.citra, by=office.eko)


def test_hr_operator_of_the_unit_does_not_change(office, change):
    grant_role(office.eko, Role.HR_OPERATOR, office.dinas)

    with pytest.raises(PermissionDenied):
        change(office.ani, office.citra, by=office.eko)


def test_another_administrator_changes_the_line_of_the_first(office, change):
    grant_role(office.eko, Role.HR_ADMIN, office.dinas)

    change(office.dewi, office.budi, by=office.eko)
    change(office.ani, office.dewi, by=office.eko)

    assert lines_of(office.dewi)[-1] == ("Budi Santoso", TODAY, None)
    assert lines_of(office.ani)[-1] == ("Dewi Anggraini", TODAY, None)
