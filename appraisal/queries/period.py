"""The periods of a cycle in their order, and the one that a screen is about."""

from django.db.models import prefetch_related_objects

from appraisal.choices import PeriodKind


def periods_of(cycle):
    """Return the periods of a cycle by their last day, the annual one last; no query if prefetched."""
    return sorted(cycle.periods.all(), key=place)


def place(period):
    """Return what periods are ordered by."""
    return period.kind == PeriodKind.ANNUAL, period.until_date, period.pk


def current_period(cycle, on):
    """Return the period whose windows run on a day, else the next one, else the last one."""
    periods = periods_of(cycle)
    if len(periods) == 1:
        return periods[0]
    days = days_of(cycle)
    running = (each for each in periods if is_running(days.get(each.pk), on))
    coming = sorted(
        (each for each in periods if each.pk in days and days[each.pk][0] > on),
        key=lambda each: days[each.pk][0],
    )
    return next(running, None) or next(iter(coming), None) or (periods[-1] if periods else None)


def days_of(cycle):
    """Return {period: (first day, last day)} of the windows, and no entry where none is set."""
    days = {}
    for window in cycle.windows.all():
        opens, closes = days.get(window.period_id, (window.opens_date, window.closes_date))
        days[window.period_id] = min(opens, window.opens_date), max(closes, window.closes_date)
    return days


def is_running(span, on):
    """Tell whether a day lies between two others."""
    return span is not None and span[0] <= on <= span[1]


def chosen_period(cycle, text, on):
    """Return the period whose public id an address carries (`?periode=`), else the current one."""
    prefetch_related_objects([cycle], "periods")
    named = (each for each in periods_of(cycle) if each.public_id == text)
    return next(named, None) or current_period(cycle, on)
