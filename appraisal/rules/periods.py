"""How the time of a cycle falls into periods, and the usual days of their phases.

Periodic and annual evaluation are separate evaluations of one plan (PermenPANRB 6/2022 articles 21
to 25); the agency fixes the rhythm, and the annual evaluation is closed by 31 January.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from appraisal.rules.phases import Window, default_windows

MONTHS = {"MONTH": 1, "QUARTER": 3, "SEMESTER": 6}
SHORTEST_DAYS = 28  # what is left over and shorter belongs to its neighbour
PERIODIC = ((-5, 5), (6, 12), (13, 20))  # days from the last day of a period
MONTHLY = ((-2, 4), (5, 9), (10, 15))  # over before the next month is half way
AFTER_THE_LAST = ((6, 14), (15, 23), (24, 31))  # annual, behind a period that ends with it
ROMAN = ("", "I", "II", "III", "IV")
NAMES = {  # printed on official forms, so not translated
    "MONTH": "Bulan {number} tahun {year}",
    "QUARTER": "Triwulan {roman} {year}",
    "SEMESTER": "Semester {roman} {year}",
    "ANNUAL": "Tahun {year}",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A period to be: its kind, which one of the year it is, and its days."""

    kind: str
    number: int  # 1, 2, ... within the cycle and kind
    ordinal: int  # first or second half, first to fourth quarter of its year
    from_date: date
    until_date: date


def spans(kinds: Sequence[str], from_date: date, until_date: date) -> list[Span]:
    """Return the periods of a cycle in their order, the annual one last.

    Parts follow the calendar. A rhythm that gives no more than one part adds nothing to the annual
    evaluation and is left out.
    """
    found: list[Span] = []
    for kind in kinds:
        parts = calendar_parts(MONTHS[kind], from_date, until_date) if kind in MONTHS else []
        found += [
            Span(kind, number, (first.month - 1) // MONTHS[kind] + 1, first, last)
            for number, (first, last) in enumerate(parts, start=1)
            if len(parts) > 1
        ]
    found.sort(key=lambda span: (span.until_date, span.from_date))
    return [*found, Span("ANNUAL", 1, 1, from_date, until_date)]


def calendar_kind(from_date: date, until_date: date) -> tuple[str, int]:
    """Return the kind of calendar block that a stretch is, and which one of its year; else the year."""
    for kind, months in MONTHS.items():
        number = (from_date.month - 1) // months + 1
        is_first = from_date == date(from_date.year, (number - 1) * months + 1, 1)
        if is_first and until_date == end_of_block(from_date, months):
            return kind, number
    return "ANNUAL", 1


def period_name(span: Span) -> str:
    """Return the name of a period as it is stored; a cycle of one quarter is that quarter."""
    kind, ordinal = span.kind, span.ordinal
    if kind == "ANNUAL":
        kind, ordinal = calendar_kind(span.from_date, span.until_date)
    roman = ROMAN[ordinal] if ordinal < len(ROMAN) else str(ordinal)
    return NAMES[kind].format(number=ordinal, roman=roman, year=span.until_date.year)


def period_on_form(kind: str, name: str, until_date: date) -> str:
    """Return what form D.1.1 prints as the period: AKHIR for that of a year (p. 115), else the name."""
    is_year = kind == "ANNUAL" and name == NAMES["ANNUAL"].format(year=until_date.year)
    return "AKHIR" if is_year else name.upper()


def calendar_parts(months: int, from_date: date, until_date: date) -> list[Window]:
    """Return the blocks of some months that a stretch of time touches, cut to it."""
    blocks: list[Window] = []
    first = from_date
    while first <= until_date:
        last = min(end_of_block(first, months), until_date)
        blocks.append((first, last))
        first = last + timedelta(days=1)
    return joined(blocks)


def end_of_block(day: date, months: int) -> date:
    """Return the last day of the calendar block of some months in which a day lies."""
    following = (day.month - 1) // months * months + months  # months since January
    year, month = day.year + following // 12, following % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


def joined(blocks: list[Window]) -> list[Window]:
    """Let a first or last block that is too short go along with its neighbour."""
    if len(blocks) > 1 and is_short(blocks[0]):
        blocks = [(blocks[0][0], blocks[1][1]), *blocks[2:]]
    if len(blocks) > 1 and is_short(blocks[-1]):
        blocks = [*blocks[:-2], (blocks[-2][0], blocks[-1][1])]
    return blocks


def is_short(block: Window) -> bool:
    """Tell whether a block is too short to be evaluated by itself."""
    return (block[1] - block[0]).days + 1 < SHORTEST_DAYS


def default_schedule(periods: Sequence[Span]) -> tuple[Window, list[list[Window]]]:
    """Return the usual days of planning, and of the later phases of each period, the annual one last."""
    whole = periods[-1]
    plan, *annual = default_windows(whole.from_date, whole.until_date)
    if len(periods) == 1:
        return plan, [annual]
    parts = [
        shifted(MONTHLY if span.kind == "MONTH" else PERIODIC, span.until_date)
        for span in periods[:-1]
    ]
    if periods[-2].until_date == whole.until_date:
        annual = shifted(AFTER_THE_LAST, whole.until_date)
    return (plan[0], min(plan[1], parts[0][0][0] - timedelta(days=1))), [*parts, annual]


def shifted(offsets: Sequence[tuple[int, int]], last: date) -> list[Window]:
    """Return days counted from the last day of a period."""
    return [(last + timedelta(days=opens), last + timedelta(days=ends)) for opens, ends in offsets]


def annual_end(until: date) -> date:
    """Return the day by which the annual evaluation of a year is closed (PermenPANRB 6/2022)."""
    return date(until.year + 1, 1, 31)


def a_year_later(day: date) -> date:
    """Return the same day of the next year; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
