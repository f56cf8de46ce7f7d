"""Open a workbook that may be hostile, and read its visible sheets into plain rows."""

import re
import warnings
import zipfile
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.chartsheet import Chartsheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from accounts.refusals import Refusal

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 120 * MEGABYTE
LARGEST_STRINGS = 60 * MEGABYTE
MOST_PARTS = 300
MOST_SHEETS = 30
LONGEST_TITLE = 31
MOST_ROWS = 25_000
MOST_COLUMNS = 60
LAST_ROW = 1_048_576
MOST_MERGES = 50_000
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
MERGE_LENGTH = 200
OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"

FAULTS = {
    "not_xlsx": _(
        "This file is not an Excel workbook (.xlsx). Open it in Excel or LibreOffice and save it as .xlsx."
    ),
    "old_xls": _(
        "This is an old .xls file, or one protected by a password. "
        "Open it, remove the password and save it as .xlsx."
    ),
    "csv": _("This is a text file (.csv). Open it in Excel or LibreOffice and save it as .xlsx."),
    "too_big": _("The file is larger than 20 MB. Split it, or remove pictures and unused sheets."),
    "too_many_rows": _("The workbook has more than 25,000 rows. Split it into several files."),
    "bomb": _(
        "Unpacked, this file would be far too large. "
        "Copy the rows into a new workbook and upload that."
    ),
    "unreadable": _(
        "The workbook is damaged and cannot be read. Open it, save it again as .xlsx and upload that."
    ),
    "empty": _("No visible sheet of this workbook has any rows."),
    "no_table": _(
        "No sheet has a header row with at least name, NIP and one more column. "
        "Compare your file with the template."
    ),
    "no_standards": _(
        "No sheet has a header row with “Jabatan” and the code or name of a competency. "
        "Compare your file with the template."
    ),
    "not_hr": _("Whoever uploaded this file is not an administrator of employees any more."),
    "too_slow": _("Reading this file took too long. Split it into several files."),
}


def refusal(code):
    """Return the refusal of a file."""
    return Refusal(FAULTS[code], code=code)


@dataclass(frozen=True, slots=True)
class UnknownFormula:
    """A cell with a formula whose value is not in the file."""

    text: str

    def __str__(self):
        return self.text


@dataclass(slots=True)
class Sheet:
    """A visible sheet: its rows that are not empty by number, and its merged ranges."""

    title: str
    rows: dict[int, list]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_1904: bool = False


@dataclass(slots=True)
class WorkbookContent:
    """All visible sheets, and the names of the hidden and the empty ones."""

    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def refuse_unless_workbook(file):
    """Refuse, by its first bytes and its table of contents, a file that is no workbook or a bomb."""
    if file.size > LARGEST_FILE:
        raise refusal("too_big")
    file.seek(0)
    start = file.read(2048)
    file.seek(0)
    if start.startswith(OLE):
        raise refusal("old_xls")
    if not start.startswith(ZIP):
        is_text = b"\0" not in start and (b"," in start or b";" in start or b"\t" in start)
        raise refusal("csv" if is_text else "not_xlsx")
    refuse_bomb(file)


def refuse_bomb(file):
    """Refuse an archive with too many parts, too large a part, a password, or no workbook inside."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
        raise refusal("unreadable") from error
    file.seek(0)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refusal("not_xlsx")
    strings = sum(part.file_size for part in parts if "sharedStrings" in part.filename)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or strings > LARGEST_STRINGS:
        raise refusal("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise refusal("old_xls")


def read_workbook(file):
    """Return the content of a workbook; whatever a damaged or hostile file does ends in a Refusal."""
    refuse_unless_workbook(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl speaks of styles and extensions it leaves out
            content = sheets_of(file)
    except Refusal:
        raise
    except Exception as error:  # the parser may fail in any way on a file made to make it fail
        raise refusal("unreadable") from error
    if not content.sheets:
        raise refusal("empty")
    return content


def sheets_of(file):
    """Read every visible sheet; a second pass fetches the stored values of formulas, if there are any."""
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    if len(book.sheetnames) > MOST_SHEETS:
        raise refusal("bomb")
    if (
        len(set(book.sheetnames)) < len(book.sheetnames)
        or max(map(len, book.sheetnames)) > LONGEST_TITLE
    ):
        raise refusal("unreadable")  # no spreadsheet program writes such names
    content, left = WorkbookContent(), MOST_ROWS
    for sheet in book.worksheets:
        if isinstance(sheet, Chartsheet):
            continue
        if sheet.sheet_state != "visible":
            content.hidden.append(sheet.title)
            continue
        rows = rows_of(sheet, left)
        left -= len(rows)
        if rows:
            is_1904 = book.epoch == CALENDAR_MAC_1904
            content.sheets.append(Sheet(sheet.title, rows, merged_ranges(sheet), is_1904))
        else:
            content.empty.append(sheet.title)
    book.close()
    if any(has_formula(row) for sheet in content.sheets for row in sheet.rows.values()):
        fill_in_values(file, content)
    return content


def rows_of(sheet, left):
    """Return the rows with anything in them by number; more than `left` are refused."""
    sheet.reset_dimensions()  # what a file says of its own size is not to be believed
    rows = {}
    found = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(found, 1):
        if any(value is not None and value != "" for value in values):
            rows[number] = list(values)
            if len(rows) > left:
                raise refusal("too_many_rows")
    return rows


def is_formula(value):
    """Tell whether a cell, read with its formulas, holds one; array formulas are objects."""
    if isinstance(value, str):
        return value.startswith("=")
    return hasattr(value, "ref") or hasattr(value, "t")


def has_formula(row):
    """Tell whether a row holds a formula."""
    return any(is_formula(value) for value in row)


def fill_in_values(file, content):
    """Put the stored value in the place of each formula, or say that there is none."""
    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    for sheet in content.sheets:
        source = book[sheet.title]
        source.reset_dimensions()
        values = source.iter_rows(max_row=max(sheet.rows), max_col=MOST_COLUMNS, values_only=True)
        for number, stored in enumerate(values, 1):
            if row := sheet.rows.get(number):
                sheet.rows[number] = [
                    stored_value(*pair) if is_formula(pair[0]) else pair[0]
                    for pair in zip(row, stored, strict=True)
                ]
    book.close()


def stored_value(formula, value):
    """Return what a formula had come to when the file was saved; a text that begins with = is itself."""
    if value is not None:
        return value
    return UnknownFormula(
        formula if isinstance(formula, str) else getattr(formula, "text", None) or "="
    )


def merged_ranges(sheet):
    """Return the merged ranges as (first column, first row, last column, last row), all from 1."""
    # Read-only sheets keep no merged cells, only the place where they stand in the archive.
    source = sheet.parent._archive.open(sheet._worksheet_path)  # noqa: SLF001
    found, rest = [], b""
    with source:
        while len(found) < MOST_MERGES and (chunk := source.read(MEGABYTE)):
            text = rest + chunk
            matches = list(MERGE.finditer(text))
            found += [range_boundaries(match[1].decode()) for match in matches]
            rest = text[max(matches[-1].end() if matches else 0, len(text) - MERGE_LENGTH) :]
    return found[:MOST_MERGES]
