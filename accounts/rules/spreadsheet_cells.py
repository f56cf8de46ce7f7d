"""Cells as offices fill them: stray spaces, apostrophes, placeholders, and NIPs that became numbers."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from accounts.rules.nip import SPREADSHEET_NUMBER, InvalidNip, parse_nip

LONGEST_SHOWN = 300
NOTHING_SAID = {"", "-", "--", "---", "–", "—", "n/a", "na", "nihil", "tidak ada", "kosong", "?"}
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
QUOTES = "'\"`´‘’“”"
NIP_LABEL = re.compile(r"^(nip|ni\s*pppk|nipppk)\b[.:\s]*", re.IGNORECASE)
BETWEEN_DIGITS = re.compile(r"(?<=\d)[.\-/](?=\d)")
YES = {"ya", "y", "iya", "yes", "true", "benar", "1", "v", "x", "✓", "✔", "√", "kepala", "pimpinan"}
NO = {"tidak", "t", "bukan", "no", "n", "false", "salah", "0", "anggota"}
MALE = {"l", "lk", "laki", "laki laki", "lakilaki", "pria", "m", "male", "1"}
FEMALE = {"p", "pr", "perempuan", "wanita", "f", "female", "2"}
LIVE_START = ("=", "+", "-", "@", "\t", "\r", "\n")


class NipNotText(InvalidNip):
    """The cell holds a number: the spreadsheet program has rounded the NIP, the digits are lost."""


def clean_text(value: Any) -> str:
    """Return a cell as one line of plain text, or nothing for a placeholder such as "-"."""
    text = unapostrophe(INVISIBLE.sub("", unicodedata.normalize("NFC", plain(value))))
    text = " ".join(text.split())
    return "" if text.lower() in NOTHING_SAID else text


def plain(value: Any) -> str:
    """Return the text of a cell of any type."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time(0) else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def plain_number(value: float) -> str:
    """Return a number as the spreadsheet program shows it: 7 for 7.0, 1.99E+17 for a lost NIP."""
    if abs(value) >= 1e15:
        return f"{value:.2E}"
    return str(int(value)) if value.is_integer() else repr(value)


def as_it_stood(value: Any) -> str:
    """Return a cell for showing and for the way back into a spreadsheet: as it stood, within reason."""
    if isinstance(value, int) and not isinstance(value, bool) and 10**15 <= abs(value) < 10**300:
        return f"{value:.2E}"
    return INVISIBLE.sub("", plain(value)).strip()[:LONGEST_SHOWN]


def unapostrophe(text: str) -> str:
    """Drop the apostrophe that keeps a text from being run as a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in LIVE_START else text


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet program would run (formula injection)."""
    return f"'{text}" if text.startswith(LIVE_START) else text


def nip_from_cell(value: Any) -> str:
    """Return the eighteen digits of a NIP cell, or "" when it is empty.

    Raises `NipNotText` for a number or 1.99E+17, else `InvalidNip` with its code (Perka BKN 22/2007).
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise NipNotText("digits", "The cell holds a number.")
    text = unicodedata.normalize("NFKC", clean_text(value)).strip(QUOTES + " ")
    text = NIP_LABEL.sub("", text).strip(QUOTES + " ")
    if not text:
        return ""
    if SPREADSHEET_NUMBER.fullmatch(text.replace(" ", "")):
        raise NipNotText("digits", "The cell holds a number that was turned into text.")
    return parse_nip(BETWEEN_DIGITS.sub("", text)).digits


def nip_inside(text: str) -> tuple[str, str]:
    """Split "Budi Santoso / NIP 1985..." into the name and what stands for the NIP."""
    found = re.search(r"(?:nip\b[.:\s]*)?((?:\d[\s.]*){8,})$", text, re.IGNORECASE)
    if not found:
        return text, ""
    return text[: found.start()].strip(" /\n-,"), found[1].strip()


def yes_or_no(value: Any) -> bool | None:
    """Return what a yes-or-no cell says, None when it says nothing; other words raise ValueError."""
    text = clean_text(value).lower().strip(". ")
    if not text:
        return None
    if text in YES or text in NO:
        return text in YES
    raise ValueError(text)


def sex_from_cell(value: Any) -> str:
    """Return M or F for L/P as offices write it, "" when empty; other words raise ValueError."""
    text = re.sub(r"[\s\-./]+", " ", clean_text(value).lower()).strip()
    if not text:
        return ""
    if text in MALE or text in FEMALE:
        return "M" if text in MALE else "F"
    raise ValueError(text)


def phone_from_cell(value: Any) -> str:
    """Return a phone number with digits and a leading plus only; a lost leading zero is put back."""
    text = re.sub(r"[^\d+]", "", clean_text(plain(value).partition("/")[0]))
    return f"0{text}" if text.startswith("8") and 9 <= len(text) <= 13 else text
