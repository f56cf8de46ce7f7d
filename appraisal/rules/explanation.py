"""Why a result is what it is: told in plain Indonesian, stored, and replayed years later.

The predikat is looked up in the quadrant (PermenPANRB 6/2022, ps. 23-25 and p. 99-103), so a full
explanation is short: the two ratings, the cell they meet in, what one other rating would have
given, and what never entered. `trace` is what is frozen with a result; `recompute` replays it
under the rule version it was made with.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from .labels import (
    BEHAVIOUR_GUIDE,
    EXPECTATION_PRINT,
    EXPECTATION_SCREEN,
    RATING_PRINT,
    RATING_SCREEN,
    RESULTS_GUIDE,
)
from .quadrant import RULE_VERSION, Expectation, PerformanceRating, performance_rating

RULE: Final = "appraisal.rules.quadrant"
SOURCE: Final = "PermenPANRB 6/2022, halaman 99-103"
RULES: Final[Mapping[str, Callable[[Expectation, Expectation], PerformanceRating]]] = (
    MappingProxyType({RULE_VERSION: performance_rating})
)
"""Every rule version ever used in a result; a version is added and never taken away."""

NOT_COUNTED: Final = (
    "Predikat ini tidak dihitung dari angka, bobot, atau kuota.",
    "Capaian target, level kompetensi, umpan balik, dan survei adalah bahan pertimbangan.",
    "Tidak satu pun dari bahan itu mengubah predikat dengan sendirinya.",
    "Pola distribusi predikat hanya panduan, bukan jatah.",
)


class UnknownRuleVersion(ValueError):  # noqa: N818 - named as InvalidNip is
    """The trace was made under a rule version that this program does not know."""


class Topic(StrEnum):
    """What a sentence is about, so that a page can set headings."""

    RATINGS = "ratings"
    GUIDE = "guide"
    CELL = "cell"
    OTHERWISE = "otherwise"
    NOT_COUNTED = "not_counted"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an explanation."""

    topic: Topic
    text: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """The predikat that another single rating (`axis` is results or behaviour) would give."""

    axis: str
    expectation: Expectation
    rating: PerformanceRating


@dataclass(frozen=True, slots=True)
class Explanation:
    """Rule version, inputs and output of a result, with sentences for screen and for paper."""

    rule_version: str
    results: Expectation
    behaviour: Expectation
    rating: PerformanceRating
    alternatives: tuple[Alternative, ...]
    screen: tuple[Sentence, ...]
    paper: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    expectation: Mapping[Expectation, str]
    rating: Mapping[PerformanceRating, str]


SCREEN: Final = _Words(
    {rating: label.lower() for rating, label in EXPECTATION_SCREEN.items()}, RATING_SCREEN
)
PAPER: Final = _Words(EXPECTATION_PRINT, RATING_PRINT)
AXES: Final[Mapping[str, str]] = MappingProxyType(
    {"results": "hasil kerja", "behaviour": "perilaku kerja"}
)


def explain(results: Expectation, behaviour: Expectation) -> Explanation:
    """Tell why the two ratings give their predikat, under the rule in force.

    Raises ValueError naming the argument that is no rating (PermenPANRB 6/2022, p. 97-103).
    """
    rating = performance_rating(results, behaviour)
    cell = (Expectation(results), Expectation(behaviour))
    others = _alternatives(*cell)
    return Explanation(
        rule_version=RULE_VERSION,
        results=cell[0],
        behaviour=cell[1],
        rating=rating,
        alternatives=others,
        screen=_sentences(*cell, rating, others, SCREEN),
        paper=_sentences(*cell, rating, others, PAPER),
    )


def trace(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as plain JSON values, to be frozen with the result."""
    return {
        "rule": RULE,
        "rule_version": explanation.rule_version,
        "source": SOURCE,
        "inputs": {
            "results": explanation.results.value,
            "behaviour": explanation.behaviour.value,
        },
        "output": explanation.rating.value,
        "screen": [_plain(sentence) for sentence in explanation.screen],
        "paper": [_plain(sentence) for sentence in explanation.paper],
    }


def recompute(trace: Mapping[str, Any]) -> PerformanceRating:
    """Replay a stored trace under its own rule version and return the predikat it gives.

    The stored output is not read: compare it with the answer. Raises `UnknownRuleVersion` for a
    version that is not in `RULES`, and ValueError when an input is missing or no rating.
    """
    version = str(trace.get("rule_version"))
    if version not in RULES:
        raise UnknownRuleVersion(f"rule_version {version!r} is unknown")
    try:
        inputs = trace["inputs"]
        ratings = inputs["results"], inputs["behaviour"]
    except (KeyError, TypeError):
        raise ValueError("the trace holds no inputs named results and behaviour") from None
    return RULES[version](*ratings)


def _plain(sentence: Sentence) -> dict[str, str]:
    return {"topic": sentence.topic.value, "text": sentence.text}


def _alternatives(results: Expectation, behaviour: Expectation) -> tuple[Alternative, ...]:
    cells = [("results", other, (other, behaviour)) for other in Expectation if other != results]
    cells += [("behaviour", other, (results, other)) for other in Expectation if other != behaviour]
    return tuple(Alternative(axis, to, performance_rating(*cell)) for axis, to, cell in cells)


def _sentences(
    results: Expectation,
    behaviour: Expectation,
    rating: PerformanceRating,
    others: tuple[Alternative, ...],
    words: _Words,
) -> tuple[Sentence, ...]:
    y, x = words.expectation[results], words.expectation[behaviour]
    return (
        Sentence(Topic.RATINGS, f"Pejabat penilai kinerja menilai hasil kerja: {y}."),
        Sentence(Topic.RATINGS, f"Pejabat penilai kinerja menilai perilaku kerja: {x}."),
        Sentence(Topic.GUIDE, _guide("hasil kerja", y, RESULTS_GUIDE[results])),
        Sentence(Topic.GUIDE, _guide("perilaku kerja", x, BEHAVIOUR_GUIDE[behaviour])),
        Sentence(Topic.CELL, _cell(y, x, words.rating[rating])),
        *(Sentence(Topic.OTHERWISE, _otherwise(other, rating, words)) for other in others),
        *(Sentence(Topic.NOT_COUNTED, text) for text in NOT_COUNTED),
        Sentence(Topic.SOURCE, f"Dasar: {SOURCE}."),
    )


def _guide(axis: str, expectation: str, guide: str) -> str:
    return f"Contoh panduan (halaman 97-102) untuk {axis} {expectation}: {guide}."


def _cell(results: str, behaviour: str, rating: str) -> str:
    return (
        f"Pada kuadran kinerja, hasil kerja {results} dan perilaku kerja {behaviour} "
        f"bertemu di kotak {rating}. Itulah predikatnya."
    )


def _otherwise(other: Alternative, rating: PerformanceRating, words: _Words) -> str:
    becomes = "tetap" if other.rating == rating else "menjadi"
    return (
        f"Bila {AXES[other.axis]} dinilai {words.expectation[other.expectation]}, "
        f"predikatnya {becomes} {words.rating[other.rating]}."
    )
