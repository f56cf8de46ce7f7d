"""Let colleagues copy from one's agreed plan, by name, and take that back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import WorkPlanStage
from appraisal.models import PlanShare
from appraisal.permissions import is_owner
from appraisal.queries.plan_share import colleagues


@transaction.atomic
def share_plan(*, work_plan, people, actor, at):
    """Let exactly these colleagues copy from an agreed plan; return how many they are now."""
    if not is_owner(actor, work_plan):
        raise PermissionDenied
    if work_plan.stage != WorkPlanStage.AGREED:
        raise Refusal(_("Share the plan once it is agreed."), code="wrong_stage")
    chosen = {person.pk for person in people}
    allowed = colleagues(work_plan, actor).filter(pk__in=chosen).values_list("pk", flat=True)
    before = set(work_plan.shares.in_force().values_list("employee_id", flat=True))
    if chosen - set(allowed) - before:
        raise PermissionDenied
    work_plan.shares.in_force().exclude(employee__in=chosen).update(withdrawn_at=at)
    for person in chosen - before:
        PlanShare.objects.update_or_create(
            work_plan=work_plan,
            employee_id=person,
            defaults={"shared_at": at, "withdrawn_at": None},
        )
    if chosen != before:
        record_event(subject=work_plan, action="share_plan", actor=actor, at=at, people=len(chosen))
    return len(chosen)
