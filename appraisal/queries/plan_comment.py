"""The comments on a plan, by line, with what the reader may do with each."""

from dataclasses import dataclass

from appraisal.choices import WorkPlanStage
from appraisal.models import PlanComment
from appraisal.permissions import is_owner, is_supervisor


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment as the page shows it."""

    comment: PlanComment
    is_own: bool  # the reader wrote it: it can be taken back and brought back
    is_open: bool  # the plan is not agreed: comments can still be settled


def is_party(actor, plan):
    """Tell whether the actor is the owner, or the supervisor of what was proposed."""
    if is_owner(actor, plan):
        return True
    return is_supervisor(actor, plan) and plan.stage != WorkPlanStage.DRAFT


def can_comment(actor, plan):
    """Tell whether the actor may write comments on a plan now."""
    return plan.stage != WorkPlanStage.AGREED and is_party(actor, plan)


def remarks_by_line(plan, actor):
    """Return {planned result key, or None: remarks} of a plan in one query; None is the whole plan.

    What was about a line that is gone stands with the whole plan.
    """
    found = {}
    comments = (
        PlanComment.objects.visible_to(actor)
        .filter(work_plan=plan)
        .select_related("author", "on_behalf_of", "resolved_by")
        .order_by("written_at", "pk")
    )
    for comment in comments:
        remark = Remark(
            comment=comment,
            is_own=comment.author_id == actor.employee.pk,
            is_open=plan.stage != WorkPlanStage.AGREED,
        )
        found.setdefault(comment.planned_result_id, []).append(remark)
    return found
