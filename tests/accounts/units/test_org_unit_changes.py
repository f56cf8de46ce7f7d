"""The tree of units changes by day: what is refused says why, and nothing of the past is rewritten."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from accounts.models import OrgUnit
from accounts.queries.org_tree import org_tree
from tests.accounts.units.changing import (
    BEGAN,
    JULY,
    NEXT_YEAR,
    TODAY,
    add,
    end,
    move,
    refused,
    rename,
    terms,
    withdraw,
)
from tests.factories.accounts import (
    grant_role,
    make_assignment,
    make_employee,
    make_org_unit,
)

pytestmark = pytest.mark.django_db


def test_unit_is_added_with_a_code_of_its_own(office, dewi):
    first = add(office.dinas, dewi)
    second = add(office.elsewhere, dewi)

    assert (first.code, second.code) == ("BIDANG-DATA", "BIDANG-DATA-2")
    assert terms(first) == [("Bidang Data", office.dinas, JULY, None)]


@pytest.mark.parametrize("code", ["77", "x" * 40])
def test_unit_is_added_with_the_code_that_was_given(office, dewi, code):
    assert add(office.dinas, dewi, code=code).code == code


def test_code_of_another_unit_is_refused(office, dewi):
    make_org_unit("Bidang Lain", parent=office.dinas, code="Ab")

    assert refused(add, office.dinas, dewi, code="aB") == "code_taken"


def test_same_name_below_the_same_unit_is_refused(office, dewi, section):
    assert refused(add, office.elsewhere, dewi, name="SEKSI  ARSIP") == "same_name"
    assert add(office.dinas, dewi, name="Seksi Arsip").pk


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2000, 1, 1)])
def test_unit_cannot_begin_before_the_one_above(office, dewi, day):
    assert refused(add, office.dinas, dewi, from_date=day) == "parent_gone"


def test_name_holds_from_its_day(dewi, section, office):
    rename(section, dewi)

    assert terms(section) == [
        ("Seksi Arsip", office.elsewhere, BEGAN, JULY - timedelta(days=1)),
        ("Seksi Kearsipan", office.elsewhere, JULY, None),
    ]
    assert org_tree(date(2026, 6, 30)).names[section.pk] == "Seksi Arsip"


def test_name_of_the_same_day_is_corrected_in_place(dewi, section, office):
    rename(section, dewi)
    rename(section, dewi, name="Seksi Arsip Daerah")

    assert [name for name, *_rest in terms(section)] == ["Seksi Arsip", "Seksi Arsip Daerah"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "Seksi Arsip"}, "same"),
        ({"from_date": date(2019, 1, 1)}, "not_yet"),
    ],
)
def test_impossible_name_is_refused(dewi, section, fields, code):
    assert refused(rename, section, dewi, **fields) == code


def test_change_before_a_recorded_one_is_refused(dewi, section):
    rename(section, dewi, from_date=NEXT_YEAR)

    assert refused(rename, section, dewi, name="Seksi Lain", from_date=TODAY) == "later"


def test_agency_may_be_renamed_but_neither_moves_nor_ends(office, dewi):
    rename(office.agency, dewi, name="Kota Contoh Baru")

    assert refused(move, office.agency, office.dinas, dewi) == "top"
    assert refused(end, office.agency, dewi, from_date=TODAY) == "top"


def test_unit_moves_with_what_is_below(office, dewi, section):
    desk = make_org_unit("Meja Surat", parent=section)

    move(section, office.dinas, dewi)

    tree = org_tree(JULY)
    assert tree.ancestors(desk.pk) == [section.pk, office.dinas.pk, office.agency.pk]
    assert org_tree(JULY - timedelta(days=1)).ancestors(desk.pk)[1] == office.elsewhere.pk


def test_unit_stays_where_it_is(office, dewi, section):
    assert refused(move, section, office.elsewhere, dewi) == "same"


@pytest.mark.parametrize("depth", [0, 1])
def test_circle_is_refused(office, dewi, section, depth):
    below = [office.elsewhere, section][depth]

    assert refused(move, office.elsewhere, below, dewi) == "circle"


def test_circle_of_a_day_still_to_come_is_refused(office, dewi, section):
    move(office.dinas, section, dewi, from_date=NEXT_YEAR)

    assert refused(move, office.elsewhere, office.dinas, dewi) == "circle"
    assert refused(move, section, office.dinas, dewi) == "circle"


def test_circle_of_the_past_is_none(office, dewi, section):
    move(section, office.agency, dewi)

    move(office.elsewhere, section, dewi, from_date=TODAY)

    assert org_tree(TODAY).ancestors(office.elsewhere.pk) == [section.pk, office.agency.pk]


def test_unit_above_that_ends_is_refused(office, dewi, section):
    closing = make_org_unit("Bidang Lama", parent=office.dinas)
    end(closing, dewi, from_date=NEXT_YEAR)

    assert refused(move, section, closing, dewi) == "parent_gone"
    assert refused(add, closing, dewi) == "parent_gone"


def test_empty_unit_ends_the_day_before(office, dewi, section):
    assert end(section, dewi) == section

    assert terms(section) == [("Seksi Arsip", office.elsewhere, BEGAN, date(2026, 6, 30))]
    assert refused(rename, section, dewi, from_date=TODAY) == "ends"


def test_unit_with_people_or_units_does_not_end(office, dewi, section):
    make_assignment(make_employee(), section, until_date=date(2026, 9, 30))

    assert refused(end, section, dewi) == "people"
    assert refused(end, office.elsewhere, dewi) == "units"
    assert end(section, dewi, from_date=date(2026, 10, 1)) == section


def test_unit_whose_people_come_later_does_not_end(dewi, section):
    make_assignment(make_employee(), section, from_date=NEXT_YEAR)

    assert refused(end, section, dewi) == "people"


def test_change_planned_for_the_last_day_never_comes(office, dewi, section):
    rename(section, dewi)

    end(section, dewi)

    assert terms(section) == [("Seksi Arsip", office.elsewhere, BEGAN, date(2026, 6, 30))]


def test_unit_added_by_mistake_is_removed(office, dewi):
    unit = add(office.dinas, dewi)

    assert end(unit, dewi, from_date=JULY) is None
    assert not OrgUnit.objects.filter(pk=unit.pk).exists()


def test_unit_that_was_used_is_not_removed(office, dewi, section):
    grant_role(office.citra, Role.AUDITOR, section)

    assert refused(end, section, dewi, from_date=BEGAN) == "in_use"


def test_end_is_taken_back(office, dewi, section):
    end(section, dewi)

    withdraw(section, dewi)

    assert terms(section) == [("Seksi Arsip", office.elsewhere, BEGAN, None)]


def test_end_stays_when_the_unit_above_is_gone_too(office, dewi, section):
    below = make_org_unit("Meja Surat", parent=section)
    end(below, dewi)
    end(section, dewi)

    assert refused(withdraw, below, dewi) == "parent_gone"


def test_end_stays_when_the_name_was_given_to_another(office, dewi, section):
    end(section, dewi)
    add(office.elsewhere, dewi, name="Seksi Arsip")

    assert refused(withdraw, section, dewi) == "same_name"


def test_planned_change_is_taken_back(office, dewi, section):
    move(section, office.dinas, dewi, from_date=NEXT_YEAR)

    withdraw(section, dewi)

    assert terms(section) == [("Seksi Arsip", office.elsewhere, BEGAN, None)]


def test_change_of_the_past_stays(dewi, section):
    rename(section, dewi)

    assert refused(withdraw, section, dewi) == "nothing"
