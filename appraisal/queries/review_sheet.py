"""The supervisor's sheet: each question, the employee's answer, and the supervisor's own draft."""

from dataclasses import dataclass
from datetime import datetime

from appraisal.choices import ExpectationMark, NarrativeKind
from appraisal.models import (
    BehaviourAnswer,
    CompetencyClaim,
    Criterion,
    CriterionAnswer,
    Evaluation,
    PlannedResult,
    ResultAnswer,
    SelfAssessment,
)
from appraisal.rules.core_values import CoreValue
from appraisal.rules.explanation import Explanation, explain
from competency.choices import AGREEMENT_SENTENCES, LEVELS, AgreementLabel
from competency.models import Competency, ProficiencyLevel
from competency.rules.agreement import agreement, difference

INDICATORS = (1, 2, 3)
FOCUS_NUMBERS = (1, 2, 3)
FAR_APART = 2  # levels between two views from which an example is asked for


@dataclass(frozen=True, slots=True)
class Field:
    """One draft field: its key, its text and the revision that the page was drawn with."""

    key: str
    value: str = ""
    revision: int = 0
    saved_at: datetime | None = None

    @property
    def name(self):
        """Return the name of the form field."""
        return self.key.replace(".", "-")

    @property
    def text(self):
        """Return the text without space around it."""
        return self.value.strip()

    @property
    def mark(self):
        """Return the text if it is one of the three marks, else nothing."""
        return self.text if self.text in ExpectationMark.values else ""

    @property
    def level(self):
        """Return the level 1 to 5, or None."""
        return int(self.text) if self.text in map(str, LEVELS) else None


@dataclass(frozen=True, slots=True)
class ResultItem:
    """One planned result with its realisation and the supervisor's optional mark."""

    planned_result: PlannedResult
    answer: ResultAnswer | None
    mark: Field
    feedback: Field

    @property
    def is_done(self):
        """Tell whether the supervisor said something about it."""
        return bool(self.mark.mark or self.feedback.text)


@dataclass(frozen=True, slots=True)
class BehaviourItem:
    """One core value with the self-mark, the example and the supervisor's optional mark."""

    value: CoreValue
    expectation: str
    answer: BehaviourAnswer | None
    mark: Field
    feedback: Field

    @property
    def is_done(self):
        """Tell whether the supervisor said something about it."""
        return bool(self.mark.mark or self.feedback.text)


@dataclass(frozen=True, slots=True)
class CriterionItem:
    """One criterion of the cycle with the self-mark, the example and the supervisor's mark."""

    criterion: Criterion
    answer: CriterionAnswer | None
    mark: Field
    feedback: Field

    @property
    def is_done(self):
        """Tell whether the supervisor said something about it."""
        return bool(self.mark.mark or self.feedback.text)


