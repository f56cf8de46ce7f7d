"""The rows that an import left out, with reasons, ready to be corrected and uploaded again."""

from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from accounts.choices import ImportAction
from accounts.exports.spreadsheet import WRAP, add_sheet, new_workbook, saved
from accounts.queries.imports import rows_of
from accounts.services.employee_import.problems import described, errors_of

ROW, REASON, SUGGESTION = "Baris", "Alasan", "Saran"

# In the workbook of rejected rows, and on the page of an import that is over, nothing can be ticked.
CORRECT = _("Correct the name. If the unit is new, tick it in the preview of the next upload.")
IN_THE_FILE = {
    "unit_similar": CORRECT,
    "unit_new": CORRECT,
    "unit_declined": _(
        "Write the name of a unit that exists, or tick the new unit in the preview of the next upload."
    ),
    "unit_unknown": _(
        "Write the code of a unit that exists. A new unit is added first, on the page of the units."
    ),
}


def described_in_file(found):
    """Return a stored problem as the workbook of rejected rows says it, for the next upload."""
    words = described(found)
    return words | {"suggestion": str(IN_THE_FILE.get(found["code"], words["suggestion"]))}


def rejected_workbook(batch, words=described_in_file):
    """Return a workbook with the rejected rows of an import, sheet by sheet, as they stood.

    `words` gives the reason and the advice of a stored problem.
    """
    book = new_workbook()
    rows = list(rows_of(batch, ImportAction.REJECTED))
    for table in batch.facts["tables"]:
        mine = [row for row in rows if row.sheet == table["sheet"]]
        if mine:
            add_rejected(book, table, mine, words)
    return saved(book)


def add_rejected(book, table, rows, words):
    """Add the rejected rows of one sheet with their original columns."""
    columns = sorted((number, text) for number, text in table["headers"])
    headers = [text for _number, text in columns] + [ROW, REASON, SUGGESTION]
    lines = []
    for row in rows:
        errors = [words(found) for found in errors_of(row.problems)]
        said = [row.original.get(get_column_letter(number + 1), "") for number, _text in columns]
        reasons = "\n".join(f"{found['column']}: {found['reason']}" for found in errors)
        advice = "\n".join(dict.fromkeys(found["suggestion"] for found in errors))
        lines.append([*said, row.number, reasons, advice])
    sheet = add_sheet(book, table["sheet"], headers, lines, {REASON: 60, SUGGESTION: 60})
    for cells in sheet.iter_rows(min_row=2, min_col=len(headers) - 1):
        for cell in cells:
            cell.alignment = WRAP
