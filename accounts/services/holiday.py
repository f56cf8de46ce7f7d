"""Keep the calendar that the working-day clocks run on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Holiday
from accounts.refusals import Refusal
from accounts.rules.holiday_lines import is_fixed
from accounts.services.audit import record_event

THERE = _("Already in the list: %(days)s. Take these lines out, then add the others.")
NOTHING_TO_COPY = _(
    "%(year)s has no fixed-date holiday that is missing here. Add the days by hand."
)
ALL_CONFIRMED = _("All days of this year are confirmed already.")


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
def add_holidays(*, days, actor, at):
    """Add several days {date: name} that the agency knows for certain; all or none."""
    refuse_unless_calendar_keeper(actor)
    there = Holiday.objects.filter(date__in=days).order_by("date")
    if known := list(there.values_list("date", flat=True)):
        params = {"days": ", ".join(date_format(day) for day in known)}
        raise Refusal(THERE, code="duplicate", params=params)
    added = [Holiday(date=day, name=name, is_confirmed=True) for day, name in days.items()]
    Holiday.objects.bulk_create(added)
    note(actor, at, "holiday_added", days)
    return added


@transaction.atomic
def copy_fixed_holidays(*, year, actor, at):
    """Take the days of the year before whose date never changes; they still are to be confirmed."""
    refuse_unless_calendar_keeper(actor)
    before = Holiday.objects.filter(date__year=year - 1).order_by("date")
    there = set(Holiday.objects.filter(date__year=year).values_list("date", flat=True))
    copies = [
        Holiday(date=day.date.replace(year=year), name=day.name)
        for day in before
        if is_fixed(day.date) and day.date.replace(year=year) not in there
    ]
    if not copies:
        raise Refusal(NOTHING_TO_COPY, code="nothing", params={"year": str(year - 1)})
    Holiday.objects.bulk_create(copies)
    note(actor, at, "holiday_added", [day.date for day in copies])
    return copies


@transaction.atomic
def confirm_year(*, year, actor, at):
    """Confirm all days of a year after reading the joint decree (SKB); return how many."""
    refuse_unless_calendar_keeper(actor)
    open_days = Holiday.objects.select_for_update().filter(date__year=year, is_confirmed=False)
    days = list(open_days.order_by("date").values_list("date", flat=True))
    if not days:
        raise Refusal(ALL_CONFIRMED, code="nothing")
    Holiday.objects.filter(date__in=days).update(is_confirmed=True)
    note(actor, at, "holiday_confirmed", days)
    return len(days)


@transaction.atomic
def put_back_holiday(*, date, name, is_confirmed, actor, at):
    """Put a day back that was removed by mistake, as it was."""
    refuse_unless_calendar_keeper(actor)
    if Holiday.objects.filter(date=date).exists():
        raise Refusal(_("This day is already in the list."), code="duplicate")
    holiday = Holiday.objects.create(date=date, name=name, is_confirmed=is_confirmed)
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


def note(actor, at, action, days):
    """Record what happened to several days at once."""
    days = [str(day) for day in days]
    record_event(subject=actor.employee, action=action, actor=actor, at=at, days=days)


def refuse_unless_calendar_keeper(actor):
    """Only the HR administrator of the whole agency keeps the calendar: every clock runs on it."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied
