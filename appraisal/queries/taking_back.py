"""Whether a self-assessment that was sent can be taken back, or has to be asked for."""

from dataclasses import dataclass

from django.db.models import Case, F, OuterRef, Subquery, When
from django.utils import timezone

from accounts.choices import AccessKind
from accounts.models import AccessRecord
from appraisal.choices import EvaluationStage
from appraisal.models import EvaluationChange
from appraisal.workflow.evaluation import ASK_BACK, HAND_BACK


@dataclass(frozen=True, slots=True)
class WayBack:
    """How the author of a sent self-assessment gets it back."""

    is_free: bool  # nobody has opened it: it can be taken back at once
    asked: EvaluationChange | None = None  # what the supervisor was asked for since it was sent


def way_back(evaluation):
    """Return how a self-assessment that is under review can come back, or None."""
    if evaluation.stage != EvaluationStage.REVIEW or evaluation.submitted_at is None:
        return None
    is_free = not was_opened(evaluation, evaluation.submitted_at)
    return WayBack(is_free=is_free, asked=asked_back(evaluation))


def was_opened(evaluation, sent_at):
    """Tell whether anybody may have read it since it was sent, or decided on it before.

    Openings are kept by the day: one of the same day counts. Those of other periods do not.
    """
    opened = AccessRecord.objects.filter(
        subject=evaluation.employee_id,
        kind__in=(AccessKind.SELF_ASSESSMENT, AccessKind.EVIDENCE),
        link=evaluation.get_absolute_url(),
        on_date__gte=timezone.localdate(sent_at),
    )
    return opened.exists() or evaluation.reviews.exists()


def asked_back(evaluation):
    """Return the request that is open, or None: any move after it answers it or makes it void."""
    newest = evaluation.stage_changes.order_by("-changed_at", "-pk").first()
    return newest if newest and newest.transition == ASK_BACK.name else None


def handed_back(evaluation):
    """Return the move with which a self-assessment came back, while its author has it, or None."""
    if evaluation.stage != EvaluationStage.SELF_ASSESSMENT:
        return None
    moves = evaluation.stage_changes.select_related("actor", "on_behalf_of")
    newest = moves.order_by("-changed_at", "-pk").first()
    return newest if newest and newest.transition == HAND_BACK.name else None


def handed_back_at():
    """Return when a self-assessment was given back, if nothing happened since; a column."""
    moves = EvaluationChange.objects.filter(evaluation=OuterRef("pk"))
    day = Case(When(transition=HAND_BACK.name, then=F("changed_at")))
    return Subquery(moves.order_by("-changed_at", "-pk").values(day=day)[:1])


def reason_to_return():
    """Return the reason of an open request, as a column of evaluations."""
    moves = EvaluationChange.objects.filter(evaluation=OuterRef("pk"))
    reason = Case(When(transition=ASK_BACK.name, then=F("reason")))
    return Subquery(moves.order_by("-changed_at", "-pk").values(words=reason)[:1])
