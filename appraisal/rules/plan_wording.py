"""What makes a target hard to measure: absolute words, and no number.

PermenPANRB 6/2022, page 51: targets are ideally not absolute (no "semua, selalu, tidak pernah,
setiap"), except where life, injury, national security or a large loss of money is at stake. So
this warns and never blocks.
"""

import re
from typing import Final

ABSOLUTE_WORDS: Final = ("semua", "selalu", "tidak pernah", "setiap")
ABSOLUTE: Final = re.compile(
    r"\b(" + "|".join(word.replace(" ", r"\s+") for word in ABSOLUTE_WORDS) + r")\b", re.IGNORECASE
)


def absolute_words(text: str) -> tuple[str, ...]:
    """Return the absolute words of a text, each once, in their order (page 51)."""
    found = (" ".join(match.lower().split()) for match in ABSOLUTE.findall(text))
    return tuple(dict.fromkeys(found))


def names_a_number(text: str) -> bool:
    """Tell whether a text holds a number, as a measurable target does (page 51)."""
    return any(character.isdigit() for character in text)
