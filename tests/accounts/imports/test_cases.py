"""Each case that the import answers row by row, by name, as a row of a table."""

from datetime import date, datetime

import pytest
from openpyxl.styles import Alignment

from accounts.choices import ImportAction
from accounts.models import Employee, OrgUnit
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

REJECTED = {
    "NIP as number": ({"NIP": 198504122010031900}, "nip_number"),
    "NIP as 1.99E+17": ({"NIP": "1.99E+17"}, "nip_number"),
    "NIP as float": ({"NIP": 1.98504122010031e17}, "nip_number"),
    "NIP too short": ({"NIP": "19850412201003190"}, "nip_length"),
    "NIP too long": ({"NIP": "1985041220100319001"}, "nip_length"),
    "NIP with letters": ({"NIP": "19850412201003l900"}, "nip_digits"),
    "impossible date of birth": ({"NIP": "198502302010031900"}, "nip_birth_date"),
    "impossible month": ({"NIP": "198504122010131900"}, "nip_month"),
    "sex 3": ({"NIP": "198504122010033900"}, "nip_sex"),
    "serial 000": ({"NIP": "198504122010031000"}, "nip_serial"),
    "no NIP": ({"NIP": ""}, "nip_missing"),
    "empty name": ({"Nama": ""}, "name_missing"),
    "name of spaces": ({"Nama": " \u00a0 "}, "name_missing"),
    "unknown unit code": ({"Kode unit": "99.99"}, "unit_unknown"),
    "no unit": ({"Kode unit": None}, "unit_missing"),
    "no position": ({"Jabatan": None}, "position_missing"),
    "supervisor unknown": ({"NIP atasan": "197001011995031999"}, "supervisor_unknown"),
    "supervisor malformed": ({"NIP atasan": "123"}, "nip_length"),
    "supervisor as number": ({"NIP atasan": 197001011995031999}, "nip_number"),
    "own supervisor": ({"NIP atasan": NEW_NIPS[0]}, "supervisor_self"),
    "31 February": ({"TMT golongan": "31/02/2026"}, "date"),
    "year only": ({"TMT jabatan": 2019}, "date"),
    "words for a date": ({"Tanggal lahir": "awal tahun"}, "date"),
    "two digits of a year": ({"Tanggal lahir": "12/04/85"}, "date"),
    "no e-mail address": ({"E-mail": "budi at contoh"}, "email"),
    "e-mail of another person": ({"E-mail": "DEWI@contoh.example"}, "email_taken"),
    "unknown status": ({"Status": "honorer"}, "choice"),
    "unknown kind of position": ({"Jenis jabatan": "rangkap"}, "choice"),
    "unknown sex": ({"L/P": "X"}, "choice"),
    "unknown word for head": ({"Kepala unit": "mungkin"}, "choice"),
    "formula without value": ({"Nama": '=CONCATENATE("Budi"," ","S")'}, "formula"),
    "error of the spreadsheet": ({"Jabatan": "#REF!"}, "error_value"),
    "very long name": ({"Nama": "A" * 201}, "too_long"),
    "official with NIP": (
        {"Jenis": "pejabat tanpa NIP", "E-mail": "wali@contoh.example"},
        "official_has_nip",
    ),
    "official without e-mail": (
        {"Jenis": "pejabat tanpa NIP", "NIP": ""},
        "official_email_missing",
    ),
}


@pytest.fixture
def hr(office):
    office.dewi.email = "dewi@contoh.example"
    office.dewi.save()
    return office.dewi


@pytest.mark.parametrize(("cells", "code"), REJECTED.values(), ids=REJECTED.keys())
def test_row_is_answered_and_the_others_are_imported(hr, cells, code):
    batch = bring_in(people_file(person(0) | cells, person(1)), hr)

    expected = [code, "position_missing"] if code == "error_value" else [code]
    assert errors(batch) == {2: expected}
    assert Employee.objects.filter(nip=NEW_NIPS[1]).exists()
    assert not Employee.objects.filter(nip=NEW_NIPS[0]).exists()