@dataclass(frozen=True)
class CompetencyItem:
    """One competency: standard, the employee's claim, and the level the supervisor observed."""

    competency: Competency
    levels: tuple[ProficiencyLevel, ...]
    standard: int
    own: int | None  # the level that the employee claims, as far as it may be seen
    claim: CompetencyClaim | None
    level: Field
    indicators: Field
    example: Field
    reason: Field

    @property
    def observed(self):
        """Return the level that the supervisor chose, or None."""
        return self.level.level

    @property
    def ticks(self):
        """Return which of the three indicators of the standard's level are ticked."""
        return tuple(n for n in INDICATORS if str(n) in self.indicators.value.split(","))

    @property
    def own_level(self):
        """Return the level of the dictionary that the employee claims, or None."""
        return self.described(self.own)

    @property
    def standard_level(self):
        """Return the level of the dictionary that the post requires."""
        return self.described(self.standard)

    def described(self, number):
        """Return a level of the dictionary by its number."""
        return next((level for level in self.levels if level.level == number), None)

    @property
    def tick_rows(self):
        """Return (number, text, ticked) for the indicators of the standard's level."""
        texts = self.standard_level.indicators if self.standard_level else ()
        return [(n, text, n in self.ticks) for n, text in zip(INDICATORS, texts, strict=False)]

    @property
    def difference(self):
        """Return self - supervisor in levels, or None while one of them is missing."""
        if self.own is None or self.observed is None:
            return None
        return difference(self.own, self.observed)

    @property
    def needs_example(self):
        """Tell whether the two views lie so far apart that an example is asked for."""
        return self.difference is not None and abs(self.difference) >= FAR_APART

    @property
    def needs_reason(self):
        """Tell whether level and ticks disagree: below standard with all, or at it without."""
        if self.observed is None or not self.ticks:
            return False
        all_met = len(self.ticks) == len(INDICATORS)
        return all_met if self.observed < self.standard else not all_met

    @property
    def agreement(self):
        """Return the quadrant of the two views, or None while one of them is missing."""
        if self.own is None or self.observed is None:
            return None
        return AgreementLabel(agreement(self.own, self.observed, self.standard).value)

    @property
    def agreement_sentence(self):
        """Return what the quadrant means."""
        return AGREEMENT_SENTENCES.get(self.agreement, "")

    @property
    def is_begun(self):
        """Tell whether the supervisor wrote anything here."""
        fields = (self.level, self.indicators, self.example, self.reason)
        return any(field.text for field in fields)

    @property
    def is_done(self):
        """Tell whether nothing is missing here."""
        return bool(
            self.observed
            and (self.example.text or not self.needs_example)
            and (self.reason.text or not self.needs_reason)
        )


@dataclass(frozen=True, slots=True)
class FocusItem:
    """One of three lines for a development focus."""

    number: int
    competency: Field
    text: Field


@dataclass(frozen=True)
class ReviewSheet:
    """Everything one supervisor sees and writes about one evaluation."""

    evaluation: Evaluation
    self_assessment: SelfAssessment | None
    narratives: tuple
    results: tuple[ResultItem, ...]
    behaviours: tuple[BehaviourItem, ...]
    criteria: tuple[CriterionItem, ...]
    competencies: tuple[CompetencyItem, ...]
    focuses: tuple[FocusItem, ...]
    overall: dict[str, Field]
    saved_at: datetime | None
    evidence_count: int
    is_blind: bool = False  # the answers open one by one, each with the supervisor's own mark

    @property
    def explanation(self) -> Explanation | None:
        """Return why the two ratings give their predikat, once both are chosen."""
        results, behaviour = self.ratings
        return explain(results, behaviour) if results and behaviour else None

    @property
    def stories(self):
        """Return (kind, text) of each story the cycle asks for, also what was left empty."""
        if self.self_assessment is None:
            return []
        told = {row.kind: row.text for row in self.narratives}
        asked = dict.fromkeys([*self.evaluation.period.cycle.narrative_kinds(), *told])
        return [(NarrativeKind(kind).label, told.get(kind, "")) for kind in asked]

    @property
    def ratings(self):
        """Return the two overall ratings, each possibly still empty."""
        return self.overall["results_rating"].mark, self.overall["behaviour_rating"].mark

    @property
    def competencies_done(self):
        """Return how many competencies are complete."""
        return sum(item.is_done for item in self.competencies)

    @property
    def first_open_competency(self):
        """Return the first competency without a complete answer, else the first one."""
        open_items = [item for item in self.competencies if not item.is_done]
        return (open_items or list(self.competencies) or [None])[0]

    @property
    def written_focuses(self):
        """Return the focuses that carry a text."""
        return [focus for focus in self.focuses if focus.text.text]

    @property
    def by_gap(self):
        """Return the rated competencies below their standard, the widest gap first."""
        below = [
            item for item in self.competencies if item.observed and item.observed < item.standard
        ]
        return sorted(below, key=lambda item: item.observed - item.standard)

    @property
    def main_below(self):
        """Return the main results marked below expectations (the guide of page 97)."""
        return [
            item
            for item in self.results
            if item.mark.mark == ExpectationMark.BELOW and item.planned_result.kind == "MAIN"
        ]
