"""TABLE 2: the life of an evaluation. Windows and completeness are checked in the services."""

from django.utils.translation import gettext_lazy as _

from accounts.transitions import Transition
from appraisal.choices import EvaluationStage as S
from appraisal.permissions import (
    is_hr,
    is_hr_or_calendar,
    is_one_of_two,
    is_owner,
    is_supervisor,
    is_supervisor_or_hr,
)

SUBMIT = Transition(
    "submit", frozenset({S.SELF_ASSESSMENT}), S.REVIEW, is_owner, _("Send self-assessment")
)
HAND_BACK = Transition(
    "hand_back",
    frozenset({S.REVIEW}),
    S.SELF_ASSESSMENT,
    is_supervisor,
    _("Return with a note"),
    needs_reason=True,
)
TAKE_BACK = Transition(
    "take_back",
    frozenset({S.REVIEW}),
    S.SELF_ASSESSMENT,
    is_owner,
    _("Take the self-assessment back"),
)
ASK_BACK = Transition(
    "ask_back",
    frozenset({S.REVIEW}),
    S.REVIEW,
    is_owner,
    _("Ask to get it back"),
    needs_reason=True,
)
START_REVIEW = Transition(
    "start_review",
    frozenset({S.SELF_ASSESSMENT}),
    S.REVIEW,
    is_supervisor_or_hr,
    _("Start review without self-assessment"),
    needs_reason=True,
)
DECIDE = Transition("decide", frozenset({S.REVIEW}), S.DECIDED, is_supervisor, _("Decide"))
DELIVER = Transition(
    "deliver",
    frozenset({S.DECIDED}),
    S.DELIVERED,
    is_supervisor_or_hr,
    _("Release results to the employee"),
)
ACKNOWLEDGE = Transition(
    "acknowledge",
    frozenset({S.DELIVERED}),
    S.ACKNOWLEDGED,
    is_owner,
    _("I have read and discussed the results"),
)
CHANGE_ANSWER = Transition(
    "answer_result",
    frozenset({S.ACKNOWLEDGED}),
    S.ACKNOWLEDGED,
    is_owner,
    _("Save my answer"),
)
CLOSE = Transition(
    "close",
    frozenset({S.DELIVERED, S.ACKNOWLEDGED}),
    S.FINAL,
    is_hr_or_calendar,
    _("Close the evaluation"),
)
REOPEN = Transition(
    "reopen", frozenset({S.DECIDED}), S.REVIEW, is_hr, _("Open again"), needs_reason=True
)
ASK_REOPEN = Transition(
    "ask_reopen",
    frozenset({S.DECIDED}),
    S.DECIDED,
    is_supervisor,
    _("Ask HR to open it again"),
    needs_reason=True,
)
KEEP_DECIDED = Transition(
    "keep_decided",
    frozenset({S.DECIDED}),
    S.DECIDED,
    is_hr,
    _("Do not open it again"),
    needs_reason=True,
)
REOPEN_DELIVERED = Transition(
    "reopen_delivered",
    frozenset({S.DELIVERED, S.ACKNOWLEDGED}),
    S.REVIEW,
    is_one_of_two,
    _("Open again, confirmed by two persons"),
    needs_reason=True,
)

TRANSITIONS = (
    SUBMIT,
    HAND_BACK,
    TAKE_BACK,
    ASK_BACK,
    START_REVIEW,
    DECIDE,
    DELIVER,
    ACKNOWLEDGE,
    CHANGE_ANSWER,
    CLOSE,
    REOPEN,
    ASK_REOPEN,
    KEEP_DECIDED,
    REOPEN_DELIVERED,
)
