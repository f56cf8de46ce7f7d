"""Who may import, and where."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.choices import ImportAction, Role
from accounts.models import ImportBatch, OrgUnit, RoleGrant
from accounts.services.employee_import import request_apply, upload_workbook
from accounts.tasks.imports import read_import
from appraisal.tasks.imports import apply_import_job
from tests.accounts.imports.workbooks import (
    EFFECTIVE,
    actions,
    bring_in,
    errors,
    people_file,
    person,
    read,
    workbook,
)
from tests.factories.accounts import actor_for, grant_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def gita(office):
    """Return Citra as HR administrator of Dinas Contoh only."""
    grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    return office.citra


@pytest.mark.parametrize("name", ["ani", "budi", "farid", "eko"])
def test_nobody_but_hr_may_upload(office, name):
    with pytest.raises(PermissionDenied):
        upload_workbook(
            file=people_file(person(0)),
            effective_date=EFFECTIVE,
            org_unit=None,
            actor=actor_for(getattr(office, name)),
            at=timezone.now(),
        )

    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR, Role.ASSESSMENT_TEAM])
def test_other_roles_may_not_upload(office, role):
    grant_role(office.eko, role, office.agency)

    with pytest.raises(PermissionDenied):
        read(people_file(person(0)), office.eko)


def test_hr_of_a_part_reaches_its_own_units_only(gita, office):
    rows = [
        person(0),
        person(1, Kode_unit="02"),
        person(2, NIP=office.eko.nip, Nama="Eko Prasetyo"),
        person(3, Kode_unit="00"),
    ]

    batch = bring_in(people_file(*rows), gita)

    assert errors(batch) == {3: ["unit_outside"], 4: ["person_outside"], 5: ["unit_outside"]}
    assert office.eko.assignments.get().org_unit == office.elsewhere


def test_nobody_but_the_administrator_of_the_agency_imports_the_own_line(gita, office):
    rows = [
        person(0, NIP=office.citra.nip, Nama="Citra Dewanti", NIP_atasan=office.farid.nip),
        person(1, NIP=office.ani.nip, Nama="Ani Lestari", NIP_atasan=office.citra.nip),
        person(2, NIP_atasan=office.citra.nip),
        person(3, NIP_atasan=office.farid.nip),
    ]

    batch = read(people_file(*rows), gita)
    of_agency = read(people_file(*rows[:3]), office.dewi)

    own = ["supervisor_own"]
    assert errors(batch) == {2: own, 3: own, 4: own}
    assert errors(of_agency) == {}


def test_own_line_that_stays_is_imported(gita, office):
    row = person(0, NIP=office.citra.nip, Nama="Citra Dewanti", NIP_atasan=office.budi.nip)

    assert errors(read(people_file(row), gita)) == {}


def test_hr_of_a_part_cannot_touch_the_tree_outside(gita, office):
    units = [
        {"Kode": "01.1", "Nama": "Bidang Baru", "Kode induk": "01"},
        {"Kode": "02", "Nama": "Dinas Milik Saya", "Kode induk": "01"},
        {"Kode": "02.1", "Nama": "Bidang Lain", "Kode induk": "02"},
        {"Kode": "90", "Nama": "Puncak Baru"},
        {"Kode": "01", "Nama": "Dinas Contoh", "Kode induk": "02"},
    ]

    batch = read(people_file(person(0), units=units), gita)

    found = {row.number: row.action for row in batch.rows.filter(sheet="Unit")}
    assert found == {2: ImportAction.NEW} | dict.fromkeys(range(3, 7), ImportAction.REJECTED)


def test_new_units_of_a_part_stand_below_it(gita, office):
    header = ["Nama", "NIP", "Jabatan", "Unit Kerja"]
    row = ["Wati", person(0)["NIP"], "Pengelola Data", "Bidang Aset"]

    batch = bring_in(workbook({"D": [header, row]}), gita)

    assert errors(batch) == {}
    assert OrgUnit.objects.get(terms__name="Bidang Aset").terms.get().parent == office.dinas


def test_unit_that_begins_later_stays_in_the_hands_of_those_who_made_it(gita, office):
    unit = {"Kode": "01.1", "Nama": "Bidang Baru", "Kode induk": "01"}
    later = date(2027, 1, 1)
    bring_in(people_file(person(0, Kode_unit="01.1"), units=[unit]), gita, effective_date=later)

    again = read(people_file(person(0, Kode_unit="01.1"), units=[unit]), gita, effective_date=later)

    assert set(again.rows.values_list("action", flat=True)) == {ImportAction.UNCHANGED}


def test_right_that_ended_meanwhile_stops_the_reading(office):
    batch = upload_workbook(
        file=people_file(person(0)),
        effective_date=EFFECTIVE,
        org_unit=None,
        actor=actor_for(office.dewi),
        at=timezone.now(),
    )
    RoleGrant.objects.all().delete()

    read_import(job_id=batch.job_id)

    batch.refresh_from_db()
    assert batch.problem == "not_hr"


def test_right_that_ended_meanwhile_stops_the_applying(office):
    batch = read(people_file(person(0)), office.dewi)
    batch = request_apply(batch=batch, actor=actor_for(office.dewi), at=timezone.now())
    RoleGrant.objects.all().delete()

    apply_import_job(job_id=batch.job_id)

    batch.refresh_from_db()
    assert (batch.applied_at, bool(batch.job.error)) == (None, True)


def test_hr_of_a_part_sees_own_imports_only(gita, office):
    mine = read(people_file(person(0)), gita)
    read(people_file(person(1)), office.dewi)

    assert list(ImportBatch.objects.visible_to(actor_for(gita))) == [mine]
    assert ImportBatch.objects.visible_to(actor_for(office.dewi)).count() == 2
    assert actions(mine) == {2: ImportAction.NEW}
