"""The way back: rejected rows are downloaded with reasons, corrected, and uploaded alone."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.choices import ImportAction
from accounts.exports.import_template import template_workbook
from accounts.exports.rejected_rows import rejected_workbook
from accounts.models import Employee
from tests.accounts.imports.test_rosters import ROWS, roster, roster_row
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    PERSON_HEADERS,
    UNIT_HEADERS,
    actions,
    as_file,
    bring_in,
    errors,
    people_file,
    person,
    read,
    sheet_of,
)

pytestmark = pytest.mark.django_db


def corrected(content, changes):
    """Return a downloaded workbook with cells changed: {(sheet, cell): text}."""
    book = load_workbook(BytesIO(content))
    for (sheet, cell), text in changes.items():
        book[sheet][cell] = text
    stream = BytesIO()
    book.save(stream)
    return as_file(stream.getvalue())


def test_rejected_rows_come_back_with_reason_and_suggestion(office):
    batch = bring_in(
        people_file(person(0), person(1, NIP=1.98504122010031e17), person(2, Nama="")), office.dewi
    )

    sheet = load_workbook(BytesIO(rejected_workbook(batch)))["Pegawai"]
    rows = list(sheet.iter_rows(values_only=True))

    assert rows[0] == (*PERSON_HEADERS, "Baris", "Alasan", "Saran")
    assert [(row[0], row[1], row[-3]) for row in rows[1:]] == [
        ("1.99E+17", "Pegawai Baru 1", "3"),
        (NEW_NIPS[2], None, "4"),
    ]
    assert rows[2][-2:] == ("Nama: Nama kosong.", "Tulis nama tanpa gelar.")


def test_corrected_rows_alone_are_uploaded_again(office):
    batch = bring_in(people_file(person(0), person(1, NIP=1.98504122010031e17)), office.dewi)

    file = corrected(rejected_workbook(batch), {("Pegawai", "A2"): NEW_NIPS[1]})
    batch = bring_in(file, office.dewi)

    assert actions(batch) == {2: ImportAction.NEW}
    assert Employee.objects.filter(nip__in=NEW_NIPS[:2]).count() == 2


def test_rows_of_a_roster_go_the_same_way(office):
    rows = [
        *ROWS[:3],
        roster_row(3, "Seksi Pemerintahan", "", "Pengadministrasi Umum", NEW_NIPS[2]),
    ]
    batch = bring_in(roster(rows), office.dewi)
    assert errors(batch) == {10: ["name_missing"]}

    batch = bring_in(corrected(rejected_workbook(batch), {("DUK", "C2"): "Wati"}), office.dewi)

    wati = Employee.objects.get(nip=NEW_NIPS[3])
    assert errors(batch) == {}
    assert str(wati.rank_since_date) == "2020-04-01"
    assert str(wati.assignments.get().from_date) == "2021-01-02"
    assert wati.reporting_lines.get().supervisor.nip == NEW_NIPS[2]


def test_rejected_rows_of_units_come_on_their_own_sheet(office):
    batch = read(
        people_file(person(0, Nama=""), units=[{"Kode": "A1", "Kode induk": "01"}]), office.dewi
    )

    book = load_workbook(BytesIO(rejected_workbook(batch)))

    assert book.sheetnames == ["Unit", "Pegawai"]
    assert [cell.value for cell in book["Unit"][2]][:3] == ["A1", None, "01"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+62812", "-5", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"]
)
def test_no_cell_of_the_download_is_ever_run(office, text):
    batch = read(
        people_file(person(0, Nama="", Gelar_depan=f"'{text}", Jabatan=f"'{text}")), office.dewi
    )

    content = rejected_workbook(batch)

    sheet = load_workbook(BytesIO(content))["Pegawai"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {cell.value for cell in cells if cell.data_type == "n"} <= {None}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    again = read(as_file(content), office.dewi)
    assert again.rows.get().data["job_position"] == text


def test_template_has_both_sheets_samples_and_lists(office):
    book = load_workbook(BytesIO(template_workbook()))

    people = book["Pegawai"]
    assert book.sheetnames == ["Petunjuk", "Unit", "Pegawai", "Daftar"]
    assert [cell.value for cell in book["Unit"][1]] == UNIT_HEADERS
    assert [cell.value for cell in people[1]] == PERSON_HEADERS
    assert len([row for row in people.iter_rows(min_row=2, values_only=True) if row[0]]) == 3
    assert people["A10"].number_format == "@"
    ranges = {str(rule.sqref).partition("2")[0] for rule in people.data_validations.dataValidation}
    assert ranges == {"E", "F", "G", "K", "L", "O", "T"}


def test_template_as_it_is_holds_nothing_to_import(office):
    batch = read(as_file(template_workbook()), office.dewi)

    assert (batch.facts["samples"], batch.rows.count(), batch.problem) == (5, 0, "")


def test_filled_template_comes_in(office):
    book = load_workbook(BytesIO(template_workbook()))
    header, row = sheet_of([person(0)])
    for column, value in enumerate(row, 1):
        book["Pegawai"].cell(row=5, column=column, value=value)
    stream = BytesIO()
    book.save(stream)

    batch = bring_in(as_file(stream.getvalue()), office.dewi)

    assert actions(batch) == {5: ImportAction.NEW}
    assert len(header) == len(row)


def test_samples_of_the_template_are_good_rows(office, monkeypatch):
    monkeypatch.setattr("accounts.services.employee_import.reading.SAMPLE_NIPS", frozenset())
    monkeypatch.setattr("accounts.services.employee_import.reading.SAMPLE_CODES", frozenset())

    batch = read(as_file(template_workbook()), office.dewi)

    assert [
        (row.number, row.action, row.problems) for row in batch.rows.filter(sheet="Pegawai")
    ] == [(number, ImportAction.NEW, []) for number in (2, 3, 4)]
