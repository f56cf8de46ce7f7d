"""Which words were added to a text, and which were taken away."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

WORDS: Final = re.compile(r"\s*\S+|\s+$")
ALIKE: Final = 0.4  # below this, the texts have too little in common to be read as one


class Change(Enum):
    """What happened to a piece of text."""

    SAME = "SAME"
    ADDED = "ADDED"
    REMOVED = "REMOVED"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that share one fate."""

    change: Change
    text: str

    @property
    def lead(self) -> str:
        """Return the blanks before the words, which carry no mark."""
        return self.text[: len(self.text) - len(self.words)]

    @property
    def words(self) -> str:
        """Return the words without the blanks before them."""
        return self.text.lstrip()


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one, word by word; removed words stand before those that replace them."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return (*spoken(Change.REMOVED, old), *spoken(Change.ADDED, new))
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(old[first:last])))
            continue
        pieces += spoken(Change.REMOVED, old[first:last]) + spoken(Change.ADDED, new[start:end])
    return tuple(pieces)


def spoken(change: Change, words: list[str]) -> list[Piece]:
    """Return words as a piece, or nothing."""
    return [Piece(change, "".join(words))] if words else []


def pairs(before: list[str], after: list[str]) -> list[tuple[int | None, int | None]]:
    """Return which row of one list stands where in another: (old place, new place), either may lack."""
    found: list[tuple[int | None, int | None]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            found += zip(range(first, last), range(start, end), strict=True)
            continue
        both = min(last - first, end - start)
        found += [(first + step, start + step) for step in range(both)]
        found += [(place, None) for place in range(first + both, last)]
        found += [(None, place) for place in range(start + both, end)]
    return found
