"""Days of the calendar in the change history: their events stand in the chain of who keeps it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.models import Holiday

HOLIDAY = "holiday_"
MOST_DAYS = 3  # named; of more the number


def days_of(event):
    """Return the days of the calendar that an event is about, in words; nothing for other events."""
    if not event.action.startswith(HOLIDAY):
        return ""
    days = event.data.get("days") or [event.data["day"]]
    words = [date_format(date.fromisoformat(day)) for day in days[:MOST_DAYS]]
    if len(days) > MOST_DAYS:
        words.append(_("%(count)s more") % {"count": len(days) - MOST_DAYS})
    return get_text_list(words, _("and"))


def day_words():
    """Return what kind of thing a day of the calendar is."""
    return str(Holiday._meta.verbose_name)
