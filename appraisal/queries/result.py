"""The result page: what was decided, in which version, and what may happen next."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from accounts.choices import Role
from accounts.models.org_unit import units_named
from appraisal.choices import (
    ACHIEVEMENT_WORDS,
    DELIVERED_STAGES,
    EvaluationStage,
    ExpectationMark,
    Phase,
)
from appraisal.models import (
    Evaluation,
    EvaluationChange,
    IssuedDocument,
    PhaseWindow,
    PublishedResult,
)
from appraisal.permissions import is_owner
from appraisal.queries.explanation import told
from appraisal.queries.phases import objection_limit
from appraisal.queries.reopening import newest_move
from appraisal.queries.review_history import Opening, openings
from appraisal.queries.windows import window_for
from appraisal.workflow.evaluation import CHANGE_ANSWER, REOPEN, REOPEN_DELIVERED
from competency.choices import AGREEMENT_SENTENCES, AgreementLabel

ROWS_SHOWN = 50
OPENED_AGAIN = {REOPEN.name, REOPEN_DELIVERED.name}


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One published version for one reader."""

    evaluation: Evaluation
    result: PublishedResult | None
    versions: list[PublishedResult]
    documents: list[IssuedDocument]
    reopenings: list[Opening]
    earlier_answers: list[EvaluationChange]  # words that were replaced, the oldest first
    respond_until: date | None
    release_window: PhaseWindow | None

    @property
    def snapshot(self):
        """Return the frozen words."""
        return self.result.snapshot

    @property
    def gap_rows(self):
        """Return the rows of the gap plot, the widest shortfall first."""
        rows = sorted(self.snapshot["competencies"], key=lambda row: row["level"] - row["standard"])
        return [
            {
                "name": row["name"],
                "standard": row["standard"],
                "own": row["self_level"],
                "supervisor": row["level"],
            }
            for row in rows
        ]

    @property
    def competencies(self):
        """Return each rated competency with the quadrant of the two views in words."""
        rows = []
        for row in self.snapshot["competencies"]:
            label = AgreementLabel(row["agreement"]) if row["agreement"] else None
            sentence = AGREEMENT_SENTENCES.get(label, "")
            rows.append({**row, "agreement_label": label, "agreement_sentence": sentence})
        return rows

    @property
    def results(self):
        """Return the planned results with the marks in words."""
        return [in_words(row) for row in self.snapshot["plan"]["results"]]

    @property
    def behaviours(self):
        """Return the core values with the marks in words."""
        return [in_words(row) for row in self.snapshot["behaviours"]]

    @property
    def criteria(self):
        """Return the criteria of the cycle with the marks in words; none in older results."""
        return [in_words(row) for row in self.snapshot.get("criteria", ())]

    @property
    def why(self):
        """Return the explanation in the language of the reader."""
        return told(self.result.trace)

    @property
    def achievement(self):
        """Return the organisation's achievement in the language of the reader."""
        return ACHIEVEMENT_WORDS[self.snapshot["organisation"]["value"]]

    @property
    def dialogue_date(self):
        """Return the day of the dialogue, or None."""
        day = self.snapshot["dialogue"]["date"]
        return date.fromisoformat(day) if day else None

    @property
    def superseded(self):
        """Tell whether a newer version than this one exists for the reader."""
        return bool(self.versions) and self.result != self.versions[0]


def in_words(row):
    """Add the words of both marks to a row of the snapshot."""
    return {**row, "self_words": mark_words(row["self_mark"]), "words": mark_words(row["mark"])}


def mark_words(mark):
    """Return a mark in words; nothing was said without one."""
    return ExpectationMark(mark).label if mark else ""


def result_page(evaluation, actor, version=""):
    """Return the result in the version asked for, or the newest that the actor may read."""
    versions = list(
        PublishedResult.objects.visible_to(actor).filter(evaluation=evaluation).newest_first()
    )
    chosen = [row for row in versions if str(row.version) == version] or versions
    result = chosen[0] if chosen else None
    moves = told_moves(evaluation, actor) if result else []
    return ResultPage(
        evaluation=evaluation,
        result=result,
        versions=versions,
        documents=documents_of(result, actor),
        reopenings=openings([row for row in moves if row.transition in OPENED_AGAIN]),
        earlier_answers=[row for row in moves if is_earlier_answer(evaluation, row)],
        respond_until=respond_until(evaluation),
        release_window=release_window(evaluation),
    )


def documents_of(result, actor):
    """Return the documents of a published result that the actor may read."""
    if result is None:
        return []
    documents = IssuedDocument.objects.visible_to(actor).filter(published_result=result)
    return list(documents.order_by("kind", "pk"))


def told_moves(evaluation, actor):
    """Return the moves that the page repeats: openings, and changes of the employee's answer.

    What HR opens before a release stays between HR and the supervisor: the owner learns nothing.
    """
    names = OPENED_AGAIN | {CHANGE_ANSWER.name}
    if is_owner(actor, evaluation):
        names -= {REOPEN.name}
    moves = EvaluationChange.objects.filter(evaluation=evaluation, transition__in=names)
    return list(moves.select_related("actor").order_by("changed_at", "pk"))


def is_earlier_answer(evaluation, move):
    """Tell whether a move keeps words that stood beside the result in force before."""
    read_at = evaluation.acknowledged_at
    is_answer = move.transition == CHANGE_ANSWER.name and bool(move.reason)
    return bool(is_answer and read_at and move.changed_at >= read_at)


def release_window(evaluation):
    """Return the window in which results are released, for those who wait."""
    if evaluation.stage in DELIVERED_STAGES:
        return None
    return window_for(evaluation, Phase.DELIVERY)


def can_start_review(evaluation, on):
    """Tell whether the self-assessment is overdue, so that the review may begin without it."""
    window = window_for(evaluation, Phase.SELF_ASSESSMENT)
    is_waiting = evaluation.stage == EvaluationStage.SELF_ASSESSMENT
    return is_waiting and (window is None or on > window.closes_date)


def respond_until(evaluation, holidays=None):
    """Return the last of the 14 working days after delivery, or None before it."""
    if not evaluation.delivered_at:
        return None
    return objection_limit(timezone.localdate(evaluation.delivered_at), holidays)


def closable_from(evaluation, holidays=None):
    """Return the first day on which an evaluation may be closed."""
    return respond_until(evaluation, holidays) + timedelta(days=1)


def own_evaluations(actor):
    """Return the actor's own evaluations for "My results", newest period first."""
    return (
        Evaluation.objects.visible_to(actor)
        .filter(employee=actor.employee)
        .select_related("period__cycle")
        .order_by("-period__until_date", "-pk")[:ROWS_SHOWN]
    )


def awaiting_release(actor):
    """Return the decided evaluations that the actor may release: one's team, or an administrator's units."""
    rows = Evaluation.objects.visible_to(actor).filter(
        stage=EvaluationStage.DECIDED, period__cycle__closed_at=None
    )
    releasable = rows.supervised_by(actor) | rows.filter(actor.as_hr(roles=(Role.HR_ADMIN,)))
    return (
        releasable.select_related("employee", "supervisor", "period__cycle")
        .prefetch_related(units_named(actor.on))
        .annotate(newest_move=newest_move())
        .order_by("decided_at", "pk")[:ROWS_SHOWN]
    )


def readable_evaluations(actor):
    """Return the evaluations whose page the actor may open, with everything the page names."""
    return (
        Evaluation.objects.visible_to(actor)
        .select_related("employee", "supervisor", "superior", "job_position", "period__cycle")
        .prefetch_related(units_named(actor.on))
    )
