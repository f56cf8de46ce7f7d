"""Ranks as offices write them: "Penata (III/c)", "III c", "Penata Muda Tk. I", and grades of PPPK."""

import re

from accounts.rules.ranks import PPPK_GRADES, RANKS

ROMAN = ("I", "II", "III", "IV")
WITH_LETTER = re.compile(
    r"(?<![A-Za-z])(IV|I{1,3})\s*[/\\.\-–,]?\s*\(?([a-e])(?![A-Za-z])", re.IGNORECASE
)
WITH_DIGIT = re.compile(r"(?<!\d)([1-4])\s*[/\\.\-]?\s*([a-e])(?![A-Za-z])", re.IGNORECASE)
GRADE = re.compile(
    r"^(?:gol(?:ongan)?\.?|pppk)?\s*[-/]?\s*(?:gol(?:ongan)?\.?)?\s*([IVX]+|\d{1,2})$",
    re.IGNORECASE,
)


def read_rank(text: str) -> str:
    """Return a rank of performance.md 9.2 ("III/c") or a grade of PPPK ("IX"); else ValueError."""
    for pattern, number in ((WITH_LETTER, str.upper), (WITH_DIGIT, lambda d: ROMAN[int(d) - 1])):
        found = [f"{number(one[1])}/{one[2].lower()}" for one in pattern.finditer(text)]
        if found and found[-1] in RANKS:
            return found[-1]
    return by_name(text) or by_grade(text)


def by_name(text: str) -> str:
    """Return the rank with this title, or nothing."""
    wanted = plain_title(text)
    return next((rank for rank, title in RANKS.items() if plain_title(title) == wanted), "")


def plain_title(text: str) -> str:
    """Return a title without the ways in which offices shorten it."""
    words = re.sub(r"[^a-z0-9]+", " ", text.lower()).replace("tingkat", "tk")
    return re.sub(r"\btk ?(i|1)\b", "tk 1", words).strip()


def by_grade(text: str) -> str:
    """Return a grade of PPPK, also from an Arabic number; other texts raise ValueError."""
    found = GRADE.fullmatch(text.strip())
    if found and found[1].isdigit() and 1 <= int(found[1]) <= len(PPPK_GRADES):
        return PPPK_GRADES[int(found[1]) - 1]
    if found and found[1].upper() in PPPK_GRADES:
        return found[1].upper()
    raise ValueError(text)
