"""Note on which days somebody is away; never why."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Leave
from accounts.queries.leave import may_record_leave
from accounts.refusals import Refusal
from accounts.services.audit import record_event

LONGEST = timedelta(days=3 * 366)  # leave outside the state lasts three years at most
OVERLAP = _("These days overlap a leave that is recorded already. Choose other days.")


@transaction.atomic
def record_leave(*, employee, from_date, until_date, actor, at):
    """Note that somebody is away from one day to another, both included."""
    if not may_record_leave(actor, employee):
        raise PermissionDenied
    refuse_days(from_date, until_date, timezone.localdate(at))
    try:
        with transaction.atomic():
            leave = Leave.objects.create(
                employee=employee,
                from_date=from_date,
                until_date=until_date,
                recorded_by=actor.employee,
                recorded_at=at,
            )
    except IntegrityError as error:
        if "leave_one_at_a_time" not in str(error):
            raise
        raise Refusal(OVERLAP, code="overlap") from error
    write_event(leave, "record_leave", actor, at)
    return leave


@transaction.atomic
def end_leave(*, leave, actor, at):
    """Note that somebody is back today; a leave that has not begun is withdrawn."""
    leave.refresh_from_db(from_queryset=Leave.objects.select_for_update(of=("self",)))
    if not may_record_leave(actor, leave.employee):
        raise PermissionDenied
    today = timezone.localdate(at)
    if leave.withdrawn_at or leave.until_date < today:
        raise Refusal(_("This leave is over already."), code="over")
    if leave.from_date >= today:
        leave.withdrawn_at = at
    else:
        leave.until_date = today - timedelta(days=1)
    leave.save(update_fields=["withdrawn_at", "until_date"])
    write_event(leave, "end_leave", actor, at)
    return leave


def refuse_days(from_date, until_date, today):
    """Refuse days in the wrong order, long over, or too many."""
    if until_date < from_date:
        raise Refusal(_("The last day lies before the first. Change one of the two."), code="days")
    if until_date < today:
        raise Refusal(_("These days are over. Record a leave that lasts until today."), code="days")
    if until_date - from_date > LONGEST:
        raise Refusal(_("Leave lasts three years at most. Check the year."), code="days")


def write_event(leave, action, actor, at):
    """Write down who noted which days."""
    record_event(
        subject=leave.employee,
        action=action,
        actor=actor,
        at=at,
        leave=leave.public_id,
        from_date=leave.from_date.isoformat(),
        until_date=leave.until_date.isoformat(),
    )
