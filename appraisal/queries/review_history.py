"""What was decided about a person before: earlier years, earlier periods, earlier versions."""

from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse

from appraisal.choices import EvaluationStage, RatingLabel
from appraisal.models import EvaluationChange, PublishedResult, Reopening
from appraisal.models.shipped_words import period_title
from appraisal.workflow.evaluation import DECIDE, REOPEN, REOPEN_DELIVERED

ROWS_SHOWN = 8  # two years of quarters


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """One decided result of the same person, as far as the reader may see it."""

    period: str
    cycle: str
    rating: RatingLabel
    url: str
    levels: dict[str, int]  # competency code -> observed level
    focuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """A result was opened again: the move, and after a release the two persons behind it."""

    move: EvaluationChange
    request: Reopening | None


@dataclass(frozen=True, slots=True)
class History:
    """The other results of a person, newest first, and the earlier versions of this one."""

    results: tuple[EarlierResult, ...]
    versions: tuple[PublishedResult, ...]

    def levels_of(self, code):
        """Return (period, level) of one competency, newest first."""
        return [(row.period, row.levels[code]) for row in self.results if code in row.levels]


def history_of(evaluation, actor):
    """Return what the actor may read of earlier decisions about a person; one query."""
    rows = (
        PublishedResult.objects.visible_to(actor)
        .filter(evaluation__employee=evaluation.employee_id)
        .filter(evaluation__period__cycle__trial_of=evaluation.period.cycle.trial_of_id)
        .annotate(
            cycle_name=F("evaluation__period__cycle__name"),
            period_name=F("evaluation__period__name"),
            evaluation_key=F("evaluation__public_id"),
            levels=F("snapshot__competencies"),
            focuses=F("snapshot__focuses"),
        )
        .defer("snapshot", "trace")
        .order_by("-evaluation__period__until_date", "-evaluation_id", "-version", "-pk")
    )
    found = list(rows[: ROWS_SHOWN * 2])
    others = [row for row in found if row.evaluation_id != evaluation.pk]
    newest = {row.evaluation_id: row for row in reversed(others)}
    return History(
        results=tuple(earlier_result(row) for row in reversed(newest.values())),
        versions=tuple(row for row in found if row.evaluation_id == evaluation.pk),
    )


def earlier_result(row):
    """Return one line of the history."""
    return EarlierResult(
        period=period_title(row.period_name),
        cycle=row.cycle_name,
        rating=RatingLabel(row.rating),
        url=reverse("appraisal:result_detail", args=[row.evaluation_key]),
        levels={one["code"]: one["level"] for one in row.levels or ()},
        focuses=tuple(one["text"] for one in row.focuses or ()),
    )


def opened_again(evaluation, *, for_employee=False):
    """Return how a decided result was opened again and not decided since, or None.

    The employee learns only of a result that had been released.
    """
    if evaluation.stage not in {EvaluationStage.REVIEW, EvaluationStage.SELF_ASSESSMENT}:
        return None
    if for_employee and evaluation.delivered_version is None:
        return None
    moves = evaluation.stage_changes.filter(
        transition__in=[DECIDE.name, REOPEN.name, REOPEN_DELIVERED.name]
    )
    last = moves.select_related("actor").order_by("-changed_at", "-pk").first()
    told = {REOPEN_DELIVERED.name} if for_employee else {REOPEN.name, REOPEN_DELIVERED.name}
    return openings([last])[0] if last and last.transition in told else None


def openings(moves):
    """Return who said what at each move that opened a result again; at most one query."""
    asked = Reopening.objects.filter(answered_at__in=[move.changed_at for move in moves])
    found = {}
    if any(move.transition == REOPEN_DELIVERED.name for move in moves):
        asked = asked.filter(evaluation__in={move.evaluation_id for move in moves})
        rows = asked.filter(is_confirmed=True).select_related("asked_by", "answered_by")
        found = {(row.evaluation_id, row.answered_at): row for row in rows}
    return [Opening(move, found.get((move.evaluation_id, move.changed_at))) for move in moves]
