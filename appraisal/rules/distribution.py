"""The pattern of predikat that an organisation's achievement makes likely: a guide that warns.

PermenPANRB 6/2022 (p. 94-97) gives the pattern as guidance; SE MenPANRB 3/2023 puts percentages to
it. Neither is a quota: a warning asks the supervisor for a written reason and blocks nothing. The
percentages are known from a secondary report, so they are dated data that an agency may replace.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from .quadrant import PerformanceRating

VERY_GOOD, GOOD, NEEDS_IMPROVEMENT, POOR, VERY_POOR = PerformanceRating


class OrganisationAchievement(StrEnum):
    """The capaian kinerja organisasi of the unit that the supervisor leads (p. 92-94)."""

    OUTSTANDING = "OUTSTANDING"
    GOOD = "GOOD"
    NEEDS_IMPROVEMENT = "NEEDS_IMPROVEMENT"
    POOR = "POOR"
    VERY_POOR = "VERY_POOR"


class WarningCode(StrEnum):
    """What is unusual about a share of the people counted."""

    ABOVE_MAXIMUM = "above_maximum"
    BELOW_MINIMUM = "below_minimum"
    NONE_PRESENT = "none_present"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True, slots=True)
class DistributionRule:
    """One line of a guide: the share in percent of all `ratings` together, and its limit."""

    code: WarningCode
    ratings: tuple[PerformanceRating, ...]
    limit: Decimal

    def is_kept(self, count: int, total: int) -> bool:
        """Compare on whole counts, so that no rounding decides ("max 70%" includes 70%)."""
        share, limit = count * 100, self.limit * total
        if self.code is WarningCode.BELOW_MINIMUM:
            return share >= limit
        if self.code is WarningCode.NONE_PRESENT:
            return share > limit
        return share <= limit


@dataclass(frozen=True, slots=True)
class DistributionGuide:
    """A dated guide; a unit of up to `counts_only_up_to` people is not measured in percent."""

    name: str
    effective_from: date
    counts_only_up_to: int
    rules: Mapping[OrganisationAchievement, tuple[DistributionRule, ...]]


@dataclass(frozen=True, slots=True)
class DistributionWarning:
    """An unusual share; `limit` and `actual` are percentages of the people counted.

    Where the guide speaks of several predikat together, `rating` is the one it names first and
    `together_with` holds the others; `actual` is their joint share.
    """

    code: WarningCode
    rating: PerformanceRating
    limit: Decimal
    actual: Decimal
    together_with: tuple[PerformanceRating, ...] = ()


def _at_most(percent: int, rating: PerformanceRating) -> DistributionRule:
    return DistributionRule(WarningCode.ABOVE_MAXIMUM, (rating,), Decimal(percent))


def _at_least(percent: int, *ratings: PerformanceRating) -> DistributionRule:
    return DistributionRule(WarningCode.BELOW_MINIMUM, ratings, Decimal(percent))


def _some(*ratings: PerformanceRating) -> DistributionRule:
    return DistributionRule(WarningCode.NONE_PRESENT, ratings, Decimal(0))


def _none(rating: PerformanceRating) -> DistributionRule:
    return DistributionRule(WarningCode.NOT_EXPECTED, (rating,), Decimal(0))


SE_3_2023: Final = DistributionGuide(
    name="SE MenPANRB 3/2023",
    effective_from=date(2023, 1, 31),
    counts_only_up_to=5,
    rules=MappingProxyType(
        {
            OrganisationAchievement.OUTSTANDING: (_at_most(70, VERY_GOOD),),
            OrganisationAchievement.GOOD: (_at_most(70, GOOD), _some(NEEDS_IMPROVEMENT, POOR)),
            OrganisationAchievement.NEEDS_IMPROVEMENT: (
                _at_least(60, NEEDS_IMPROVEMENT),
                _at_most(10, VERY_GOOD),
            ),
            OrganisationAchievement.POOR: (
                _at_least(60, POOR),
                _at_least(10, NEEDS_IMPROVEMENT),
                _at_most(10, VERY_GOOD),
            ),
            OrganisationAchievement.VERY_POOR: (
                _at_least(60, VERY_POOR),
                _at_least(10, POOR, NEEDS_IMPROVEMENT),
                _none(VERY_GOOD),
            ),
        }
    ),
)


def distribution_warnings(
    achievement: OrganisationAchievement,
    counts: Mapping[PerformanceRating, int],
    guide: DistributionGuide = SE_3_2023,
) -> list[DistributionWarning]:
    """List what is unusual about `counts` (people per predikat) beside the organisation's value.

    Empty when nothing is unusual, when nobody is counted, and for a unit of so few people that a
    percentage says nothing (1 to 5 in SE 3/2023): show its counts alone. A predikat that is left
    out counts nobody. Raises ValueError naming an unknown achievement or predikat, or a count that
    is negative or no whole number (PermenPANRB 6/2022, p. 94-97; SE MenPANRB 3/2023).
    """
    rules = guide.rules.get(_achievement(achievement), ())
    people = {_rating(rating): _count(rating, count) for rating, count in counts.items()}
    total = sum(people.values())
    if total <= guide.counts_only_up_to:
        return []
    shares = ((rule, sum(people.get(rating, 0) for rating in rule.ratings)) for rule in rules)
    return [
        _warning(rule, count, total) for rule, count in shares if not rule.is_kept(count, total)
    ]


def _warning(rule: DistributionRule, count: int, total: int) -> DistributionWarning:
    rating, *others = rule.ratings
    actual = Decimal(count * 100) / total
    return DistributionWarning(rule.code, rating, rule.limit, actual, tuple(others))


def _achievement(value: OrganisationAchievement) -> OrganisationAchievement:
    try:
        return OrganisationAchievement(value)
    except ValueError:
        raise ValueError(f"achievement {value!r} is unknown") from None


def _rating(value: PerformanceRating) -> PerformanceRating:
    try:
        return PerformanceRating(value)
    except ValueError:
        raise ValueError(f"counts names the unknown predikat {value!r}") from None


def _count(rating: PerformanceRating, value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"counts of {rating} must be a whole number from 0 up, not {value!r}")
    return value
