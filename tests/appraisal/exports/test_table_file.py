"""What a spreadsheet program gets: text stays text, whatever it begins with."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from accounts.exports.table_file import write_csv, write_xlsx

ROW = (
    "198504122010031001",
    "=1+1",
    3,
    date(2026, 2, 28),
    datetime(2026, 2, 28, 5, 0, tzinfo=UTC),
    None,
)
HEADERS = ("NIP", "Nama", "Level", "Tanggal", "Saat", "Kosong")


def written(rows):
    """Return the first sheet of a workbook of rows."""
    target = io.BytesIO()
    write_xlsx(target, "Tabel", HEADERS, rows, about=[("Tabel", "=Rahasia")])
    return load_workbook(target)


def test_workbook_keeps_digits_numbers_and_days():
    sheet = written([ROW])["Tabel"]
    row = [cell.value for cell in sheet[2]]

    assert [cell.value for cell in sheet[1]] == list(HEADERS)
    assert [value if isinstance(value, int) else str(value) for value in row][:5] == [
        "198504122010031001",
        "'=1+1",
        3,
        "2026-02-28 00:00:00",
        "2026-02-28 12:00:00",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text):
    book = written([(text,)])

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert [cell.data_type for cell in cells] == ["s"] * len(cells)


def test_character_that_no_spreadsheet_holds_is_left_out():
    assert written([("a\x00b\x0bc",)])["Tabel"]["A2"].value == "abc"


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", "\t=1"])
def test_csv_text_is_not_run_either(text):
    assert read_csv([(text,)])[1] == [f"'{text}"]


def test_csv_is_read_by_programs_set_to_indonesian():
    target = io.BytesIO()
    write_csv(target, HEADERS, [ROW])

    assert target.getvalue().startswith(b"\xef\xbb\xbfNIP;Nama;")
    assert read_csv([ROW])[1] == [
        "198504122010031001",
        "'=1+1",
        "3",
        "28/02/2026",
        "28/02/2026 12:00",
        "",
    ]


def read_csv(rows):
    """Return the rows of a CSV file as they are read again."""
    target = io.BytesIO()
    write_csv(target, HEADERS, rows)
    return list(
        csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig"), newline=""), delimiter=";")
    )


def test_workbook_that_breaks_off_leaves_nothing_open():
    def rows():
        yield ROW
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        written(rows())
