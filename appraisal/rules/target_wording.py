"""What makes a planned result or its target vague, and so hard to check together.

PermenPANRB 6/2022, article 9 and page 51: a result is an outcome, an output or a service, not an
activity; a target is specific, measurable, realistic, bound to a time, and ideally not absolute.
This helps with the words and never blocks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from appraisal.rules.plan_wording import absolute_words, names_a_number

ACTIVITY_VERBS: Final = (
    "melaksanakan",
    "melakukan",
    "mengikuti",
    "menghadiri",
    "membantu",
    "mendukung",
    "berpartisipasi",
    "mengoordinasikan",
    "mengkoordinasikan",
    "memfasilitasi",
    "menjalankan",
    "mengerjakan",
    "terlaksananya",
)
VAGUE_WORDS: Final = (
    "optimal",
    "maksimal",
    "sebaik-baiknya",
    "seoptimal mungkin",
    "dengan baik",
    "dengan lancar",
    "lancar",
    "memadai",
    "secukupnya",
    "seperlunya",
    "sesuai kebutuhan",
    "beberapa",
    "sebagian besar",
    "berkala",
    "secara rutin",
    "segera",
    "tepat waktu",
)
WHOLE: Final = re.compile(r"(?<![\d.,])100(?:[.,]0+)?\s*(?:%|persen\b)", re.IGNORECASE)
MONTHS: Final = (
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
)
SPAN: Final = re.compile(
    rf"\d\s*(?:hari|jam|menit|minggu|bulan)\b|\btanggal\s+\d|\b(?:{MONTHS}|triwulan|semester)\b",
    re.IGNORECASE,
)
ON_TIME: Final = "tepat waktu"
TIMED: Final = re.compile(rf"\d|\b(?:{MONTHS}|triwulan|semester)\b", re.IGNORECASE)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, whole; longer ones first."""
    ordered = sorted(words, key=len, reverse=True)
    found = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return re.compile(rf"(?<![\w-])({found})(?![\w-])", re.IGNORECASE)


ACTIVITY: Final = re.compile(rf"\W*({'|'.join(ACTIVITY_VERBS)})\b", re.IGNORECASE)
VAGUE: Final = any_of(VAGUE_WORDS)


class Vagueness(Enum):
    """Why a word or a target is hard to check."""

    ACTIVITY = "ACTIVITY"  # a result that begins with a verb of doing
    ABSOLUTE = "ABSOLUTE"  # semua, selalu, tidak pernah, setiap
    WHOLE = "WHOLE"  # a target of 100 percent
    VAGUE = "VAGUE"  # optimal, tepat waktu, beberapa: two people read it differently
    NO_NUMBER = "NO_NUMBER"  # neither number nor date


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that could be easier to measure."""

    kind: Vagueness
    excerpt: str


@dataclass(frozen=True, slots=True)
class Target:
    """What the indicator of a result says."""

    statement: str
    text: str
    has_number: bool = False
    unit: str = ""


def vague_places(statement: str, targets: Iterable[Target]) -> tuple[Finding, ...]:
    """Return what could be easier to measure in a result and its targets (article 9, page 51)."""
    rows = list(targets)
    texts = [statement, *(text for row in rows for text in (row.statement, row.text))]
    clear = {ON_TIME} if any(SPAN.search(text) for text in [*texts, *map(spoken, rows)]) else set()
    found = [
        *activity(statement),
        *(Finding(Vagueness.ABSOLUTE, word) for text in texts for word in absolute_words(text)),
        *(finding for row in rows for finding in whole(row)),
        *(
            Finding(Vagueness.VAGUE, word)
            for text in texts
            for word in vague_words(text)
            if word not in clear
        ),
        *(
            Finding(Vagueness.NO_NUMBER, row.text)
            for row in rows
            if row.text and not row.has_number and not names_a_time_or_number(row.text)
        ),
    ]
    return tuple(dict.fromkeys(found))


def activity(statement: str) -> tuple[Finding, ...]:
    """Return the verb with which a result begins as if it were an activity (article 9)."""
    match = ACTIVITY.match(statement)
    return (Finding(Vagueness.ACTIVITY, match.group(1)),) if match else ()


def vague_words(text: str) -> tuple[str, ...]:
    """Return words that two people read differently; a time beside "tepat waktu" makes it clear."""
    if TIMED.search(text):
        return ()
    found = (" ".join(match.lower().split()) for match in VAGUE.findall(text))
    return tuple(dict.fromkeys(found))


def whole(target: Target) -> tuple[Finding, ...]:
    """Return a target of 100 percent, which leaves no room for one miss (page 51)."""
    match = WHOLE.search(spoken(target))
    return (Finding(Vagueness.WHOLE, match.group(0)),) if match else ()


def spoken(target: Target) -> str:
    """Return a target as one says it: "5 hari kerja"."""
    return f"{target.text} {target.unit}".strip()


def names_a_time_or_number(text: str) -> bool:
    """Tell whether a target holds a number, a month or a quarter, as a measurable one does."""
    return names_a_number(text) or bool(TIMED.search(text))
