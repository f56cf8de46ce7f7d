"""Put a planned result into the agency's library, withdraw it, offer it again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import WorkPlanStage
from appraisal.models import LibraryIndicator, LibraryResult, WorkPlan
from appraisal.permissions import is_hr, is_supervisor
from appraisal.queries.result_library import content_mark, may_write_for

MEANWHILE = _(
    "Somebody changed this result meanwhile. Your words stand below; compare them with the library "
    "in another window, then save again."
)
TWICE = _(
    "The library offers this result for this kind of position and unit already. "
    "Change that one, or write another."
)


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
def write_library_result(*, entry, fields, indicators, seen, actor, at):
    """Write a result from scratch, or change one that the actor looks after (`entry`).

    `seen` is the mark of what the person had before their eyes. What was copied stays as it is.
    """
    if entry is not None:
        entry = locked_entry(entry, seen, actor)
    stays = entry is not None and entry.org_unit_id == fields["org_unit"].pk
    if not (stays or may_write_for(actor, fields["org_unit"])):
        raise PermissionDenied
    refuse_double(entry, fields)
    action = "change_library" if entry else "write_library"
    entry = entry or LibraryResult(added_by=actor.employee, added_at=at)
    for name in ("statement", "leaders_result", "position_kind", "org_unit"):
        setattr(entry, name, fields[name])
    entry.save()
    entry.indicators.all().delete()
    LibraryIndicator.objects.bulk_create(
        LibraryIndicator(library_result=entry, position=position, **values)
        for position, values in enumerate(indicators)
    )
    record_event(subject=entry, action=action, actor=actor, at=at)
    return entry


def locked_entry(entry, seen, actor):
    """Return an entry as it is now, unless somebody changed it meanwhile or it is not the actor's."""
    entry = LibraryResult.objects.select_for_update().get(pk=entry.pk)
    if not LibraryResult.objects.managed_by(actor).filter(pk=entry.pk).exists():
        raise PermissionDenied
    if content_mark(entry) != seen:
        raise Refusal(MEANWHILE, code="meanwhile")
    return entry


def refuse_double(entry, fields):
    """Refuse what the library offers word for word already."""
    twins = LibraryResult.objects.offered().filter(
        statement__iexact=fields["statement"],
        position_kind=fields["position_kind"],
        org_unit=fields["org_unit"],
    )
    if twins.exclude(pk=entry.pk if entry else None).exists():
        raise Refusal(TWICE, code="twice")


@transaction.atomic
def withdraw_from_library(*, entry, is_withdrawn, actor, at):
    """Take a result out of the library, or offer it again; what was copied stays with the people."""
    if not LibraryResult.objects.managed_by(actor).filter(pk=entry.pk).exists():
        raise PermissionDenied
    entry.withdrawn_at = at if is_withdrawn else None
    entry.save(update_fields=["withdrawn_at"])
    action = "withdraw_from_library" if is_withdrawn else "offer_again"
    record_event(subject=entry, action=action, actor=actor, at=at)
