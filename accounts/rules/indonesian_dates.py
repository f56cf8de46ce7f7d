"""Dates as Indonesian offices write them, with the day before the month."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from accounts.rules.spreadsheet_cells import clean_text

MONTHS = {
    "januari": 1, "jan": 1, "january": 1,
    "februari": 2, "feb": 2, "pebruari": 2, "peb": 2, "february": 2,
    "maret": 3, "mar": 3, "mrt": 3, "march": 3,
    "april": 4, "apr": 4,
    "mei": 5, "may": 5,
    "juni": 6, "jun": 6, "june": 6,
    "juli": 7, "jul": 7, "july": 7,
    "agustus": 8, "agu": 8, "ags": 8, "agt": 8, "agst": 8, "agus": 8, "aug": 8, "august": 8,
    "september": 9, "sep": 9, "sept": 9,
    "oktober": 10, "okt": 10, "oct": 10, "october": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "desember": 12, "des": 12, "dec": 12, "december": 12,
}  # fmt: skip
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(7000, 73051)  # 1 March 1919 to 31 December 2099: a bare year is no serial number
DAYS_1904 = 1462  # what the calendar of old Macintosh workbooks is behind
YEARS = range(1900, 2100)

DAY_FIRST = re.compile(r"(\d{1,2})\s*[/\-. ]\s*(\d{1,2})\s*[/\-. ]\s*(\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})\s*[/\-.]\s*(\d{1,2})\s*[/\-.]\s*(\d{1,2})")
IN_WORDS = re.compile(r"(\d{1,2})\s*[/\-. ]?\s*([A-Za-z]{3,9})\.?\s*[/\-., ]?\s*(\d{4})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
CLOCK = re.compile(r"[T ]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
WEEKDAY = re.compile(r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,\s*", re.IGNORECASE)


class NotADate(ValueError):  # noqa: N818 -- the public library's name
    """The cell names no day of the calendar."""


def read_date(value: Any, *, is_1904: bool = False) -> date | None:
    """Return the day that a cell names, None when it is empty; anything else raises `NotADate`.

    Read are Excel's own dates and serial numbers, ISO, day/month/year with any separator, and the
    month in Indonesian words or abbreviations. A year always has four digits.
    """
    if isinstance(value, datetime):
        return plausible(value.date())
    if isinstance(value, date):
        return plausible(value)
    if isinstance(value, bool):
        raise NotADate(str(value))
    if isinstance(value, int | float):
        return from_number(value, is_1904)
    text = CLOCK.sub("", WEEKDAY.sub("", clean_text(value))).strip(" '\"")
    return from_text(text, is_1904) if text else None


def read_birth_date(value: Any, *, is_1904: bool = False) -> date | None:
    """Return the day of "Bandung, 3 Maret 1980": what stands before the last comma is the place."""
    if not isinstance(value, str):
        return read_date(value, is_1904=is_1904)
    text = clean_text(value)
    found = re.search(r"\d{1,4}\s*[/\-. ]\s*\w+\.?\s*[/\-. ]\s*\d{1,4}$", text)
    if text and not found:
        raise NotADate(text)
    return read_date(found[0], is_1904=is_1904) if found else None


def from_text(text: str, is_1904: bool) -> date:
    """Read a date written as text."""
    if found := YEAR_FIRST.fullmatch(text):
        return day(found[1], found[2], found[3], text)
    if found := DAY_FIRST.fullmatch(text):
        return day(found[3], found[2], found[1], text)
    if found := IN_WORDS.fullmatch(text):
        return day(found[3], MONTHS.get(found[2].lower(), 0), found[1], text)
    if found := COMPACT.fullmatch(text):
        return day(found[1], found[2], found[3], text)
    if re.fullmatch(r"\d{4,5}(\.0+)?", text):
        return from_number(float(text), is_1904)
    raise NotADate(text)


def from_number(value: float, is_1904: bool) -> date:
    """Read a serial number of the spreadsheet, or 19800303 typed as a number."""
    if value != value or abs(value) > 99991231:
        raise NotADate(str(value))
    number = int(value)
    if found := COMPACT.fullmatch(str(number)):
        return day(found[1], found[2], found[3], str(number))
    serial = number + DAYS_1904 if is_1904 else number
    if serial not in SERIALS:
        raise NotADate(str(value))
    return SERIAL_ZERO + timedelta(days=serial)


def day(year: int | str, month: int | str, number: int | str, text: str) -> date:
    """Return the day, or say that the calendar has none such."""
    try:
        return plausible(date(int(year), int(month), int(number)))
    except ValueError:
        raise NotADate(text) from None


def plausible(found: date) -> date:
    """Refuse years that no living person's papers carry."""
    if found.year not in YEARS:
        raise NotADate(found.isoformat())
    return found
