"""What only the whole file can tell: duplicates, circles, heads, units, sheets."""

import pytest
from openpyxl.styles import Alignment

from accounts.choices import ImportAction
from accounts.models import Employee, OrgUnit
from accounts.services.employee_import.samples import SAMPLE_PEOPLE
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    actions,
    bring_in,
    codes,
    errors,
    people_file,
    person,
    read,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(office):
    return office.dewi


def test_second_row_of_a_person_is_rejected_and_names_the_first(hr):
    batch = bring_in(people_file(person(0), person(1), person(0, Nama="Orang Lain")), hr)

    row = batch.rows.get(number=4)
    assert errors(batch) == {4: ["repeated"]}
    assert row.problems[0]["params"] == {"row": 2, "sheet": "Pegawai"}


def test_second_row_with_an_email_is_rejected(hr):
    batch = read(
        people_file(person(0, **{"E-mail": "a@b.example"}), person(1, **{"E-mail": "A@B.example"})),
        hr,
    )

    assert errors(batch) == {3: ["email_repeated"]}


def test_person_in_the_database_is_found_again(hr, office):
    batch = read(
        people_file(person(0, NIP=office.ani.nip, Nama="Ani Lestari", Golongan="III/d")), hr
    )

    row = batch.rows.get()
    assert row.action == ImportAction.CHANGED
    assert ["rank", "III/c", "III/d"] in row.changes


def test_every_member_of_a_circle_of_supervisors_is_answered(hr):
    circle = [person(n, NIP_atasan=NEW_NIPS[(n + 1) % 3]) for n in range(3)]
    below = person(3, NIP_atasan=NEW_NIPS[0])

    batch = read(people_file(*circle, below), hr)

    assert errors(batch) == {n: ["supervisor_circle"] for n in (2, 3, 4)}
    assert codes(batch.rows.get(number=5)) == ["supervisor_rejected"]
    assert batch.rows.get(number=2).problems[0]["params"]["people"].count(",") == 2


def test_circle_closed_through_the_database_is_answered(hr, office):
    batch = read(
        people_file(
            person(0, NIP=office.farid.nip, Nama="Farid Hidayat", NIP_atasan=office.ani.nip)
        ),
        hr,
    )

    assert errors(batch) == {2: ["supervisor_circle"]}


def test_swap_of_supervisor_and_employee_is_no_circle(hr, office):
    rows = [
        person(0, NIP=office.budi.nip, Nama="Budi Santoso", NIP_atasan=office.ani.nip),
        person(1, NIP=office.ani.nip, Nama="Ani Lestari", NIP_atasan=office.farid.nip),
    ]

    assert errors(read(people_file(*rows), hr)) == {}


def test_row_below_a_rejected_supervisor_is_imported_and_flagged(hr):
    batch = bring_in(people_file(person(0, Nama=""), person(1, NIP_atasan=NEW_NIPS[0])), hr)

    assert codes(batch.rows.get(number=3)) == ["supervisor_rejected"]
    assert Employee.objects.get(nip=NEW_NIPS[1]).reporting_lines.count() == 0


def test_second_head_of_a_unit_is_rejected(hr):
    unit = {"Kode": "X1", "Nama": "Bagian Contoh", "Kode induk": "01"}
    rows = [person(n, Kode_unit="X1", Kepala_unit="ya") for n in range(2)]

    batch = read(people_file(*rows, units=[unit]), hr)

    assert {
        row.number: codes(row, warnings=False) for row in batch.rows.filter(sheet="Pegawai")
    } == {
        2: [],
        3: ["head_repeated"],
    }


def test_head_who_is_there_keeps_the_unit(hr):
    batch = read(people_file(person(0, Kepala_unit="ya")), hr)

    assert errors(batch) == {2: ["head_taken"]}
    assert batch.rows.get().problems[0]["params"] == {"name": "Farid Hidayat"}


def test_head_who_moves_away_in_the_same_file_makes_room(hr, office):
    rows = [
        person(0, Kepala_unit="ya"),
        person(1, NIP=office.farid.nip, Nama="Farid Hidayat", Kode_unit="02"),
    ]

    batch = bring_in(people_file(*rows), hr)

    assert errors(batch) == {}
    assert Employee.objects.get(nip=NEW_NIPS[0]).assignments.get().is_head


