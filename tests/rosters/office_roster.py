"""A roster of 500 invented employees as an Indonesian office keeps it, with ten planted errors.

Written from what offices do, without looking at the importer: `python -m
tests.rosters.office_roster out.xlsx` writes the workbook and prints the manifest.
"""

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.rosters.invented import Person, invent
from tests.rosters.office_layout import (
    FIRST_ROW,
    HEADER_ROW,
    HEADERS,
    LETTERS,
    SHEET,
    THIN,
    header,
    letterhead,
    signature,
)

SEED = 2026
EXCEL_EPOCH = date(1899, 12, 30)
ZERO_WIDTH = "\u200b"
MONTH_NAMES = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
)
MONTHS = MONTH_NAMES.split()


@dataclass(frozen=True, slots=True)
class PlantedError:
    """A mistake in one cell: sheet row, column letter and header, kind, and what stands there."""

    row: int
    column: str
    header: str
    kind: str
    value: object
    related_row: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the workbook holds; `people` says by sheet row what a clean reading gives.

    A telephone number kept as a number has lost its leading zero, as in any office.
    """

    path: Path
    sheet: str
    header_row: int
    first_row: int
    last_row: int
    columns: dict[str, str]
    people: dict[int, Person]
    errors: tuple[PlantedError, ...]
    hidden_nips: tuple[str, ...]

    @property
    def valid_rows(self) -> tuple[int, ...]:
        """Return the sheet rows in which nothing was planted."""
        wrong = {error.row for error in self.errors}
        return tuple(row for row in self.people if row not in wrong)


def build(path: Path) -> Manifest:
    """Write the workbook to `path` and tell what is in it; the same every time."""
    dice = Random(SEED)
    people = dict(enumerate(_in_office_order(invent(SEED), dice), FIRST_ROW))
    _forget_some_contacts(people, dice)
    book = _book()
    sheet = book[SHEET]
    letterhead(sheet)
    header(sheet)
    for row, person in people.items():
        _write_person(sheet, row, person, dice)
    errors = _plant(sheet, people)
    signature(sheet, max(people) + 2)
    hidden = _old_sheet(book["DATA LAMA"])
    book.save(path)
    columns = {" ".join(HEADERS[key].split()): LETTERS[key] for key in HEADERS}
    return Manifest(
        path, SHEET, HEADER_ROW, FIRST_ROW, max(people), columns, people, errors, hidden
    )


def _in_office_order(people: list[Person], dice: Random) -> list[Person]:
    """Keep each unit together, but shuffle the units, so that supervisors come late too."""
    units = list(dict.fromkeys(person.unit for person in people))
    dice.shuffle(units)
    return sorted(people, key=lambda person: units.index(person.unit))


def _forget_some_contacts(people: dict[int, Person], dice: Random) -> None:
    for person in people.values():
        person.email = person.email if dice.random() < 0.8 else ""
        person.phone = person.phone if dice.random() < 0.7 else ""


def _book() -> Workbook:
    book = Workbook()
    book.active.title = "Sheet1"
    book.create_sheet("DATA LAMA").sheet_state = "hidden"
    book.active = book.create_sheet(SHEET)
    book.properties.created = book.properties.modified = datetime(2026, 1, 5)  # noqa: DTZ001
    return book


def _write_person(sheet: Worksheet, row: int, person: Person, dice: Random) -> None:
    values = asdict(person) | {
        "number": row - FIRST_ROW + 1,
        "is_head": "YA" if person.is_head else dice.choice(("", "", "TIDAK")),
        "nip": _nip_text(person.nip, dice),
        "supervisor": _nip_text(person.supervisor, dice),
        "tier": person.tier or dice.choice(("", "-")),
        "phone": dice.choice((person.phone, int(person.phone))) if person.phone else "",
    }
    for key in ("name", "unit", "position", "status", "grade"):
        values[key] = _untidy(values[key], dice)
    for key in HEADERS:
        cell = sheet[f"{LETTERS[key]}{row}"]
        cell.border = THIN
        if key in {"birth_date", "grade_date"}:
            dice.choice(DATE_STYLES)(cell, values[key])
        elif values[key] != "":
            cell.value = values[key]


def _nip_text(nip: str, dice: Random) -> str:
    if not nip.isdigit():
        return nip
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    return dice.choice((nip, nip, nip, spaced, f"{nip} ", f"{ZERO_WIDTH}{nip}"))


def _untidy(text: str, dice: Random) -> str:
    untidy = (f"{text} ", f" {text}", text + ZERO_WIDTH, text.replace(" ", "  "), text + "\u00a0")
    return dice.choice(untidy) if dice.random() < 0.15 else text


def _real_date(cell: Cell, day: date) -> None:
    cell.value, cell.number_format = day, "dd/mm/yyyy"


def _serial(cell: Cell, day: date) -> None:
    cell.value, cell.number_format = (day - EXCEL_EPOCH).days, "General"


def _as_text(write: Callable[[date], str]) -> Callable[[Cell, date], None]:
    def style(cell: Cell, day: date) -> None:
        cell.value, cell.number_format = write(day), "@"

    return style


DATE_STYLES = (
    _real_date,
    _serial,
    _as_text(lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}"),
    _as_text(lambda day: f"{day:%d-%m-%Y}"),
    _as_text(lambda day: f"{day:%Y-%m-%d}"),
    _as_text(lambda day: f"{day.day}/{day.month}/{day.year}"),
)


def _plant(sheet: Worksheet, people: dict[int, Person]) -> tuple[PlantedError, ...]:
    """Spoil one cell in each of ten rows of people who lead nobody."""
    leading = {person.supervisor for person in people.values()}
    leaves = [
        row for row, person in people.items() if person.nip not in leading and not person.is_head
    ]
    pns = [row for row in leaves if people[row].status == "PNS"]
    rows = [pns[len(pns) * place // 11] for place in range(1, 11)]
    twin = next(row for row in leaves if row not in rows)
    nips = {row: people[row].nip for row in (*rows, twin)}
    spoiled = (
        ("nip_number", "nip", float(f"{int(nips[rows[0]]):.14e}")),
        ("nip_length", "nip", nips[rows[1]][:17]),
        ("nip_birth_date", "nip", f"{nips[rows[2]][:4]}0231{nips[rows[2]][8:]}"),
        ("nip_month", "nip", f"{nips[rows[3]][:12]}13{nips[rows[3]][14:]}"),
        ("nip_duplicate", "nip", nips[twin]),
        ("supervisor_unknown", "supervisor", "197001011995011999"),
        ("supervisor_self", "supervisor", nips[rows[6]]),
        ("name_empty", "name", None),
        ("date_impossible", "grade_date", "31/02/2020"),
        ("unit_empty", "unit", None),
    )
    return tuple(
        _spoil(sheet, row, kind, key, value, twin if kind == "nip_duplicate" else None)
        for row, (kind, key, value) in zip(rows, spoiled, strict=True)
    )


def _spoil(
    sheet: Worksheet, row: int, kind: str, key: str, value: object, related_row: int | None
) -> PlantedError:
    cell = sheet[f"{LETTERS[key]}{row}"]
    cell.value = value
    cell.number_format = "0.00E+00" if kind == "nip_number" else "@"
    if kind in {"supervisor_self", "nip_duplicate"}:
        cell.value = str(value)
    title = " ".join(HEADERS[key].split())
    return PlantedError(row, LETTERS[key], title, kind, value, related_row)


def _old_sheet(sheet: Worksheet) -> tuple[str, ...]:
    """Fill the hidden sheet with people of last year, who must not come in."""
    sheet.append([title.strip() for title in HEADERS.values()])
    gone = invent(SEED - 1)[-5:]
    for number, person in enumerate(gone, 1):
        values = asdict(person) | {"number": number, "is_head": "YA" if person.is_head else ""}
        sheet.append([values[key] for key in HEADERS])
    return tuple(person.nip for person in gone)


def main(path: str) -> None:
    """Write the workbook and print its planted errors."""
    manifest = build(Path(path))
    lines = [f"{manifest.path}: {len(manifest.people)} rows, {len(manifest.valid_rows)} clean"]
    for error in manifest.errors:
        where = f"row {error.row} {error.column} {error.header}"
        lines.append(f"{where}: {error.kind} {error.value!r}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
