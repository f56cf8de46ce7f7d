"""The civil registry, which tries quarters: what is over is released, one quarter is being written.

Template T3 asks for numbers and words, and for innovations; the evaluation of the whole year follows.
"""

from datetime import timedelta

from appraisal.choices import PeriodKind, Phase
from appraisal.management.demo.cells import STEADY, tell_stories
from appraisal.management.demo.data import working_day
from appraisal.management.demo.periods import live_period
from appraisal.management.demo.plans import write_agreed_plans
from appraisal.management.demo.running import (
    SELF_ASSESSMENT_OPENS,
    is_here,
    is_in,
    live_evaluations,
    open_in_january,
    open_period,
    take_in_newcomers,
)
from appraisal.management.demo.years import prepare_cycle, record_achievements, windows_around
from appraisal.queries.period import periods_of
from appraisal.queries.schedule import schedule_of, usual_schedule, windows_in

OFFICE = ("DUK",)
WITHOUT_PLAN = "DUK.SEK"  # where two people have not written their plan
ANNUAL_IN = timedelta(days=20)  # the evaluation of the year begins no earlier


def live_quarters(city, year):
    """Write the year of the civil registry, quarter by quarter, up to today; return that of today."""
    cycle = prepare_cycle(
        city,
        f"Penilaian capaian Dukcapil {year}",
        year,
        [city.units[code] for code in OFFICE],
        lambda made: schedule_of_story(made, city.today),
        template="T3",
    )
    members = [member for member in city.members if is_here(member) and is_in(member, OFFICE)]
    slow = [m for m in members if m.unit == WITHOUT_PLAN and not m.key][-2:]
    steady = [member for member in members if member not in slow]
    plans = write_agreed_plans(city, cycle, steady)
    open_in_january(city, cycle)
    stories = tell_stories(city, steady, year, STEADY)
    past, now = quarters_until(cycle, city.today)
    for quarter in past:
        live_past_quarter(city, quarter, plans, stories)
    take_in_newcomers(city, cycle)
    open_period(city, now, OFFICE)
    live_evaluations(city, now, steady, stories)
    return now


def quarters_until(cycle, today):
    """Return the quarters that are over, and the one that people write about on a day."""
    start = today + timedelta(days=SELF_ASSESSMENT_OPENS)
    quarters = [row for row in periods_of(cycle) if row.kind == PeriodKind.QUARTER]
    *past, now = [row for row in quarters if row.from_date <= start]
    return past, now


def schedule_of_story(cycle, today):
    """Return the usual days, but the quarter of today open around today, and the year behind it."""
    schedule = usual_schedule(cycle)
    _past, now = quarters_until(cycle, today)
    around = windows_around(today, cycle.from_date.year)
    annual = next(row for row in periods_of(cycle) if row.kind == PeriodKind.ANNUAL)
    later = today + ANNUAL_IN - schedule[Phase.SELF_ASSESSMENT, annual.pk][0]
    later = max(later, timedelta())
    for phase in (Phase.SELF_ASSESSMENT, Phase.REVIEW, Phase.DELIVERY):
        schedule[phase, now.pk] = around[phase]
        opens, closes = schedule[phase, annual.pk]
        schedule[phase, annual.pk] = (opens + later, closes + later)
    return schedule


def live_past_quarter(city, quarter, plans, stories):
    """Write a quarter that is over; its results are released."""
    windows = windows_in(schedule_of(quarter.cycle), quarter)
    day = working_day(windows[Phase.SELF_ASSESSMENT][0])
    record_achievements(city, quarter, day, OFFICE)
    live_period(city, quarter, plans, windows, stories)
