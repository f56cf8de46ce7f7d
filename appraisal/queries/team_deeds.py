"""Who else has a hand in a review: who made the last move, and who is writing one too."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.models import Delegation
from appraisal.models import DraftField, EvaluationChange
from appraisal.workflow.evaluation import ASK_BACK, ASK_REOPEN, CHANGE_ANSWER, KEEP_DECIDED

# They move nothing.
REQUESTS = (ASK_BACK.name, ASK_REOPEN.name, KEEP_DECIDED.name, CHANGE_ANSWER.name)


@dataclass(frozen=True, slots=True)
class OtherHand:
    """Somebody else who is writing a review of the same person; the words stay closed."""

    name: str
    saved_at: datetime


def moves_of(evaluation):
    """Return the moves of an evaluation, the newest first, without requests."""
    moves = EvaluationChange.objects.filter(evaluation=evaluation)
    return moves.exclude(transition__in=REQUESTS).order_by("-changed_at", "-pk")


def last_move():
    """Return who made the newest move and for whom, as a column of evaluations."""
    names = {
        "actor": "actor_id",
        "name": "actor__name",
        "principal": "on_behalf_of_id",
        "principal_name": "on_behalf_of__name",
    }
    return Subquery(moves_of(OuterRef("pk")).values(row=JSONObject(**names))[:1])


def by_whom(move, actor):
    """Return "by Kartika on your behalf" for a move of somebody else than the reader, else nothing."""
    if not move or move["actor"] == actor.employee.pk:
        return ""
    if move["principal"] == actor.employee.pk:
        return _("by %(name)s on your behalf") % move
    if move["principal"]:
        return _("by %(name)s on behalf of %(principal_name)s") % move
    return _("by %(name)s") % move


def other_draft(actor):
    """Return who else writes a review now, and since when it was saved, as a column of evaluations.

    That is the supervisor in charge, and whoever acts for that person today.
    """
    acting = Delegation.objects.in_force(actor.on).filter(
        delegator=OuterRef(OuterRef("supervisor"))
    )
    hands = Q(author=OuterRef("supervisor")) | Q(author__in=acting.values("delegate"))
    drafts = DraftField.objects.filter(hands, evaluation=OuterRef("pk"))
    drafts = drafts.exclude(author=actor.employee).exclude(author=OuterRef("employee"))
    newest = drafts.order_by("-saved_at", "-pk")
    return Subquery(newest.values(row=JSONObject(name="author__name", at="saved_at"))[:1])


def other_hand(draft):
    """Return the other hand of a column made by `other_draft`, or None."""
    return OtherHand(draft["name"], parse_datetime(draft["at"])) if draft else None
