"""What a role grant reaches on a day."""

from datetime import date

from accounts.choices import Role
from tests.factories.accounts import actor_for, grant_role, make_employee, make_org_unit


def test_grant_on_the_only_root_reaches_everything(office):
    assert actor_for(office.dewi).is_hr_of_everything


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
