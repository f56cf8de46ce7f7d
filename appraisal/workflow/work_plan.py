"""TABLE 1: the life of a work plan."""

from django.utils.translation import gettext_lazy as _

from accounts.transitions import Transition
from appraisal.choices import WorkPlanStage as S
from appraisal.permissions import is_owner, is_supervisor

PROPOSE = Transition(
    "propose", frozenset({S.DRAFT}), S.PROPOSED, is_owner, _("Propose to supervisor")
)
RETURN = Transition(
    "return_plan",
    frozenset({S.PROPOSED}),
    S.DRAFT,
    is_supervisor,
    _("Ask for changes"),
    needs_reason=True,
)
TAKE_BACK = Transition(
    "take_back_plan", frozenset({S.PROPOSED}), S.DRAFT, is_owner, _("Take back to change it")
)
AGREE = Transition("agree", frozenset({S.PROPOSED}), S.AGREED, is_supervisor, _("Agree"))

TRANSITIONS = (PROPOSE, TAKE_BACK, RETURN, AGREE)
