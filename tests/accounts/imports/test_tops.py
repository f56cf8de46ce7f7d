"""Units without one above them, and the days on which units begin: the tree keeps its one root."""

from datetime import date, timedelta

import pytest

from accounts.models import OrgUnit, OrgUnitTerm
from accounts.queries.org_tree import org_tree
from tests.accounts.imports.workbooks import (
    EFFECTIVE,
    bring_in,
    codes,
    errors,
    people_file,
    person,
    read,
)
from tests.factories.accounts import actor_for, make_org_unit

pytestmark = pytest.mark.django_db
NEW = {"Kode": "90", "Nama": "Badan Baru"}


def test_new_unit_without_one_above_it_stands_below_the_root(office):
    batch = bring_in(people_file(person(0), units=[NEW]), office.dewi)

    row = batch.rows.get(sheet="Unit")
    assert codes(row) == ["unit_below_top"]
    assert ["parent", "", "Kota Contoh"] in row.changes
    assert org_tree(EFFECTIVE).roots == (office.agency.pk,)
    assert actor_for(office.dewi).is_hr_of_everything


def test_unit_that_had_ended_comes_back_below_the_root(office):
    OrgUnitTerm.objects.filter(unit=make_org_unit("Badan Lama", code="91")).update(
        until_date=date(2021, 12, 31)
    )
    unit = {"Kode": "91", "Nama": "Badan Lama"}

    bring_in(people_file(person(0), units=[unit]), office.dewi)

    term = OrgUnitTerm.objects.get(unit__code="91", until_date=None)
    assert (term.parent, term.from_date) == (office.agency, EFFECTIVE)


def test_root_may_stand_in_the_file_and_stays_the_root(office):
    units = [{"Kode": "00", "Nama": "Pemerintah Kota Contoh"}, NEW]

    batch = bring_in(people_file(person(0), units=units), office.dewi)

    assert errors(batch) == {}
    assert org_tree(EFFECTIVE).roots == (office.agency.pk,)
    assert org_tree(EFFECTIVE).names[office.agency.pk] == "Pemerintah Kota Contoh"


def test_among_several_roots_the_file_has_to_choose(office):
    make_org_unit("Kota Lain", code="99")

    batch = bring_in(people_file(person(0), units=[NEW]), office.dewi)

    assert codes(batch.rows.get(sheet="Unit")) == ["parent_missing"]


def test_new_unit_never_begins_before_the_one_above_it(office):
    units = [
        {"Kode": "10", "Nama": "Kecamatan Contoh", "Kode induk": "01"},
        {"Kode": "10.1", "Nama": "Seksi A", "Kode induk": "10", "Berlaku mulai": "01/01/2020"},
        {"Kode": "01.9", "Nama": "Bidang B", "Kode induk": "01", "Berlaku mulai": "01/01/2019"},
    ]
    later = EFFECTIVE + timedelta(days=200)

    bring_in(people_file(person(0), units=units), office.dewi, effective_date=later)

    starts = OrgUnitTerm.objects.filter(unit__code__in=["10", "10.1", "01.9"])
    assert dict(starts.values_list("unit__code", "from_date")) == {
        "10": later,
        "10.1": later,
        "01.9": date(2020, 1, 1),  # as the unit above
    }


def test_renamed_unit_above_does_not_make_new_units_younger(office):
    bring_in(people_file(units=[{"Kode": "02", "Nama": "Badan Lain"}]), office.dewi)
    unit = {"Kode": "02.1", "Nama": "Bidang A", "Kode induk": "02", "Berlaku mulai": "01/01/2022"}

    bring_in(people_file(person(0), units=[unit]), office.dewi)

    assert OrgUnit.objects.get(code="02.1").terms.get().from_date == date(2022, 1, 1)
    assert (
        read(people_file(person(0), units=[unit]), office.dewi).rows.get(sheet="Unit").changes == []
    )
