"""What somebody does for a supervisor is told to that supervisor."""

from django.utils.translation import gettext_noop

from accounts.choices import NoticeKind
from accounts.services.notification import mark_settled, notify
from appraisal.workflow.evaluation import ASK_REOPEN, DECIDE, DELIVER, HAND_BACK, START_REVIEW
from appraisal.workflow.work_plan import AGREE, RETURN

DEEDS = {
    AGREE: gettext_noop("%(delegate)s agreed the work plan of %(name)s on your behalf."),
    RETURN: gettext_noop("%(delegate)s asked %(name)s to change the work plan, on your behalf."),
    START_REVIEW: gettext_noop(
        "%(delegate)s began the review of %(name)s without the self-assessment, on your behalf."
    ),
    HAND_BACK: gettext_noop(
        "%(delegate)s returned the self-assessment of %(name)s on your behalf."
    ),
    DECIDE: gettext_noop("%(delegate)s decided the result of %(name)s on your behalf."),
    ASK_REOPEN: gettext_noop(
        "%(delegate)s asked HR to open the result of %(name)s again, on your behalf."
    ),
    DELIVER: gettext_noop("%(delegate)s released the result of %(name)s on your behalf."),
}


def tell_principal(*, record, move, actor, at, note="", link=""):
    """Tell the supervisor in charge what was done in that name; nothing where nobody acts for another.

    What called the supervisor here is settled with it.
    """
    if not actor.acting_for(record):
        return
    here = record.get_absolute_url()
    mark_settled(recipient=record.supervisor, link=here, at=at)
    told = {"delegate": actor.employee.name, "name": record.employee.name}
    notify(
        recipient=record.supervisor,
        kind=NoticeKind.DELEGATE_ACTED,
        at=at,
        about=[[DEEDS[move], told]],
        note=note.strip(),
        link=link or here,
        dedupe=f"{move.name}:{at.isoformat()}:{here}",
    )
