"""Each case that the import answers row by row, by name, as a row of a table."""

from datetime import date, datetime

import pytest

from accounts.choices import ImportAction
from accounts.models import Employee
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    bring_in,
    codes,
    errors,
    people_file,
    person,
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
    "two grades": (
        {"Jabatan": "Auditor Ahli Muda", "Jenis jabatan": "Fungsional", "Jenjang": "Ahli Pertama"},
        "grade_differs",
    ),
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
