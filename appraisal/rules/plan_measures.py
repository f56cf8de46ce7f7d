"""Whether a planned result is measured by numbers and in words.

A cycle may ask for both (product.md section 2, template T3: indicators quantitative and
qualitative). The numbers and the words may stand in one indicator or in two.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS: Final = 2  # "12 dokumen" is a number with its unit, not a description


@dataclass(frozen=True, slots=True)
class MeasuredTarget:
    """The target of one indicator."""

    text: str
    has_number: bool


@dataclass(frozen=True, slots=True)
class MissingMeasures:
    """Which kind of measure a result lacks."""

    number: bool
    words: bool


def missing_measures(targets: Iterable[MeasuredTarget]) -> MissingMeasures:
    """Return what a result still lacks where both kinds of measure are asked for."""
    rows = list(targets)
    return MissingMeasures(
        number=not any(row.has_number for row in rows),
        words=not any(describes(row.text) for row in rows),
    )


def describes(text: str) -> bool:
    """Tell whether a target says in words what is expected."""
    return len(WORD.findall(text)) >= FEWEST_WORDS
