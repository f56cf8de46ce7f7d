"""Patterns in what one supervisor decided, to be put as questions; none of them is a fault.

The same level for everybody may be true. It may also come from habit: a view of the whole person
that colours every competency, a shyness of both ends of the scale, words used twice. So each pattern
carries what a question needs and nothing is scored, ranked or blocked (PermenPANRB 6/2022, p. 94-97:
the supervisor decides). Below three people nothing is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

FEWEST_PEOPLE: Final = 3
FEWEST_PAIRS: Final = 9  # comparisons from which a share says something
NEARLY_ALL: Final = Decimal("0.95")
FAR: Final = Decimal("0.75")  # levels between two views on average
LONG_ENOUGH: Final = 20  # characters from which the same words are no coincidence


class PatternCode(StrEnum):
    """What is unusual."""

    SAME_RATING = "same_rating"
    SAME_LEVEL = "same_level"
    FLAT_PROFILE = "flat_profile"
    AS_THEY_SAW = "as_they_saw"
    AT_STANDARD = "at_standard"
    BELOW_SELF = "below_self"
    ABOVE_SELF = "above_self"
    SAME_WORDS = "same_words"


@dataclass(frozen=True, slots=True)
class Rated:
    """What was decided about one person: levels by competency, the two other views, the words."""

    name: str
    rating: str
    levels: Mapping[str, int] = field(default_factory=dict)
    standards: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[str, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    key: int = 0  # tells people of one name apart


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: whom or what it concerns, how many of how many, and a value where there is one."""

    code: PatternCode
    count: int
    total: int
    subjects: tuple[str, ...] = ()
    value: str | Decimal = ""
    keys: tuple[int, ...] = ()  # of the people, where it is people that are named


def team_patterns(people: Sequence[Rated]) -> list[Pattern]:
    """List what is unusual in the decisions about a team; empty for fewer than three people."""
    if len(people) < FEWEST_PEOPLE:
        return []
    found = (
        _same_rating(people),
        _same_level(people),
        _flat_profiles(people),
        _as_they_saw(people),
        _at_standard(people),
        _away_from_self(people),
        *_same_words(people),
    )
    return [pattern for pattern in found if pattern is not None]


def _same_rating(people: Sequence[Rated]) -> Pattern | None:
    ratings = {person.rating for person in people}
    if len(ratings) > 1:
        return None
    return Pattern(PatternCode.SAME_RATING, len(people), len(people), value=ratings.pop())


def _same_level(people: Sequence[Rated]) -> Pattern | None:
    """Name the competencies in which at least three people were rated, all on one level."""
    codes = dict.fromkeys(code for person in people for code in person.levels)
    found = {}
    for code in codes:
        levels = [person.levels[code] for person in people if code in person.levels]
        if len(levels) >= FEWEST_PEOPLE and len(set(levels)) == 1:
            found[code] = levels[0]
    if not found:
        return None
    one = str(next(iter(found.values()))) if len(set(found.values())) == 1 else ""
    return Pattern(PatternCode.SAME_LEVEL, len(found), len(codes), tuple(found), one)


def _flat_profiles(people: Sequence[Rated]) -> Pattern | None:
    """Name the people whose five or more competencies all stand on one level, whatever the standard."""
    flat = [p for p in people if len(p.levels) >= 5 and len(set(p.levels.values())) == 1]
    return _of_people(PatternCode.FLAT_PROFILE, flat, len(people)) if flat else None


def _of_people(code: PatternCode, found: Sequence[Rated], total: int, value: str = "") -> Pattern:
    names, keys = tuple(p.name for p in found), tuple(p.key for p in found)
    return Pattern(code, len(found), total, names, value, keys)


def _as_they_saw(people: Sequence[Rated]) -> Pattern | None:
    return _nearly_all(PatternCode.AS_THEY_SAW, _differences(people, "own"))


def _at_standard(people: Sequence[Rated]) -> Pattern | None:
    return _nearly_all(PatternCode.AT_STANDARD, _differences(people, "standards"))


def _nearly_all(code: PatternCode, differences: Sequence[int]) -> Pattern | None:
    equal, total = differences.count(0), len(differences)
    if total < FEWEST_PAIRS or equal < NEARLY_ALL * total:
        return None
    return Pattern(code, equal, total)


def _away_from_self(people: Sequence[Rated]) -> Pattern | None:
    """Tell whether the supervisor sees the team on average far from how it sees itself."""
    differences = _differences(people, "own")
    if len(differences) < FEWEST_PAIRS:
        return None
    mean = Decimal(sum(differences)) / len(differences)
    if abs(mean) < FAR:
        return None
    code = PatternCode.BELOW_SELF if mean < 0 else PatternCode.ABOVE_SELF
    return Pattern(code, len(differences), len(differences), value=abs(mean))


def _differences(people: Iterable[Rated], other: str) -> list[int]:
    """Return level minus the other view, for every competency that has both."""
    return [
        level - getattr(person, other)[code]
        for person in people
        for code, level in person.levels.items()
        if code in getattr(person, other)
    ]


def _same_words(people: Sequence[Rated]) -> list[Pattern]:
    """Name the people who read one text, case and spaces apart; a group inside another adds nothing."""
    found: list[tuple[set[int], str]] = []
    for text, places in _shared_texts(people):
        if not any(places <= known for known, _text in found):
            found.append((places, text))
    return [
        _of_people(PatternCode.SAME_WORDS, [people[i] for i in sorted(places)], len(people), text)
        for places, text in found
    ]


def _shared_texts(people: Sequence[Rated]) -> list[tuple[str, set[int]]]:
    """Return (text as first written, places of its readers) of texts used twice, the commonest first."""
    readers: dict[str, set[int]] = {}
    written: dict[str, str] = {}
    for place, person in enumerate(people):
        for text in filter(_is_long, person.words):
            readers.setdefault(_plain(text), set()).add(place)
            written.setdefault(_plain(text), text)
    twice = [(written[plain], places) for plain, places in readers.items() if len(places) > 1]
    return sorted(twice, key=lambda row: -len(row[1]))


def _is_long(text: str) -> bool:
    return len(_plain(text)) >= LONG_ENOUGH


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
