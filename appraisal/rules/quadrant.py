"""The performance quadrant: two ratings give the predikat (PermenPANRB 6/2022, p. 99-103).

No number, weight or quota enters: the supervisor judges results and behaviour, and a fixed table
of nine cells gives the rest. The table is the same for a period (p. 99-100) and for the year
(p. 102-103).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

RULE_VERSION: Final = "permenpanrb-6-2022/1"


class Expectation(StrEnum):
    """The rating of results or of behaviour (PermenPANRB 6/2022, p. 97-98 and 100-102)."""

    ABOVE = "ABOVE"
    MEETS = "MEETS"
    BELOW = "BELOW"


class PerformanceRating(StrEnum):
    """The predikat kinerja, best first (PermenPANRB 6/2022, p. 99-100 and 103)."""

    VERY_GOOD = "VERY_GOOD"
    GOOD = "GOOD"
    NEEDS_IMPROVEMENT = "NEEDS_IMPROVEMENT"
    POOR = "POOR"
    VERY_POOR = "VERY_POOR"


Cell = tuple[Expectation, Expectation]

QUADRANT: Final[Mapping[Cell, PerformanceRating]] = MappingProxyType(
    {
        (Expectation.ABOVE, Expectation.ABOVE): PerformanceRating.VERY_GOOD,
        (Expectation.ABOVE, Expectation.MEETS): PerformanceRating.GOOD,
        (Expectation.ABOVE, Expectation.BELOW): PerformanceRating.POOR,
        (Expectation.MEETS, Expectation.ABOVE): PerformanceRating.GOOD,
        (Expectation.MEETS, Expectation.MEETS): PerformanceRating.GOOD,
        (Expectation.MEETS, Expectation.BELOW): PerformanceRating.POOR,
        (Expectation.BELOW, Expectation.ABOVE): PerformanceRating.NEEDS_IMPROVEMENT,
        (Expectation.BELOW, Expectation.MEETS): PerformanceRating.NEEDS_IMPROVEMENT,
        (Expectation.BELOW, Expectation.BELOW): PerformanceRating.VERY_POOR,
    }
)
"""(rating of results, rating of behaviour) -> predikat; mind the order, it is not symmetric."""


def performance_rating(results: Expectation, behaviour: Expectation) -> PerformanceRating:
    """Look up the predikat of the two ratings; a stored value such as "ABOVE" is understood.

    Raises ValueError naming the argument that is no rating (PermenPANRB 6/2022, ps. 24-25 and
    p. 99-103).
    """
    return QUADRANT[_expectation(results, "results"), _expectation(behaviour, "behaviour")]


def _expectation(value: Expectation, name: str) -> Expectation:
    try:
        return Expectation(value)
    except ValueError:
        known = ", ".join(Expectation)
        raise ValueError(f"{name} must be one of {known}, not {value!r}") from None
