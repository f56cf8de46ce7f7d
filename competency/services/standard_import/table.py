"""Find the table of standards on a sheet: a column for the position, one for each competency."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from accounts.rules.roster_headers import header_words
from accounts.rules.spreadsheet_cells import as_it_stood, clean_text
from accounts.services.employee_import.workbook import refusal

HEADER_WITHIN = 40
NAME, KIND, GRADE = "name", "kind", "grade"
WORDS = {
    "jabatan": NAME,
    "nama jabatan": NAME,
    "jenis jabatan": KIND,
    "jenis": KIND,
    "jenjang": GRADE,
    "jenjang jabatan": GRADE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the header: its cells by column, and as it stood by column letter."""

    number: int
    cells: dict
    original: dict


@dataclass(slots=True)
class Table:
    """A sheet of standards: which column holds what, and its rows."""

    sheet: str
    header_row: int
    headers: dict[int, str]
    columns: dict[str, int]  # name, kind, grade
    levels: dict  # column -> competency
    lines: list[Line] = field(default_factory=list)

    @property
    def unread(self):
        """Return the headers of columns that say nothing about a standard."""
        used = {*self.columns.values(), *self.levels}
        return [text for column, text in self.headers.items() if column not in used]


def find_tables(content, competencies):
    """Return the tables of a workbook; one without any is refused."""
    known = names_of(competencies)
    found = [find_table(sheet, known) for sheet in content.sheets]
    tables = [table for table in found if table]
    if not any(table.lines for table in tables):
        raise refusal("no_standards")
    return tables


def names_of(competencies):
    """Return {words of a header: competency}: its code, its name in both languages, or both."""
    found = {}
    for one in competencies:
        code = header_words(one.code)
        for name in (one.name, one.name_en, one.title):
            found |= {header_words(name): one, header_words(f"{code} {name}"): one}
        found[code] = one
    found.pop("", None)
    return found


def find_table(sheet, known):
    """Return the table of a sheet, or None without a header of positions and competencies."""
    for number in sorted(sheet.rows)[:HEADER_WITHIN]:
        headers = {
            column: text
            for column, value in enumerate(sheet.rows[number])
            if (text := clean_text(value))
        }
        table = table_below(sheet, number, headers, known)
        if table:
            return table
    return None


def table_below(sheet, number, headers, known):
    """Return the table below a row if that row is its header."""
    columns, levels = {}, {}
    for column, text in headers.items():
        words = header_words(text)
        if words in WORDS:
            columns.setdefault(WORDS[words], column)
        elif words in known and known[words] not in levels.values():
            levels[column] = known[words]
    if NAME not in columns or not levels:
        return None
    table = Table(sheet.title, number, headers, columns, levels)
    table.lines = [
        line_of(row, sheet.rows[row], headers) for row in sorted(sheet.rows) if row > number
    ]
    return table


def line_of(number, values, headers):
    """Return a row."""
    original = {
        get_column_letter(column + 1): as_it_stood(values[column])
        for column in headers
        if column < len(values) and values[column] not in (None, "")
    }
    return Line(number, dict(enumerate(values)), original)