UNITS = {
    "no code": ({"Nama": "Bagian A"}, "unit_code_missing"),
    "no name": ({"Kode": "A1"}, "unit_name_missing"),
    "unknown parent": ({"Kode": "A1", "Nama": "Bagian A", "Kode induk": "ZZ"}, "parent_unknown"),
    "own parent": ({"Kode": "A1", "Nama": "Bagian A", "Kode induk": "A1"}, "parent_circle"),
    "begins after the import": (
        {"Kode": "A1", "Nama": "Bagian A", "Kode induk": "01", "Berlaku mulai": "01/01/2030"},
        "unit_starts_later",
    ),
}


@pytest.mark.parametrize(("cells", "code"), UNITS.values(), ids=UNITS.keys())
def test_unit_is_answered(hr, cells, code):
    batch = bring_in(people_file(person(0), units=[cells]), hr)

    assert codes(batch.rows.get(sheet="Unit"), warnings=False) == [code]
    assert not OrgUnit.objects.filter(code="A1").exists()


def test_circle_of_units_is_answered_at_every_row(hr):
    units = [
        {"Kode": "A1", "Nama": "Bagian A", "Kode induk": "A2"},
        {"Kode": "A2", "Nama": "Bagian B", "Kode induk": "A1"},
        {"Kode": "A3", "Nama": "Bagian C", "Kode induk": "A2"},
        {"Kode": "A1", "Nama": "Bagian D", "Kode induk": "01"},
    ]

    batch = read(people_file(person(0, Kode_unit="A3"), units=units), hr)

    found = {row.number: codes(row, warnings=False) for row in batch.rows.filter(sheet="Unit")}
    assert found == {
        2: ["parent_circle"],
        3: ["parent_circle"],
        4: ["parent_rejected"],
        5: ["unit_repeated"],
    }
    assert codes(batch.rows.get(sheet="Pegawai"), warnings=False) == ["unit_rejected"]


def test_merged_cells_of_the_unit_are_given_to_each_row(hr):
    def merge(book):
        book["Pegawai"].merge_cells("I2:I4")
        book["Pegawai"]["I2"].alignment = Alignment(vertical="center")

    rows = [
        person(0),
        person(1, Kode_unit=None),
        person(2, Kode_unit=None),
        person(3, Kode_unit=None),
    ]

    batch = read(people_file(*rows, prepare=merge), hr)

    assert errors(batch) == {5: ["unit_missing"]}


def test_hidden_and_empty_sheets_are_left_out_and_named(hr):
    def hide(book):
        book.copy_worksheet(book["Pegawai"]).title = "Lama"
        book["Lama"].sheet_state = "hidden"
        book.create_sheet("Kosong")

    batch = read(people_file(person(0), prepare=hide), hr)

    assert actions(batch) == {2: ImportAction.NEW}
    assert (batch.facts["hidden"], batch.facts["empty"]) == (["Lama"], ["Kosong"])


def test_official_is_imported_and_named_as_supervisor(hr):
    official = {
        "Nama": "Wali Kota Contoh", "Jenis": "pejabat tanpa NIP", "E-mail": "wali@contoh.example",
        "Kode unit": "00", "Jabatan": "Wali Kota", "Jenis jabatan": "JPT Utama", "NIP atasan": "LUAR SISTEM",
    }  # fmt: skip

    batch = bring_in(people_file(official, person(0, NIP_atasan="Wali@contoh.example")), hr)

    assert errors(batch) == {}
    line = Employee.objects.get(nip=NEW_NIPS[0]).reporting_lines.get()
    assert line.supervisor == Employee.objects.get(kind="OFFICIAL")
    assert line.supervisor.nip is None


def test_sample_rows_of_the_template_are_left_out(hr):
    batch = read(people_file(person(0, NIP=SAMPLE_PEOPLE[0][0]), person(1)), hr)

    assert actions(batch) == {3: ImportAction.NEW}
    assert batch.facts["samples"] == 1
