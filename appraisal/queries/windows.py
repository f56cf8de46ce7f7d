"""When a step may be taken: refused before its window, late after it (product.md 9.21)."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from appraisal.choices import Phase
from appraisal.models import PhaseWindow


def window_of(*, cycle, phase, period=None):
    """Return the window of a phase, or None when the cycle has none."""
    period = None if phase == Phase.PLAN else period
    return PhaseWindow.objects.filter(cycle=cycle, period=period, phase=phase).first()


def refuse_outside(window, cycle, at, *, is_again=False):
    """Refuse a step before its window, and after it where the cycle is strict; tell if it is late.

    What was done once and came back (`is_again`) is never locked out, only marked late.
    """
    if window is None:
        return False
    today = timezone.localdate(at)
    if today < window.opens_date:
        message = _("This step opens on %(date)s.")
        raise Refusal(
            message, code="window_not_open", params={"date": formats.date_format(window.opens_date)}
        )
    if today > window.closes_date and cycle.is_strict and not is_again:
        message = _("The deadline passed on %(date)s. Ask HR for an extension.")
        raise Refusal(
            message, code="window_closed", params={"date": formats.date_format(window.closes_date)}
        )
    return today > window.closes_date
