"""Comment on a line of a plan, mark a comment as settled, take it back."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import notify
from appraisal.choices import WorkPlanStage
from appraisal.models import PlanComment, WorkPlan
from appraisal.permissions import is_owner
from appraisal.queries.plan_comment import is_party
from appraisal.queries.windows import refuse_closed

SAME_WITHIN = timedelta(minutes=1)


@transaction.atomic
def write_comment(*, work_plan, planned_result=None, text, actor, at):
    """Write a comment on a line, or on the whole plan, and tell the other person once."""
    lock_for_comments(work_plan, actor)
    if not text.strip():
        raise Refusal(_("Write your comment first."), code="no_text")
    if same := pressed_twice(work_plan, planned_result, text.strip(), actor, at):
        return same
    comment = PlanComment.objects.create(
        work_plan=work_plan,
        planned_result=planned_result,
        about=planned_result.statement if planned_result else "",
        author=actor.employee,
        on_behalf_of_id=actor.acting_for(work_plan),
        text=text.strip(),
        written_at=at,
    )
    record_event(
        subject=work_plan, action="write_comment", actor=actor, at=at, comment=comment.public_id
    )
    tell_other(work_plan, actor, at)
    return comment


def pressed_twice(work_plan, planned_result, text, actor, at):
    """Return the same words of the same person on the same line, written a moment ago, if any."""
    rows = PlanComment.objects.filter(work_plan=work_plan, planned_result=planned_result)
    rows = rows.filter(author=actor.employee, text=text, removed_at=None)
    return rows.filter(written_at__gt=at - SAME_WITHIN, written_at__lte=at).order_by("pk").first()


@transaction.atomic
def settle_comment(*, comment, is_settled, actor, at):
    """Mark a comment as settled, or as open again; both people may."""
    lock_comment(comment, actor)
    if (comment.resolved_at is not None) == is_settled:
        return
    comment.resolved_at = at if is_settled else None
    comment.resolved_by = actor.employee if is_settled else None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    action = "settle_comment" if is_settled else "reopen_comment"
    note(comment, action, actor, at)


@transaction.atomic
def remove_comment(*, comment, is_removed, actor, at):
    """Let the author take a comment back, or bring it back."""
    lock_comment(comment, actor)
    if comment.author_id != actor.employee.pk:
        raise PermissionDenied
    comment.removed_at = at if is_removed else None
    comment.save(update_fields=["removed_at"])
    note(comment, "remove_comment" if is_removed else "restore_comment", actor, at)


def lock_comment(comment, actor):
    """Lock plan and comment for one of the two people."""
    lock_for_comments(comment.work_plan, actor)
    comment.refresh_from_db(fields=["resolved_at", "resolved_by", "removed_at"])


def lock_for_comments(work_plan, actor):
    """Lock the plan for its owner and its supervisor, while it is not agreed."""
    work_plan.refresh_from_db(from_queryset=WorkPlan.objects.select_for_update(of=("self",)))
    if not is_party(actor, work_plan):
        raise PermissionDenied
    refuse_closed(work_plan.cycle)
    if work_plan.stage == WorkPlanStage.AGREED:
        message = _("The plan is agreed: comments can be read, and a change can be proposed.")
        raise Refusal(message, code="wrong_stage")


def note(comment, action, actor, at):
    """Write down what happened to a comment."""
    record_event(
        subject=comment.work_plan, action=action, actor=actor, at=at, comment=comment.public_id
    )


def tell_other(work_plan, actor, at):
    """Tell the other person, unless an unread notice already points to the comments of this plan.

    A comment in a draft waits for the supervisor until the plan is proposed.
    """
    own = is_owner(actor, work_plan)
    if own and work_plan.stage == WorkPlanStage.DRAFT:
        return
    other = work_plan.supervisor if own else work_plan.employee
    link = work_plan.get_absolute_url()
    waiting = Notification.objects.filter(
        recipient=other, kind=NoticeKind.PLAN_COMMENTED, link=link
    ).unread()
    if not waiting.exists():
        notify(
            recipient=other,
            kind=NoticeKind.PLAN_COMMENTED,
            at=at,
            link=link,
            about=work_plan.cycle.name,
        )
