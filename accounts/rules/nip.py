"""NIP and NI PPPK: the eighteen digits that name a civil servant.

Digits 1-8 are the date of birth, 9-12 the year of appointment, 13-14 the month of appointment
(PNS) or a code 21-29 (PPPK), 15 the sex and 16-18 a serial number (Perka BKN 22/2007). There is
no check digit, and whether the person's age is plausible is a warning of the caller's, not an
error here.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["PNS", "PPPK"]
Sex = Literal["M", "F"]
Code = Literal["length", "digits", "birth_date", "month", "sex", "serial"]

LENGTH = 18
PNS_MONTHS = range(1, 13)
PPPK_CODES = range(21, 30)
SEXES: dict[str, Sex] = {"1": "M", "2": "F"}
SPACES = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
SPREADSHEET_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+|[0-9]+[.,]0+")


class InvalidNip(ValueError):  # noqa: N818 - the public library's name
    """The text is no NIP; `code` is length, digits, birth_date, month, sex or serial."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code: Code = code


@dataclass(frozen=True, slots=True)
class Nip:
    """A NIP taken apart; `appointed_month` is None for PPPK, whose number holds no month."""

    digits: str
    birth_date: date
    appointed_year: int
    appointed_month: int | None
    kind: Kind
    sex: Sex
    serial: int


def parse_nip(text: str) -> Nip:
    """Read the eighteen digits of `text`; spaces anywhere, also invisible ones, are dropped.

    Raises `InvalidNip` with the code of the first part that is wrong: characters, length, date of
    birth, month of appointment, sex, serial number (Perka BKN 22/2007).
    """
    digits = _eighteen_digits(text)
    appointed_month, kind = _appointment(digits[12:14])
    return Nip(
        digits=digits,
        birth_date=_birth_date(digits[:8]),
        appointed_year=int(digits[8:12]),
        appointed_month=appointed_month,
        kind=kind,
        sex=_sex(digits[14]),
        serial=_serial(digits[15:]),
    )


def format_nip(nip: Nip) -> str:
    """Write a NIP as offices print it, `YYYYMMDD YYYYMM S NNN` (Perka BKN 22/2007)."""
    digits = nip.digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def _eighteen_digits(text: str) -> str:
    if not isinstance(text, str):
        raise InvalidNip("digits", "A NIP must be text, not a number: a spreadsheet rounds it.")
    digits = SPACES.sub("", text)
    if SPREADSHEET_NUMBER.fullmatch(digits):
        raise InvalidNip(
            "digits", "The spreadsheet turned this NIP into a number: import the column as text."
        )
    if digits and not (digits.isascii() and digits.isdigit()):
        raise InvalidNip("digits", "A NIP has digits only.")
    if len(digits) != LENGTH:
        raise InvalidNip("length", f"A NIP has {LENGTH} digits; this has {len(digits)}.")
    return digits


def _birth_date(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise InvalidNip("birth_date", f"Digits 1-8, {digits}, are no date of birth.") from None


def _appointment(digits: str) -> tuple[int | None, Kind]:
    number = int(digits)
    if number in PNS_MONTHS:
        return number, "PNS"
    if number in PPPK_CODES:
        return None, "PPPK"
    raise InvalidNip("month", f"Digits 13-14, {digits}, are neither a month nor 21-29.")


def _sex(digit: str) -> Sex:
    if digit not in SEXES:
        raise InvalidNip("sex", f"Digit 15 is {digit}; it must be 1 (male) or 2 (female).")
    return SEXES[digit]


def _serial(digits: str) -> int:
    if digits == "000":
        raise InvalidNip("serial", "Digits 16-18 are 000; the serial number starts at 001.")
    return int(digits)