ACCEPTED = {
    "trailing spaces": ({"Nama": "  Siti   Aminah  "}, ("name", "Siti Aminah")),
    "zero-width space": ({"Nama": "Siti\u200b Aminah\u200b"}, ("name", "Siti Aminah")),
    "no-break space": ({"Nama": "Siti\u00a0Aminah"}, ("name", "Siti Aminah")),
    "NIP with spaces": ({"NIP": "19850412 201003 1 900"}, ("name", "Pegawai Baru 0")),
    "NIP with apostrophe": ({"NIP": "'198504122010031900"}, ("name", "Pegawai Baru 0")),
    "NIP with zero-width space": ({"NIP": "198504122010031900\u200b"}, ("name", "Pegawai Baru 0")),
    "Indonesian date": ({"TMT golongan": "3 Maret 2020"}, ("rank_since_date", date(2020, 3, 3))),
    "d-m-Y": ({"TMT golongan": "03-04-2020"}, ("rank_since_date", date(2020, 4, 3))),
    "d/m/Y": ({"TMT golongan": "3/4/2020"}, ("rank_since_date", date(2020, 4, 3))),
    "ISO": ({"TMT golongan": "2020-04-03"}, ("rank_since_date", date(2020, 4, 3))),
    "Excel date": ({"TMT golongan": datetime(2020, 4, 3)}, ("rank_since_date", date(2020, 4, 3))),  # noqa: DTZ001
    "Excel serial": ({"TMT golongan": 43924}, ("rank_since_date", date(2020, 4, 3))),
    "place and date of birth": (
        {"Tanggal lahir": "Kota Contoh, 12 April 1985"},
        ("birth_date", date(1985, 4, 12)),
    ),
    "rank in words": ({"Golongan": "Penata Muda Tk. I (III/b)"}, ("rank", "III/b")),
    "titles in the name": (
        {"Nama": "Dr. Siti Aminah, S.Sos., M.Si."},
        ("title_after", "S.Sos., M.Si."),
    ),
    "phone without zero": ({"HP": 81234567890}, ("phone", "081234567890")),
    "placeholder for an e-mail": ({"E-mail": "-"}, ("email", "")),
    "part-time PPPK": (
        {"Status": "P3K Paruh Waktu", "Golongan": "IX"},
        ("employment_kind", "PPPK_PART_TIME"),
    ),
}


@pytest.mark.parametrize(("cells", "fact"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_cell_is_cleaned(hr, cells, fact):
    batch = bring_in(people_file(person(0) | cells), hr)

    name, value = fact
    assert errors(batch) == {}
    assert getattr(Employee.objects.get(nip=NEW_NIPS[0]), name) == value


WARNED = {
    "rank of PNS for PPPK": ({"Status": "PPPK"}, ["rank_of_others", "employment_differs"]),
    "birth date differs": ({"Tanggal lahir": "13/04/1985"}, ["birth_date_differs"]),
    "sex differs": ({"L/P": "P"}, ["sex_differs"]),
    "rank before appointment": ({"TMT golongan": "01/01/2005"}, ["date_before_service"]),
    "rank in the future": ({"TMT golongan": "01/01/2031"}, ["date_ahead"]),
    "unreadable rank": ({"Golongan": "tinggi"}, ["rank_unknown"]),
    "no status": ({"Status": ""}, ["guess_employment"]),
    "no supervisor": ({"NIP atasan": ""}, ["no_supervisor"]),
    "kind of position missing": (
        {"Jenis jabatan": "", "Jabatan": "Kepala Seksi Pemerintahan"},
        ["guess_position_kind"],
    ),
    "functional without grade": (
        {"Jenis jabatan": "Fungsional", "Jabatan": "Guru"},
        ["grade_missing"],
    ),
    "grade of no functional": ({"Jenjang": "Ahli Muda"}, ["grade_ignored"]),
    "job class 18": ({"Kelas jabatan": "18"}, ["class_unknown"]),
    "phone of letters": ({"HP": "abc"}, ["phone"]),
    "acting post": ({"Jabatan": "Plt. Penelaah Teknis Kebijakan"}, ["acting"]),
    "supervisor by name": ({"NIP atasan": "Budi Santoso"}, ["guess_supervisor"]),
    "head by the name of the position": (
        {"Jabatan": "Kepala Bagian Lain", "Jenis jabatan": "Administrator", "Kode unit": "BL"},
        ["guess_head"],
    ),
}


@pytest.mark.parametrize(("cells", "expected"), WARNED.values(), ids=WARNED.keys())
def test_doubt_is_a_warning_and_does_not_block(hr, cells, expected):
    unit = {"Kode": "BL", "Nama": "Bagian Lain", "Kode induk": "01"}

    batch = bring_in(people_file(person(0) | cells, units=[unit]), hr)

    row = batch.rows.get(sheet="Pegawai")
    assert sorted(codes(row)) == sorted(expected)
    assert row.action == ImportAction.NEW
    assert Employee.objects.filter(nip=NEW_NIPS[0]).exists()


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
    batch = read(people_file(person(0, NIP="196707172000011001"), person(1)), hr)

    assert actions(batch) == {3: ImportAction.NEW}
    assert batch.facts["samples"] == 1
