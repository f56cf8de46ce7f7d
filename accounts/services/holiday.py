"""Keep the calendar that the working-day clocks run on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Holiday
from accounts.refusals import Refusal
from accounts.services.audit import record_event


@transaction.atomic
def load_holidays(rows):
    """Load holidays {date, name, confirmed} that are not there yet; the agency's own rows stay."""
    Holiday.objects.bulk_create(
        [
            Holiday(date=row["date"], name=row["name"], is_confirmed=row["confirmed"])
            for row in rows
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def add_holiday(*, date, name, actor, at):
    """Add a day that the agency knows for certain."""
    refuse_unless_calendar_keeper(actor)
    if Holiday.objects.filter(date=date).exists():
        raise Refusal(_("This day is already in the list."), code="duplicate")
    holiday = Holiday.objects.create(date=date, name=name, is_confirmed=True)
    record_event(subject=actor.employee, action="holiday_added", actor=actor, at=at, day=str(date))
    return holiday


@transaction.atomic
def confirm_holiday(*, holiday, actor, at):
    """Confirm a day after reading the joint decree (SKB)."""
    refuse_unless_calendar_keeper(actor)
    holiday.is_confirmed = True
    holiday.save(update_fields=["is_confirmed"])
    day = str(holiday.date)
    record_event(subject=actor.employee, action="holiday_confirmed", actor=actor, at=at, day=day)


@transaction.atomic
def remove_holiday(*, holiday, actor, at):
    """Take a day out of the calendar."""
    refuse_unless_calendar_keeper(actor)
    day = str(holiday.date)
    holiday.delete()
    record_event(subject=actor.employee, action="holiday_removed", actor=actor, at=at, day=day)


def refuse_unless_calendar_keeper(actor):
    """Only the HR administrator of the whole agency keeps the calendar: every clock runs on it."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied
