"""Close a cycle, and take it out of the lists or put it back; nothing is ever deleted."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.models import Employee
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import notify_many
from appraisal.queries.cycle_closing import unfinished
from appraisal.queries.windows import hold_open
from appraisal.services.cycle_lock import is_being_opened, lock_for_managers


@transaction.atomic
def close_cycle(*, cycle, reason, actor, at):
    """Close a running cycle: from now on nothing in it is written, and everybody in it is told.

    Whatever is unfinished stays as it is and needs a reason.
    """
    hold_open(cycle, is_closing=True)
    lock_for_managers(cycle, actor)
    if not cycle.is_running:
        raise Refusal(_("Only a cycle that runs can be closed."), code="not_running")
    open_counts = unfinished(cycle)
    reason = reason.strip()
    if open_counts and not reason:
        raise Refusal(_("Write why the cycle is closed although work is open."), code="no_reason")
    end_cycle(cycle=cycle, reason=reason, at=at)
    count = sum(row.count for row in open_counts)
    record_event(subject=cycle, action="close_cycle", actor=actor, at=at, unfinished=count)


def end_cycle(*, cycle, reason, at):
    """Write that a cycle is closed, and tell everybody who has a plan in it."""
    cycle.closed_at, cycle.closing_reason = at, reason
    cycle.save(update_fields=["closed_at", "closing_reason"])
    people = Employee.objects.filter(pk__in=cycle.work_plans.values("employee"), is_active=True)
    notify_many(
        recipients=people.order_by("pk"),
        kind=NoticeKind.CYCLE_CLOSED,
        at=at,
        about=cycle.name,
        note=reason,
        dedupe=f"closed:{cycle.public_id}",
    )


@transaction.atomic
def archive_cycle(*, cycle, actor, at):
    """Take a closed cycle, or one that is never going to be opened, out of the lists."""
    lock_for_managers(cycle, actor)
    if cycle.is_running or is_being_opened(cycle):
        raise Refusal(_("Close the cycle before you archive it."), code="running")
    if cycle.archived_at:
        raise Refusal(_("This cycle is archived already."), code="archived")
    cycle.archived_at = at
    cycle.save(update_fields=["archived_at"])
    record_event(subject=cycle, action="archive_cycle", actor=actor, at=at)


@transaction.atomic
def bring_back_cycle(*, cycle, actor, at):
    """Put an archived cycle back into the lists."""
    lock_for_managers(cycle, actor)
    if not cycle.archived_at:
        raise Refusal(_("This cycle is in the list already."), code="not_archived")
    cycle.archived_at = None
    cycle.save(update_fields=["archived_at"])
    record_event(subject=cycle, action="bring_back_cycle", actor=actor, at=at)
