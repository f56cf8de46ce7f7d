"""Put a planned result into the agency's library, withdraw it, offer it again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import WorkPlanStage
from appraisal.models import LibraryIndicator, LibraryResult, WorkPlan
from appraisal.permissions import is_hr, is_supervisor


@transaction.atomic
def add_to_library(*, planned_result, position_kind, actor, at):
    """Offer a result of an agreed plan to everybody, without the name of its author."""
    plan = planned_result.work_plan
    if not (is_supervisor(actor, plan) or is_hr(actor, plan)):
        raise PermissionDenied
    if plan.stage != WorkPlanStage.AGREED:
        raise Refusal(_("Only results of an agreed plan go into the library."), code="wrong_stage")
    WorkPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # one giving after the other
    known = LibraryResult.objects.filter(source=planned_result).first()
    if known and known.withdrawn_at is None:
        raise Refusal(_("This result is in the library already."), code="already_there")
    entry = known or LibraryResult(source=planned_result)
    entry.position_kind = position_kind
    entry.org_unit_id = plan.org_unit_id
    entry.statement, entry.leaders_result = planned_result.statement, planned_result.leaders_result
    entry.added_by, entry.added_at, entry.withdrawn_at = actor.employee, at, None
    entry.save()
    entry.indicators.all().delete()
    LibraryIndicator.objects.bulk_create(
        LibraryIndicator(library_result=entry, **row.values())
        for row in planned_result.indicators.order_by("position", "pk")
    )
    record_event(subject=entry, action="add_to_library", actor=actor, at=at)
    return entry


@transaction.atomic
def withdraw_from_library(*, entry, is_withdrawn, actor, at):
    """Take a result out of the library, or offer it again; what was copied stays with the people."""
    if not LibraryResult.objects.managed_by(actor).filter(pk=entry.pk).exists():
        raise PermissionDenied
    entry.withdrawn_at = at if is_withdrawn else None
    entry.save(update_fields=["withdrawn_at"])
    action = "withdraw_from_library" if is_withdrawn else "offer_again"
    record_event(subject=entry, action=action, actor=actor, at=at)
