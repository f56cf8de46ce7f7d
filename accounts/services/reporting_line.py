"""Write down a change of supervisor: one line of reporting ends, the next begins."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmployeeKind
from accounts.models import Assignment, Employee, ReportingLine
from accounts.queries.reporting_line import leads_to
from accounts.refusals import Refusal
from accounts.services.audit import record_event

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SupervisorChange:
    """A change that has been written: whose post, from whom, to whom, from which day, and why."""

    assignment: Assignment
    employee: Employee
    old: Employee | None
    new: Employee | None
    from_date: date
    reason: str = ""


@transaction.atomic
def set_supervisor(*, assignment, supervisor, is_outside, from_date, reason, actor, at):
    """Let a post report to somebody from a day on, and return the change.

    The line of that day ends the day before. Lines that began since then are replaced; a line
    planned for a day still to come stays.
    """
    lock_the_chain()
    lines = list(assignment.reporting_lines.select_related("supervisor").order_by("from_date"))
    today = timezone.localdate(at)
    planned = [line for line in lines if line.from_date > max(from_date, today)]
    until_date = planned[0].from_date - ONE_DAY if planned else assignment.until_date
    past = [line for line in lines if line not in planned]
    refuse_impossible(assignment, supervisor, is_outside, from_date, until_date)
    refuse_unchanged(past, supervisor, is_outside, from_date)
    old = supervisor_on(past, max(from_date, today))
    make_room(past, from_date)
    ReportingLine.objects.create(
        assignment=assignment,
        employee_id=assignment.employee_id,
        supervisor=supervisor,
        is_outside=is_outside,
        from_date=from_date,
        until_date=until_date,
    )
    record_event(
        subject=assignment.employee,
        action="supervisor_changed",
        actor=actor,
        at=at,
        assignment=assignment.public_id,
        old=old.public_id if old else None,
        new=supervisor.public_id if supervisor else None,
        from_date=from_date.isoformat(),
    )
    return SupervisorChange(assignment, assignment.employee, old, supervisor, from_date, reason)


def lock_the_chain():
    """Let one change of supervisor wait for the other: two at once could close a circle unseen."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('accounts_reportingline', 0))"
        )


def supervisor_on(lines, day):
    """Return who supervises on a day, as these lines say."""
    line = next((line for line in lines if holds(line, day)), None)
    return line.supervisor if line else None


def holds(line, day):
    """Tell whether a line is in force on a day."""
    return line.from_date <= day and (line.until_date is None or line.until_date >= day)


def make_room(lines, from_date):
    """End the line of the day the day before, and remove what a past-dated change replaces."""
    for line in lines:
        if line.from_date >= from_date:
            line.delete()
        elif holds(line, from_date):
            line.until_date = from_date - ONE_DAY
            line.save(update_fields=["until_date"])


def refuse_unchanged(lines, supervisor, is_outside, from_date):
    """Refuse a change that changes nothing."""
    current = next((line for line in lines if holds(line, from_date)), None)
    later = any(line.from_date > from_date for line in lines)
    same = current and (current.supervisor, current.is_outside) == (supervisor, is_outside)
    if same and not later:
        raise Refusal(_("This is already the supervisor on that day."), code="same")


def refuse_impossible(assignment, supervisor, is_outside, from_date, until_date):
    """Refuse nobody, oneself, an account that is no person, a day outside the post, and a circle."""
    if supervisor is None:
        if not is_outside:
            raise Refusal(_("Choose the new supervisor."), code="no_supervisor")
    elif supervisor.pk == assignment.employee_id:
        raise Refusal(_("Nobody is their own supervisor. Choose somebody else."), code="oneself")
    elif not supervisor.is_active or supervisor.kind == EmployeeKind.SYSTEM:
        raise Refusal(
            _("This account is closed. Choose somebody who works here now."), code="inactive"
        )
    refuse_other_days(assignment, from_date)
    if supervisor and leads_to(supervisor, assignment.employee_id, from_date, until_date):
        message = _(
            "%(name)s reports, directly or through others, to this employee. "
            "Change that line first, then come back."
        )
        raise Refusal(message, code="circle", params={"name": supervisor.name})


def refuse_other_days(assignment, from_date):
    """Refuse a day on which the post is not held."""
    ended = assignment.until_date and assignment.until_date < from_date
    if ended or from_date < assignment.from_date:
        message = _("On %(day)s the employee does not hold this post. Choose a day within it.")
        raise Refusal(
            message, code="outside_assignment", params={"day": from_date.strftime("%d/%m/%Y")}
        )
