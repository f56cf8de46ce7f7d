"""The supervisor's evaluation value of form B.1.9 (PermenPANRB 6/2022, p. 84-85).

The value 1 to 5 is relative to the standard of the person's post: 3 meets the standard. It is not
the competency level 1 to 5 of PermenPANRB 38/2017, and the two never share a field. The indicators
counted are those of the standard level.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

VALUE_LABELS: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "Sangat Kurang",
        2: "Kurang memadai",
        3: "Memadai",
        4: "Diatas Memadai",
        5: "Istimewa",
    }
)
"""The words of form B.1.9 for each value, as printed (p. 84-85)."""


class Beyond(StrEnum):
    """Behaviour seen beyond the level of the post's standard (p. 85)."""

    NONE = "NONE"
    ABOVE_LEVEL = "ABOVE_LEVEL"
    FAR_ABOVE = "FAR_ABOVE"


_ALL_MET: Final[Mapping[Beyond, int]] = MappingProxyType(
    {Beyond.NONE: 3, Beyond.ABOVE_LEVEL: 4, Beyond.FAR_ABOVE: 5}
)


def evaluation_value(
    indicators_met: int, beyond: Beyond = Beyond.NONE, indicators_total: int = 3
) -> int:
    """Return the value 1 to 5: no indicator met 1, some 2, all 3, beyond the level 4, far beyond 5.

    Behaviour beyond the level belongs to values 4 and 5, which need every indicator: with one
    missing it is refused. Raises ValueError naming a total below 1, a number met outside 0 to the
    total, an unknown `beyond`, or one given too early (PermenPANRB 6/2022, p. 84-85).
    """
    total = _whole(indicators_total, "indicators_total", lowest=1)
    met = _whole(indicators_met, "indicators_met", lowest=0)
    if met > total:
        raise ValueError(f"indicators_met is {met}, more than the {total} there are")
    known = _beyond(beyond)
    if met == total:
        return _ALL_MET[known]
    if known is not Beyond.NONE:
        raise ValueError(f"beyond is {known} although only {met} of {total} indicators are met")
    return 2 if met else 1


def _whole(value: int, name: str, *, lowest: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < lowest:
        raise ValueError(f"{name} must be a whole number from {lowest} up, not {value!r}")
    return value


def _beyond(value: Beyond) -> Beyond:
    try:
        return Beyond(value)
    except ValueError:
        raise ValueError(f"beyond must be one of {', '.join(Beyond)}, not {value!r}") from None
