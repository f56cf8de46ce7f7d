"""A long table as a file, written row by row: XLSX or CSV; no text is ever run as a formula."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from accounts.exports.spreadsheet import HEADER, HEADER_FILL, TEXT
from accounts.rules.spreadsheet_cells import harmless

DAY, MOMENT = "DD/MM/YYYY", "DD/MM/YYYY HH:MM"


def write_xlsx(target, title, headers, rows, about=()):
    """Write a workbook with one table and, behind it, a sheet of (word, value) about the file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for column, header in enumerate(headers, 1):
        width = min(max(len(str(header)) + 4, 16), 40)
        sheet.column_dimensions[get_column_letter(column)].width = width
    try:
        sheet.append([head_cell(sheet, header) for header in headers])
        for row in rows:
            sheet.append([typed_cell(sheet, value) for value in row])
    except BaseException:
        sheet.close()  # what was written so far is thrown away
        raise
    add_about(book, about)
    book.save(target)


def add_about(book, about):
    """Add the sheet that says who took the table out, when, and of what."""
    if not about:
        return
    sheet = book.create_sheet("Info")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 80
    for word, value in about:
        sheet.append([typed_cell(sheet, word), typed_cell(sheet, value)])


def head_cell(sheet, header):
    """Return a cell of the header row."""
    cell = text_cell(sheet, str(header))
    cell.font, cell.fill = HEADER, HEADER_FILL
    return cell


def typed_cell(sheet, value):
    """Return a cell: numbers and days as such, all else as text."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None)
        return formatted_cell(sheet, value, MOMENT)
    if isinstance(value, date):
        return formatted_cell(sheet, value, DAY)
    if isinstance(value, int | Decimal):
        return WriteOnlyCell(sheet, value=value)
    return text_cell(sheet, str(value))


def formatted_cell(sheet, value, number_format):
    """Return a cell that is shown in a format."""
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = number_format
    return cell


def text_cell(sheet, text):
    """Return a cell of text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=harmless(clean(text)))
    cell.data_type, cell.number_format = "s", TEXT
    return cell


def clean(text):
    """Return a text without characters that no spreadsheet holds."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def write_csv(target, headers, rows):
    """Write a table with semicolons, as spreadsheet programs set to Indonesian read it (UTF-8 with mark)."""
    words = TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(words, delimiter=";")
    try:
        writer.writerow([plain(str(header)) for header in headers])
        for row in rows:
            writer.writerow([plain(value) for value in row])
    finally:
        words.detach()


def plain(value):
    """Return a value as text that no spreadsheet program runs."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value) if isinstance(value, int | Decimal) else harmless(clean(str(value)))
