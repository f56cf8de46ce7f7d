"""What a role grant reaches on a day."""

from datetime import date

import pytest

from accounts.choices import Role
from accounts.models import Employee, OrgUnitTerm
from tests.factories.accounts import actor_for, grant_role, make_employee, make_org_unit


def test_grant_on_the_only_root_reaches_everything(office):
    assert actor_for(office.dewi).is_hr_of_everything


@pytest.mark.parametrize("parents_from", [None, date(2027, 1, 1)])
def test_unit_whose_parent_is_not_there_today_locks_nobody_out(office, parents_from):
    section = make_org_unit("Bidang Layanan", parent=office.dinas)
    term = OrgUnitTerm.objects.filter(unit=office.dinas)
    if parents_from:
        term.update(from_date=parents_from)
    else:
        term.update(until_date=date(2026, 6, 30))

    actor = actor_for(office.dewi)

    assert actor.is_hr_of_everything
    assert actor.is_admin_for(section.pk)


def test_grant_on_two_roots_reaches_everything(office):
    another_agency = make_org_unit("Kota Lain", code="90")
    grant_role(office.dewi, Role.HR_ADMIN, another_agency)

    assert actor_for(office.dewi).is_hr_of_everything


def test_root_that_has_ended_is_not_asked_for(office):
    former = make_org_unit("Kabupaten Lama", code="90")
    OrgUnitTerm.objects.filter(unit=former).update(until_date=date(2024, 12, 31))

    assert actor_for(office.dewi).is_hr_of_everything


def test_grants_unit_by_unit_are_not_the_whole_agency(office):
    person = make_employee("Gita Maharani")
    for unit in (office.agency, office.dinas, office.elsewhere):
        grant_role(person, Role.HR_ADMIN, unit, with_sub_units=False)

    assert not actor_for(person).is_hr_of_everything


def test_sub_unit_that_has_ended_stays_in_scope(office):
    section = make_org_unit("Bidang Layanan", parent=office.dinas)
    OrgUnitTerm.objects.filter(unit=section).update(until_date=date(2026, 6, 30))
    person = make_employee("Gita Maharani")
    grant_role(person, Role.HR_OPERATOR, office.dinas)

    assert actor_for(person).hr_units == {office.dinas.pk, section.pk}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.LEADER, Role.ASSESSMENT_TEAM])
def test_role_outside_hr_opens_no_person(office, role):
    person = make_employee("Gita Maharani")
    grant_role(person, role, office.agency)

    actor = actor_for(person)

    assert not actor.sees_everybody
    assert list(Employee.objects.visible_to(actor)) == [person]


def test_grant_on_one_of_two_roots_does_not_reach_the_other(office):
    another_agency = make_org_unit("Kota Lain", code="90")

    actor = actor_for(office.dewi)

    assert not actor.is_hr_of_everything
    assert not actor.is_hr_for(another_agency.pk)


def test_grant_on_a_unit_reaches_its_sub_units_only(office):
    section = make_org_unit("Bidang Layanan", parent=office.dinas)
    person = make_employee("Gita Maharani")
    grant_role(person, Role.HR_OPERATOR, office.dinas)

    actor = actor_for(person)

    assert actor.hr_units == {office.dinas.pk, section.pk}
    assert not actor.sees_everybody


def test_grant_without_sub_units_reaches_one_unit(office):
    person = make_employee("Gita Maharani")
    grant_role(person, Role.HR_ADMIN, office.agency, with_sub_units=False)

    assert actor_for(person).hr_units == {office.agency.pk}


def test_grant_that_has_ended_reaches_nothing(office):
    person = make_employee("Gita Maharani")
    grant_role(person, Role.HR_ADMIN, office.agency, until_date=date(2026, 11, 19))

    assert actor_for(person, on=date(2026, 11, 20)).hr_units == frozenset()
