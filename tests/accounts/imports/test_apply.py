"""Applying: dated changes, everything or nothing, and the same file twice changes nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.choices import ImportAction
from accounts.models import (
    Assignment,
    Employee,
    JobPosition,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
)
from accounts.queries.org_tree import org_tree
from accounts.refusals import Refusal
from accounts.services.employee_import import request_apply
from appraisal.services import apply_import as service
from tests.accounts.imports.workbooks import (
    EFFECTIVE,
    NEW_NIPS,
    actions,
    bring_in,
    codes,
    errors,
    people_file,
    person,
    read,
)
from tests.factories.accounts import actor_for, make_assignment

pytestmark = pytest.mark.django_db
DAY_BEFORE = EFFECTIVE - timedelta(days=1)
TABLES = (Employee, OrgUnit, OrgUnitTerm, JobPosition, Assignment, ReportingLine)
UNITS = [
    {"Kode": "10", "Nama": "Kecamatan Contoh", "Kode induk": "00", "Berlaku mulai": "01/01/2020"},
    {"Kode": "10.1", "Nama": "Seksi Pemerintahan", "Kode induk": "10"},
]
PEOPLE = [
    person(
        0, Kode_unit="10", Jabatan="Camat", Jenis_jabatan="Administrator", TMT_jabatan="15/01/2020"
    ),
    person(
        1,
        Kode_unit="10.1",
        Jabatan="Kepala Seksi Pemerintahan",
        Jenis_jabatan="",
        NIP_atasan=NEW_NIPS[0],
    ),
    person(
        2,
        Kode_unit="10.1",
        Jabatan="Analis Kebijakan Ahli Muda",
        Jenis_jabatan="Fungsional",
        NIP_atasan=NEW_NIPS[1],
    ),
]


def contents():
    """Return everything that an import may write."""
    return {model: sorted(map(str, model.objects.values_list())) for model in TABLES}


def test_workbook_of_units_and_people_comes_in_whole(office):
    bring_in(people_file(*PEOPLE, units=UNITS), office.dewi)

    tree = org_tree(EFFECTIVE)
    camat, chief, analyst = (Employee.objects.get(nip=NEW_NIPS[n]) for n in range(3))
    section = OrgUnit.objects.get(code="10.1")
    assert [tree.names[pk] for pk in tree.ancestors(section.pk)] == [
        "Kecamatan Contoh",
        "Kota Contoh",
    ]
    assert camat.assignments.get().from_date == date(2020, 1, 15)
    assert camat.assignments.get().is_head
    assert camat.reporting_lines.get().is_outside
    assert chief.assignments.get().is_head
    assert chief.assignments.get().job_position.kind == "PENGAWAS"
    assert chief.reporting_lines.get().supervisor == camat
    assert analyst.functional_grade == "AHLI_MUDA"
    assert analyst.reporting_lines.get().supervisor == chief
    assert analyst.reporting_lines.get().from_date == EFFECTIVE
    assert (analyst.birth_date, analyst.sex) == (date(1985, 4, 12), "M")


def test_new_person_cannot_sign_in_before_a_code(office):
    bring_in(people_file(person(0)), office.dewi)

    employee = Employee.objects.get(nip=NEW_NIPS[0])
    assert (employee.has_usable_password(), employee.must_change_password) == (False, True)


def test_same_file_again_changes_nothing(office, django_assert_num_queries):
    bring_in(people_file(*PEOPLE, units=UNITS), office.dewi)
    before = contents()

    again = read(people_file(*PEOPLE, units=UNITS), office.dewi)

    assert set(actions(again).values()) == {ImportAction.UNCHANGED}
    with pytest.raises(Refusal) as refused:
        request_apply(batch=again, actor=actor_for(office.dewi), at=timezone.now())
    assert refused.value.code == "nothing"
    assert contents() == before


def test_same_file_with_another_date_changes_nothing(office):
    bring_in(people_file(*PEOPLE, units=UNITS), office.dewi)

    for day in (EFFECTIVE - timedelta(days=40), EFFECTIVE + timedelta(days=40)):
        again = read(people_file(*PEOPLE, units=UNITS), office.dewi, effective_date=day)
        assert set(actions(again).values()) == {ImportAction.UNCHANGED}


def test_changed_post_ends_the_day_before_and_opens_from_the_date(office):
    row = person(
        0, NIP=office.ani.nip, Nama="Ani Lestari", Kode_unit="02", NIP_atasan=office.farid.nip
    )

    bring_in(people_file(row), office.dewi)

    old, new = office.ani.assignments.order_by("from_date")
    assert (old.until_date, new.from_date, new.until_date) == (DAY_BEFORE, EFFECTIVE, None)
    assert (old.org_unit, new.org_unit) == (office.dinas, office.elsewhere)
    assert old.reporting_lines.get().until_date == DAY_BEFORE
    assert new.reporting_lines.get().supervisor == office.farid


def test_post_that_began_that_day_is_edited_in_place(office):
    bring_in(people_file(person(0)), office.dewi)

    bring_in(people_file(person(0, Kode_unit="02", NIP_atasan=office.budi.nip)), office.dewi)

    employee = Employee.objects.get(nip=NEW_NIPS[0])
    assert employee.assignments.get().org_unit == office.elsewhere
    assert employee.reporting_lines.get().supervisor == office.budi


def test_change_of_supervisor_touches_the_line_only(office):
    row = person(
        0, NIP=office.ani.nip, Nama="Ani Lestari", NIP_atasan=office.farid.nip, Jabatan="Analis Kebijakan",
        Jenis_jabatan="", Golongan="III/c",
    )  # fmt: skip
    before = office.ani.assignments.get()

    batch = bring_in(people_file(row), office.dewi)

    old, new = office.ani.reporting_lines.order_by("from_date")
    assert batch.rows.get().changes == [["supervisor", "Budi Santoso", "Farid Hidayat"]]
    assert office.ani.assignments.get() == before
    assert (old.until_date, new.from_date, new.supervisor) == (DAY_BEFORE, EFFECTIVE, office.farid)


def test_open_records_follow_the_new_supervisor(office, monkeypatch):
    seen = []
    move = service.move_open_records
    monkeypatch.setattr(
        service, "move_open_records", lambda **given: seen.extend(given["changes"]) or move(**given)
    )
    row = person(0, NIP=office.ani.nip, Nama="Ani Lestari", Jabatan="", NIP_atasan=office.farid.nip)

    bring_in(people_file(row, person(1)), office.dewi)

    assert [(change.employee, change.old, change.new) for change in seen] == [
        (office.ani, office.budi, office.farid)
    ]


def test_moved_person_without_written_supervisor_keeps_the_one_of_today(office):
    row = person(0, NIP=office.ani.nip, Nama="Ani Lestari", Kode_unit="02", NIP_atasan="")

    batch = bring_in(people_file(row), office.dewi)

    assert codes(batch.rows.get()) == ["supervisor_kept"]
    assert office.ani.reporting_lines.get(until_date=None).supervisor == office.budi


def test_empty_cells_change_nothing(office):
    office.ani.phone = "081200001111"
    office.ani.save()

    batch = read(people_file({"NIP": office.ani.nip, "Nama": "ANI LESTARI"}), office.dewi)

    assert actions(batch) == {2: ImportAction.UNCHANGED}


def test_people_who_are_not_in_the_file_stay_as_they_are(office):
    before = {person.pk: person for person in Employee.objects.all()}

    bring_in(people_file(person(0)), office.dewi)

    for pk, person_before in before.items():
        assert Employee.objects.filter(pk=pk).values().get() == {
            field.attname: getattr(person_before, field.attname)
            for field in Employee._meta.concrete_fields
        }
    assert ReportingLine.objects.filter(until_date__isnull=False).count() == 0


def test_two_people_swap_their_addresses(office):
    rows = [
        person(0, NIP=office.ani.nip, Nama="Ani Lestari", **{"E-mail": office.citra.email}),
        person(1, NIP=office.citra.nip, Nama="Citra Dewanti", **{"E-mail": office.ani.email}),
    ]

    batch = read(people_file(*rows), office.dewi)

    assert errors(batch) == {2: ["email_taken"], 3: ["email_taken"]}


def test_unit_changes_its_name_and_place_dated(office):
    row = {"Kode": "02", "Nama": "Badan Lain", "Kode induk": "01"}

    bring_in(people_file(person(0), units=[row]), office.dewi)

    old, new = OrgUnitTerm.objects.filter(unit=office.elsewhere).order_by("from_date")
    assert (old.name, old.until_date) == ("Dinas Lain", DAY_BEFORE)
    assert (new.name, new.parent, new.from_date) == ("Badan Lain", office.dinas, EFFECTIVE)


def test_change_before_a_recorded_later_change_is_rejected(office):
    later = EFFECTIVE + timedelta(days=30)
    Assignment.objects.filter(employee=office.ani).update(until_date=later - timedelta(days=1))
    make_assignment(office.ani, office.elsewhere, from_date=later, supervisor=office.budi)

    batch = read(people_file(person(0, NIP=office.ani.nip, Nama="Ani Lestari")), office.dewi)

    assert errors(batch) == {2: ["later_change"]}
