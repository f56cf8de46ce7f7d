"""The civil registry, which tries quarters: what is over is released, one quarter is being written.

Template T3 asks for numbers and words, and for innovations; the evaluation of the whole year follows.
"""

from appraisal.management.demo.cells import STEADY, tell_stories
from appraisal.management.demo.parts import live_past_part, parts_until, schedule_of_story
from appraisal.management.demo.plans import write_agreed_plans
from appraisal.management.demo.running import (
    is_here,
    is_in,
    live_evaluations,
    open_in_january,
    open_period,
    take_in_newcomers,
)
from appraisal.management.demo.years import prepare_cycle

OFFICE = ("DUK",)
WITHOUT_PLAN = "DUK.SEK"  # where two people have not written their plan


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
    past, now = parts_until(cycle, city.today)
    for quarter in past:
        live_past_part(city, quarter, OFFICE, plans, stories)
    take_in_newcomers(city, cycle)
    open_period(city, now, OFFICE)
    live_evaluations(city, now, steady, stories)
    return now
