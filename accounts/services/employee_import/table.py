"""Find the table on a sheet: its header, the rows that are people or units, and what is neither."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from accounts.rules import roster_headers as headers
from accounts.rules.spreadsheet_cells import as_it_stood, clean_text
from accounts.services.employee_import.cells import COLUMNS
from accounts.services.employee_import.header import find_header

MOST_FILLED = 200_000
OWN_FIELDS = {
    "number",
    "nip",
    "name",
    "name_nip",
    "email",
    "phone",
}  # a merged cell never shares them
NAMES = {"nip", "name", "name_nip"}
PLACES = {"unit_code", "unit_name", "office"}
HEADING = "Unit kerja"
FEW = 3


@dataclass(slots=True)
class Line:
    """A row of a table: its cells by field, and all of it as it stood by column letter."""

    number: int
    cells: dict[str, object]
    original: dict[str, str]


@dataclass(slots=True)
class Table:
    """A table on a sheet: of units or of people."""

    sheet: str
    holds_units: bool
    header_row: int
    columns: dict[int, str]
    headers: dict[int, str]
    is_1904: bool = False
    lines: list[Line] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)

    @property
    def column_names(self):
        """Return {field: words above its column}."""
        names = {name: self.headers[column] for column, name in self.columns.items()}
        return names if PLACES & names.keys() else names | {"unit_name": HEADING}


def find_table(sheet, header=None):
    """Return the table of a sheet below a header, or None when no row looks like one."""
    header = header or find_header(sheet)
    if header is None:
        return None
    words = {column: text for column, text in enumerate(header.texts) if text}
    words |= {
        column: COLUMNS.get(name, name)
        for column, name in header.columns.items()
        if column not in words
    }
    table = Table(sheet.title, header.holds_units, header.row, header.columns, words, sheet.is_1904)
    read_lines(sheet, table)
    return table


def read_lines(sheet, table):
    """Sort the rows below the header into lines of the table and rows that are none."""
    fill_down(sheet, table)
    header = {text for text in table.headers.values() if text}
    state = Below()
    for number in sorted(sheet.rows):
        if number <= table.header_row:
            continue
        values = sheet.rows[number]
        texts = [clean_text(value) for value in values]
        if not any(texts) or headers.is_numbering(texts):
            continue
        if len(header & set(texts)) >= min(FEW, len(header)):
            continue  # the header again, at the top of another printed page
        state.take(table, number, values, texts)


class Below:
    """Where the reading stands below a header: behind a gap, below the end, under which heading."""

    def __init__(self):
        """Begin right below the header."""
        self.last, self.ended, self.heading = None, False, ""

    def take(self, table, number, values, texts):
        """Add a row to the table, or remember why it is none."""
        cells = {name: values[column] for column, name in table.columns.items() if texts[column]}
        gap = self.last is not None and number > self.last + 1
        self.last = number
        if self.is_line(table, cells, texts, gap):
            table.lines.append(Line(number, cells, as_stored(table, values)))
            if self.heading:
                self.put_under_heading(table)
        else:
            table.ignored.append(number)

    def put_under_heading(self, table):
        """Give the newest line the heading as its unit, in a column of its own behind the others."""
        if HEADING not in table.headers.values():
            table.headers[max(table.headers) + 1] = HEADING
        line = table.lines[-1]
        line.cells["unit_name"] = self.heading
        line.original[get_column_letter(max(table.headers) + 1)] = self.heading

    def is_line(self, table, cells, texts, gap):
        """Tell whether a row belongs to the table; the first that closes it ends it."""
        filled = len(cells.keys() - {"number"})
        if table.holds_units:
            return bool(cells) and not (gap and filled < FEW - 1)
        has_digits = any(letter.isdigit() for letter in clean_text(cells.get("nip")))
        if self.ended:
            return filled > FEW and has_digits
        if filled >= FEW and (has_digits or not headers.is_closing(texts)):
            return True
        if headers.is_closing(texts):
            self.ended = True
            return False
        if cells.keys() & NAMES and not gap and filled > 1:
            return True
        self.ended = not self.is_heading(table, texts) and gap
        return False

    def is_heading(self, table, texts):
        """Keep the only text of a row as the unit of what follows, when there is no column for units."""
        said = {text for text in texts if text}
        if len(said) == 1 and not set(table.columns.values()) & PLACES:
            self.heading = said.pop()
            return True
        return False


def as_stored(table, values):
    """Return a row as it stood, by column letter: what has a header or says something."""
    return {
        get_column_letter(column + 1): as_it_stood(value)
        for column, value in enumerate(values)
        if column in table.headers or value is not None
    }


def fill_down(sheet, table):
    """Give every row of a vertically merged cell its value, but never a name, NIP or address."""
    filled = 0
    for first_column, first_row, _last_column, last_row in sheet.merges:
        name = table.columns.get(first_column - 1)
        if first_row <= table.header_row or last_row == first_row or not name or name in OWN_FIELDS:
            continue
        value = sheet.rows.get(first_row, [None] * first_column)[first_column - 1]
        for number in range(first_row + 1, min(last_row, max(sheet.rows)) + 1):
            row = sheet.rows.get(number)
            if row and row[first_column - 1] is None and filled < MOST_FILLED:
                row[first_column - 1] = value
                filled += 1
