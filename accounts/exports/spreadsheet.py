"""The one writer of spreadsheets: every cell is text, and no text is ever run as a formula."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from accounts.rules.spreadsheet_cells import harmless

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "@"
HEADER = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", start_color="174A8B")
WRAP = Alignment(vertical="top", wrap_text=True)


def new_workbook():
    """Return a workbook without sheets."""
    book = Workbook()
    book.remove(book.active)
    return book


def add_sheet(book, title, headers, rows, widths=None):
    """Add a sheet with a header and rows of text."""
    sheet = book.create_sheet(title[:31])
    for column, header in enumerate(headers, 1):
        cell = put(sheet, 1, column, header)
        cell.font, cell.fill = HEADER, HEADER_FILL
        width = (widths or {}).get(header, min(max(len(header) + 4, 14), 40))
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            put(sheet, number, column, text)
    sheet.freeze_panes = "A2"
    return sheet


def put(sheet, row, column, text):
    """Write a cell as text, whatever it begins with."""
    cell = sheet.cell(row=row, column=column)
    if text not in ("", None):
        cell.value = harmless(str(text))
        cell.data_type = "s"
    cell.number_format = TEXT
    return cell


def saved(book):
    """Return the bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
