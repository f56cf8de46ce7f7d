"""The city library, which looks at half years: with criteria of its own, and the supervisor marks first.

Template T2 asks for criteria; the agency added the competencies and hides the self-assessment of an item
until the supervisor has marked it.
"""

from datetime import date

from accounts.queries.actor import actor_of
from appraisal.choices import CycleOption, Part
from appraisal.management.demo.cells import STEADY, tell_stories
from appraisal.management.demo.data import moment
from appraisal.management.demo.parts import live_past_part, parts_until, schedule_of_story
from appraisal.management.demo.plans import write_agreed_plans
from appraisal.management.demo.running import is_in, live_evaluations, open_in_january, open_period
from appraisal.management.demo.years import prepare_cycle
from appraisal.services.cycle_parts import criteria_of, set_parts

OFFICE = ("PUS",)
WITHOUT_PLAN = "kadis_pus"  # still to be written


def live_halves(city, year):
    """Write the year of the library, half by half, up to today."""
    cycle = prepare_cycle(
        city,
        f"Penilaian semester perpustakaan {year}",
        year,
        [city.units[code] for code in OFFICE],
        lambda made: schedule_of_story(made, city.today),
        template="T2",
    )
    ask_blind_first(city, cycle)
    members = [m for m in city.members if is_in(m, OFFICE) and m.key != WITHOUT_PLAN]
    plans = write_agreed_plans(city, cycle, members)
    open_in_january(city, cycle)
    stories = tell_stories(city, members, year, STEADY)
    past, now = parts_until(cycle, city.today)
    for half in past:
        live_past_part(city, half, OFFICE, plans, stories)
    open_period(city, now, OFFICE)
    live_evaluations(city, now, members, stories)


def ask_blind_first(city, cycle):
    """Let HR add the competencies, and hide each self-mark until the supervisor has marked."""
    day = date(cycle.from_date.year - 1, 12, 9)
    set_parts(
        cycle=cycle,
        parts={Part.CRITERIA: "required", Part.COMPETENCIES: "required"},
        narratives=cycle.narratives,
        options=[CycleOption.BLIND_FIRST],
        criteria=criteria_of(cycle),
        actor=actor_of(city["maya"], day),
        at=moment(day, city.rng, (16, 16)),
    )
