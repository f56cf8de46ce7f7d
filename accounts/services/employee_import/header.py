"""Find the header of a sheet: as somebody said, as it was chosen for such a file, or by its words."""

import hashlib
from dataclasses import dataclass, replace

from accounts.rules import roster_headers as headers
from accounts.rules.spreadsheet_cells import clean_text

HEADER_WITHIN = 40
ADDED = {"baris", "alasan", "saran"}  # the columns of rejected rows, behind those of the file


@dataclass(frozen=True, slots=True)
class Header:
    """The row above a table and what its columns mean."""

    row: int  # the last one, when there are two
    texts: list[str]
    is_two_lines: bool
    columns: dict[int, str]
    holds_units: bool
    source: str = "guess"  # guess | own | colleague | told

    @property
    def signature(self):
        """Return what is equal for every file with these headers."""
        return signature_of(self.texts)


def find_header(sheet, spec=None, choices=()):
    """Return the header of a sheet, or None when there is none; `spec` is what somebody said of it."""
    if spec:
        return told_header(sheet, spec)
    found = list(candidates(sheet))
    return chosen_header(found, choices) or guessed_header(found, sheet)


def told_header(sheet, spec):
    """Return the header that somebody pointed at, None for a sheet that is not to be read."""
    if spec["holds"] == "none":
        return None
    numbers = first_rows(sheet)
    texts = joined(header_texts(sheet, numbers), numbers, spec["header_row"], spec["is_two_lines"])
    columns = {int(column): field for column, field in spec["columns"].items()}
    return Header(
        spec["header_row"], texts, spec["is_two_lines"], columns, spec["holds"] == "units", "told"
    )


def joined(texts, numbers, row, is_two_lines):
    """Return the texts of a header row, with the row above it when the header has two lines."""
    above = [number for number in numbers if number < row]
    if is_two_lines and above:
        return headers.two_line_headers(texts[above[-1]], texts[row])
    return texts.get(row, [])


def chosen_header(found, choices):
    """Return the first candidate for which somebody has chosen the columns before."""
    by_signature = {choice.signature: choice for choice in choices}
    for row, texts, is_single in found:
        choice = by_signature.get(signature_of(texts))
        if choice and choice.is_two_lines is not is_single:
            columns = columns_of(choice, texts)
            source = "own" if choice.is_own else "colleague"
            return Header(row, texts, not is_single, columns, choice.holds_units, source)
    return None


def columns_of(choice, texts):
    """Return {column: field} of a choice, which counts the columns that have a header."""
    filled = [column for column, text in enumerate(texts) if text]
    return {filled[int(place)]: field for place, field in choice.columns.items()}


def places_of(columns, texts):
    """Return {place among the columns that have a header: field}, as a choice is stored."""
    filled = [column for column, text in enumerate(texts) if text]
    return {filled.index(column): field for column, field in columns.items() if column in filled}


def signature_of(texts):
    """Return a key of the words of a header; what a workbook of rejected rows adds does not count."""
    words = [headers.header_words(text) for text in texts if text]
    while words and words[-1] in ADDED:
        words.pop()
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest() if words else ""


def guessed_header(found, sheet):
    """Return the best header by its words, and by its values where the words say nothing."""
    header = best_header(found, sheet.title)
    if header is None or header.holds_units:
        return header
    below = [number for number in sorted(sheet.rows) if number > header.row][:HEADER_WITHIN]
    rows = [[clean_text(value) for value in sheet.rows[number]] for number in below]
    columns = headers.with_values(header.columns, by_column(rows), header.texts)
    return replace(header, columns=columns)


def by_column(rows):
    """Return {column: its texts} of rows of texts."""
    found = {}
    for texts in rows:
        for column, text in enumerate(texts):
            found.setdefault(column, []).append(text)
    return found


def best_header(found, title):
    """Return the candidate whose words look most like a header, or None."""
    best, score = None, 0
    for candidate in found:
        columns, holds_units, points = rated(candidate, title)
        if points > score:
            row, texts, is_single = candidate
            best, score = Header(row, texts, not is_single, columns, holds_units), points
    return best


def first_rows(sheet):
    """Return the numbers of the rows among which the header is looked for."""
    return sorted(sheet.rows)[:HEADER_WITHIN]


def candidates(sheet):
    """Yield (row number, header texts, whether one row) for single rows and for two, one above the other."""
    numbers = first_rows(sheet)
    texts = header_texts(sheet, numbers)
    for above, below in zip(numbers, [*numbers[1:], None], strict=True):
        yield above, texts[above], True
        if below == above + 1:
            yield below, headers.two_line_headers(texts[above], texts[below]), False


def header_texts(sheet, numbers):
    """Return the texts of the first rows, with merged cells filled in both directions."""
    texts = {number: [clean_text(value) for value in sheet.rows[number]] for number in numbers}
    for first_column, first_row, last_column, last_row in sheet.merges:
        if first_row not in texts:
            continue
        value = texts[first_row][first_column - 1] if first_column <= len(texts[first_row]) else ""
        for number in range(first_row, min(last_row, first_row + HEADER_WITHIN) + 1):
            if number in texts:
                row = texts[number]
                for column in range(first_column - 1, min(last_column, len(row))):
                    row[column] = row[column] or value
    return texts


def rated(candidate, title):
    """Return (columns, whether of units, score) of a possible header; one row goes before two."""
    _number, texts, is_single = candidate
    people = headers.person_columns(texts)
    points = headers.person_score(people)
    if not points and "unit" in title.lower():
        units = headers.unit_columns(texts)
        return units, True, 2 * headers.unit_score(units) + is_single
    return people, False, 2 * points + is_single if points else 0
