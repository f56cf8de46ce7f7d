"""Remind people whose step is open: at most once in three days, never during a leave."""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.queries.org_tree import tree_with_former
from accounts.refusals import Refusal
from accounts.rules.quiet_hours import next_polite_moment
from accounts.services.audit import record_event
from accounts.services.notification import notify_many
from appraisal.choices import Phase
from appraisal.choices import ReminderAudience as A
from appraisal.models import Reminder
from appraisal.permissions import is_supervisor
from appraisal.queries.cycle_scope import units_in_scope
from appraisal.queries.participants import covered_units
from appraisal.queries.reminder import (
    people_to_remind,
    recipients,
    usual_words,
    with_deadline,
)
from appraisal.queries.windows import window_for


@transaction.atomic
def send_reminder(*, period, audience, message, actor, at, org_unit=None):
    """Write a notice to everybody who may be reminded now, and keep what was sent."""
    lock_reminders()
    message = message.strip()
    if not message:
        raise Refusal(_("Write what the reminder says."), code="no_message")
    found = examine_reminder(
        period=period, audience=audience, actor=actor, at=at, org_unit=org_unit
    )
    reminder = Reminder.objects.create(
        cycle=period.cycle,
        period=period,
        audience=audience,
        org_unit=org_unit,
        message=message,
        people=len(found.people),
        spared=found.spared,
        sent_by=actor.employee,
        sent_at=at,
    )
    notify_many(
        recipients=list(found.people),
        kind=NoticeKind.REMINDER,
        at=at,
        about=period.cycle.name,
        note=message,
        links={person.pk: link for person, link in found.people.items()},
        dedupe=f"reminder:{reminder.public_id}",
        due_at=next_polite_moment(timezone.localtime(at)),
    )
    record_event(
        subject=period.cycle,
        action="send_reminder",
        actor=actor,
        at=at,
        audience=audience,
        reminder=reminder.public_id,
        people=reminder.people,
    )
    return reminder


@transaction.atomic
def remind_to_send(*, evaluations, actor, at):
    """Remind a supervisor's people of the self-assessment they have not sent; return whom it reached.

    The pause of three days and a leave hold as for the reminders of HR.
    """
    lock_reminders()
    on = timezone.localdate(at)
    found = people_to_remind(evaluations, on=on, at=at)
    if not found:
        raise Refusal(
            _(
                "Nobody was reminded: they have sent it, are on leave, or were reminded in the last three days."
            ),
            code="nobody",
        )
    for evaluation in found:
        remind_one(evaluation, actor, at)
    return [evaluation.employee for evaluation in found]


def remind_one(evaluation, actor, at):
    """Write the notice to one person, with the deadline that holds for that person."""
    if not is_supervisor(actor, evaluation):
        raise PermissionDenied
    audience = A.IN_PROGRESS if evaluation.first_saved_at else A.NOT_STARTED
    window = window_for(evaluation, Phase.SELF_ASSESSMENT)
    with translation.override(evaluation.employee.language):
        words = with_deadline(usual_words()[audience], window, timezone.localdate(at))
    notify_many(
        recipients=[evaluation.employee],
        kind=NoticeKind.REMINDER,
        at=at,
        about=evaluation.period.cycle.name,
        note=words,
        link=evaluation.get_absolute_url(),
        due_at=next_polite_moment(timezone.localtime(at)),
    )
    record_event(subject=evaluation, action="remind", actor=actor, at=at)


def examine_reminder(*, period, audience, actor, at, org_unit=None):
    """Return whom a reminder would reach, or refuse where it is nobody; nothing is written."""
    found = whom_it_reaches(period=period, audience=audience, actor=actor, at=at, org_unit=org_unit)
    if not found.people:
        raise Refusal(nobody_words(found), code="nobody")
    return found


def whom_it_reaches(*, period, audience, actor, at, org_unit=None):
    """Return whom a reminder would reach now, perhaps nobody; nothing is written."""
    units = units_to_remind(period.cycle, actor, org_unit)
    if not period.cycle.opened_at or period.cycle.closed_at:
        raise Refusal(_("Reminders are sent only while the cycle runs."), code="not_running")
    return recipients(audience, period, units, on=timezone.localdate(at), at=at)


def units_to_remind(cycle, actor, org_unit):
    """Return the units of a cycle that the actor follows as HR, or a part of them."""
    units = units_in_scope(actor, covered_units(cycle, actor.on)) if actor.is_hr else frozenset()
    if org_unit:
        units &= tree_with_former(actor.on).with_descendants(org_unit.pk)
    if not units:
        raise PermissionDenied
    return units


def nobody_words(found):
    """Say why nobody is reminded."""
    if found.spared:
        return _(
            "Everybody concerned was reminded in the last three days or is on leave. Try again later."
        )
    return _("Nobody matches. Choose another status or unit.")


def lock_reminders():
    """Let one sending wait for the other: two at once could remind somebody twice unseen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('appraisal_reminder', 0))")
