"""A year in parts, quarters or halves: what is over is released, one part is being written today."""

from datetime import timedelta

from appraisal.choices import PeriodKind, Phase
from appraisal.management.demo.data import working_day
from appraisal.management.demo.periods import live_period
from appraisal.management.demo.running import SELF_ASSESSMENT_OPENS
from appraisal.management.demo.years import record_achievements, windows_around
from appraisal.queries.period import periods_of
from appraisal.queries.schedule import schedule_of, usual_schedule, windows_in

ANNUAL_IN = timedelta(days=20)  # the evaluation of the year begins no earlier


def parts_until(cycle, today):
    """Return the parts of the year that are over, and the one that people write about on a day."""
    start = today + timedelta(days=SELF_ASSESSMENT_OPENS)
    parts = [row for row in periods_of(cycle) if row.kind != PeriodKind.ANNUAL]
    *past, now = [row for row in parts if row.from_date <= start]
    return past, now


def schedule_of_story(cycle, today):
    """Return the usual days, but the part of today open around today, and the year behind it."""
    schedule = usual_schedule(cycle)
    _past, now = parts_until(cycle, today)
    around = windows_around(today, cycle.from_date.year)
    annual = next(row for row in periods_of(cycle) if row.kind == PeriodKind.ANNUAL)
    later = today + ANNUAL_IN - schedule[Phase.SELF_ASSESSMENT, annual.pk][0]
    later = max(later, timedelta())
    for phase in (Phase.SELF_ASSESSMENT, Phase.REVIEW, Phase.DELIVERY):
        schedule[phase, now.pk] = around[phase]
        opens, closes = schedule[phase, annual.pk]
        schedule[phase, annual.pk] = (opens + later, closes + later)
    return schedule


def live_past_part(city, part, offices, plans, stories):
    """Write a part that is over; its results are released."""
    windows = windows_in(schedule_of(part.cycle), part)
    day = working_day(windows[Phase.SELF_ASSESSMENT][0])
    record_achievements(city, part, day, offices)
    live_period(city, part, plans, windows, stories)
