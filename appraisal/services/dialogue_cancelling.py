"""A planned dialogue is called off before anything of it was written."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import DialogueSide
from appraisal.permissions import dialogue_side
from appraisal.services.dialogue import lock, tell, when_and_where


@transaction.atomic
def cancel_dialogue(*, dialogue, actor, at):
    """Take the plan away, and tell the other person that nothing takes place at that time."""
    if dialogue_side(actor, dialogue.evaluation) != DialogueSide.SUPERVISOR:
        raise PermissionDenied
    dialogue = lock(dialogue, actor)
    if dialogue.notes or dialogue.actions.filter(removed_at=None).exists():
        message = _("Notes or actions are written already, so the dialogue stays. Change its day.")
        raise Refusal(message, code="written")
    record_event(
        subject=dialogue,
        action="call_off",
        actor=actor,
        at=at,
        evaluation=dialogue.evaluation.public_id,
        person=dialogue.evaluation.employee.public_id,
    )
    tell(dialogue, NoticeKind.DIALOGUE_CANCELLED, actor, at, note=when_and_where(dialogue))
    dialogue.delete()
