"""Job person match: levels reached beside the standard of a post (Peraturan BKN 26/2019).

JPM is a ratio of sums. A surplus in one competency may hide a gap in another, so the capped figure
(our proposal, not a rule) and the gap of each competency stand beside it. A supervisor's own mark
is no BKN assessment: its figure is shown for development and never decides a promotion.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

LOWEST_LEVEL = 0  # below level 1
HIGHEST_LEVEL = 5
EXACT = Context(prec=28)

Purpose = Literal["FILLING", "MAPPING"]


class MatchCategory(StrEnum):
    """MEETS, STILL_MEETS, BELOW belong to filling a post; the OPTIMAL ones to mapping."""

    MEETS = "MEETS"
    STILL_MEETS = "STILL_MEETS"
    BELOW = "BELOW"
    OPTIMAL = "OPTIMAL"
    FAIRLY_OPTIMAL = "FAIRLY_OPTIMAL"
    LESS_OPTIMAL = "LESS_OPTIMAL"


@dataclass(frozen=True, slots=True)
class JobMatch:
    """The match in percent: `raw` lets a surplus make up for a gap, `capped` does not."""

    raw: Decimal
    capped: Decimal


Bands = tuple[tuple[Decimal, MatchCategory], ...]

CATEGORY_BANDS: Final[Mapping[str, Bands]] = MappingProxyType(
    {
        "FILLING": (
            (Decimal(80), MatchCategory.MEETS),
            (Decimal(68), MatchCategory.STILL_MEETS),
            (Decimal(0), MatchCategory.BELOW),
        ),
        "MAPPING": (
            (Decimal(90), MatchCategory.OPTIMAL),
            (Decimal(78), MatchCategory.FAIRLY_OPTIMAL),
            (Decimal(0), MatchCategory.LESS_OPTIMAL),
        ),
    }
)
"""For each purpose the lowest percentage of each category, best first (Peraturan BKN 26/2019)."""


def job_person_match(levels: Mapping[str, int], standards: Mapping[str, int]) -> JobMatch:
    """Return reached / standard x 100 over the competencies of the post, raw and capped, unrounded.

    A level of a competency that the post does not ask for is left out. Raises ValueError naming the
    competency whose level is missing or outside 0 to 5, or whose standard is outside 1 to 5, and
    when no standard is given (Peraturan BKN 26/2019, form "metode sederhana").
    """
    reached = _reached(levels, standards)
    asked = sum(standards.values())
    met = sum(min(level, standards[code]) for code, level in reached.items())
    return JobMatch(raw=_percent(sum(reached.values()), asked), capped=_percent(met, asked))


def competency_gaps(levels: Mapping[str, int], standards: Mapping[str, int]) -> dict[str, int]:
    """Return reached - standard for each competency of the post; below zero is a gap.

    Order and errors are those of the standards and of `job_person_match` (Peraturan BKN 26/2019).
    """
    reached = _reached(levels, standards)
    return {code: level - standards[code] for code, level in reached.items()}


def match_category(percent: Decimal, purpose: Purpose) -> MatchCategory:
    """Return the category of an unrounded percentage for "FILLING" a post or "MAPPING" talent.

    Raises ValueError when `percent` is no Decimal or below 0, or the purpose is unknown (Peraturan
    BKN 26/2019: filling 80 and 68, mapping 90 and 78).
    """
    if purpose not in CATEGORY_BANDS:
        raise ValueError(f"purpose must be FILLING or MAPPING, not {purpose!r}")
    if not isinstance(percent, Decimal | int) or not Decimal(percent).is_finite() or percent < 0:
        raise ValueError(f"percent must be a Decimal from 0 up, not {percent!r}")
    return next(category for lowest, category in CATEGORY_BANDS[purpose] if percent >= lowest)


def _percent(part: int, whole: int) -> Decimal:
    return EXACT.divide(Decimal(part * 100), Decimal(whole))


def _reached(levels: Mapping[str, int], standards: Mapping[str, int]) -> dict[str, int]:
    if not standards:
        raise ValueError("standards is empty: a post without standards has no match")
    for code, standard in standards.items():
        _check(standard, f"the standard of {code}", lowest=1)
        if code not in levels:
            raise ValueError(f"the level of {code} is missing")
        _check(levels[code], f"the level of {code}", lowest=LOWEST_LEVEL)
    return {code: levels[code] for code in standards}


def _check(value: int, name: str, *, lowest: int) -> None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or not lowest <= value <= HIGHEST_LEVEL:
        raise ValueError(
            f"{name} must be a whole number {lowest} to {HIGHEST_LEVEL}, not {value!r}"
        )
