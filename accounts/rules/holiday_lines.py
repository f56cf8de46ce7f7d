"""Read pasted holidays, one per line: "17/08/2027 Hari Kemerdekaan"."""

import re
from dataclasses import dataclass
from datetime import date

LINE = re.compile(r"^\W*(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})[\s,;:|-]+(\S.*)$")
PARTS = re.compile(r"[/.-]")
LONGEST = 120

# Days whose date is the same every year; all others follow the moon or the joint decree.
FIXED = ((1, 1), (5, 1), (6, 1), (8, 17), (12, 25))


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """One line that was pasted: a day with its name, or the fault that was found."""

    number: int
    text: str
    day: date | None = None
    name: str = ""
    fault: str = ""  # "shape", "date", "long" or "twice"


def read_lines(text):
    """Return the lines of a text that are not empty."""
    lines, seen = [], set()
    for number, row in enumerate(text.splitlines(), start=1):
        if row.strip():
            line = read_line(number, " ".join(row.split()))
            if line.day in seen and line.day:
                line = HolidayLine(number, line.text, fault="twice")
            seen.add(line.day)
            lines.append(line)
    return lines


def read_line(number, text):
    """Read one line: day, month and year (or year first), then the name."""
    found = LINE.match(text)
    if not found:
        return HolidayLine(number, text, fault="shape")
    day = read_date(found[1])
    if day is None:
        return HolidayLine(number, text, fault="date")
    if len(found[2]) > LONGEST:
        return HolidayLine(number, text, fault="long")
    return HolidayLine(number, text, day, found[2].strip())


def read_date(text):
    """Return the day of 17/08/2027, 17-8-2027, 17.08.2027 or 2027-08-17, or None."""
    first, month, last = (int(part) for part in PARTS.split(text))
    year, day = (first, last) if first > 31 else (last, first)
    try:
        return date(year, month, day) if 2000 <= year <= 2100 else None
    except ValueError:
        return None


def is_fixed(day):
    """Tell whether a holiday falls on the same date every year."""
    return (day.month, day.day) in FIXED
