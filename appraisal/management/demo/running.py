"""The year that runs: people in every stage, moved by the services as they would move themselves."""

import random
from datetime import timedelta

from accounts.permissions import Actor
from accounts.queries.actor import actor_of, system_actor
from appraisal.choices import WorkPlanStage
from appraisal.management.demo.cells import STEADY, tell_stories
from appraisal.management.demo.data import moment, texts, working_day
from appraisal.management.demo.lives import Life
from appraisal.management.demo.people import LATE, NEW, OUTSIDE
from appraisal.management.demo.plans import write_agreed_plans, write_results
from appraisal.management.demo.statuses import slow_people, status_of
from appraisal.management.demo.years import (
    make_cycle,
    record_achievements,
    windows_around,
)
from appraisal.models import Evaluation, WorkPlan
from appraisal.services.cycle import add_participants, exclude_from_cycle
from appraisal.services.cycle_opening import open_cycle
from appraisal.services.evaluation_opening import open_evaluations
from appraisal.services.work_plan import (
    agree_work_plan,
    propose_work_plan,
    return_work_plan,
    save_behaviour_expectations,
)

SELF_ASSESSMENT_OPENS = -45
OFFICES = ("SETDA", "INSP", "KEC", "PTSP", "DKS")
LEFT_OUT = "DKS.YANKES"  # the unit of somebody on study leave
AGREED_LATE, RETURNED, PROPOSED = 1, 3, 4  # of the slow plans; the rest are drafts


def live_running_year(city, year):
    """Write the year up to today."""
    offices = [city.units[code] for code in OFFICES]
    cycle = make_cycle(city, year, windows_around(city.today, year), offices)
    members = [member for member in city.members if is_here(member) and is_in(member, OFFICES)]
    absent = next(m for m in members if m.unit == LEFT_OUT and not m.key)
    slow = slow_people(members, year)
    steady = [member for member in members if member not in (absent, *slow)]
    write_agreed_plans(city, cycle, steady)
    open_in_january(city, cycle, absent)
    take_in_newcomers(city, cycle)
    open_period(city, cycle.periods.get(), OFFICES)
    live_evaluations(city, cycle.periods.get(), steady, tell_stories(city, steady, year, STEADY))
    move_slow_plans(city, cycle, slow)
    return cycle


def is_in(member, offices):
    """Tell whether somebody works in one of some offices."""
    return member.unit.partition(".")[0] in offices


def open_period(city, period, offices):
    """Record what the offices achieved, and let the calendar open the evaluations of a period."""
    start = city.today + timedelta(days=SELF_ASSESSMENT_OPENS)
    record_achievements(city, period, working_day(start - timedelta(days=3)), offices)
    open_evaluations(period=period, actor=system_actor(start), at=moment(start, city.rng, (6, 6)))


def is_here(member):
    """Tell whether somebody took part from the beginning and is rated inside the system."""
    joined_later = member.key.startswith((NEW, LATE))
    return bool(member.employee.nip) and member.boss != OUTSIDE and not joined_later


def open_in_january(city, cycle, absent=None):
    """Leave one person out, if there is one to leave out, and open the cycle."""
    day = usual_day(cycle, 5)
    actor = actor_of(city["maya"], day)
    if absent:
        leave_out(city, cycle, absent, actor, day)
    open_cycle(cycle=cycle, actor=actor, at=moment(day, city.rng, (10, 11)))


def leave_out(city, cycle, absent, actor, day):
    """Leave one person out of a cycle, with the reason."""
    exclude_from_cycle(
        cycle=cycle,
        employee=absent.employee,
        reason=f"Tugas belajar penuh waktu sampai Juli {cycle.from_date.year + 1}",
        actor=actor,
        at=moment(day, city.rng, (8, 9)),
    )


def usual_day(cycle, days):
    """Return a working day some days into the cycle."""
    return working_day(cycle.from_date + timedelta(days=days))


def take_in_newcomers(city, cycle):
    """Give the newcomers a plan; those who came days ago still wait for HR."""
    day = city.today - timedelta(days=20)
    actor = actor_of(city["maya"], day)
    add_participants(cycle=cycle, actor=actor, at=moment(day, city.rng))


def live_evaluations(city, period, members, stories):
    """Move every evaluation of a period as far as its status says."""
    dice = random.Random(f"status {period.from_date.year}")
    statuses = {member.employee.pk: status_of(member, dice) for member in members}
    evaluations = (
        Evaluation.objects.filter(period=period)
        .select_related("employee", "supervisor", "superior", "job_position", "work_plan")
        .select_related("period__cycle__framework", "period__cycle__template", "org_unit")
        .order_by("pk")
    )
    hr = actor_of(city["maya"], city.today)
    for evaluation in evaluations:
        pk = evaluation.employee_id
        member = city.member_of(evaluation.employee)
        Life(evaluation, stories[pk], member, city.today, hr).live(statuses[pk])


def move_slow_plans(city, cycle, slow):
    """Leave some plans as drafts, and move the others a step or two; the youngest proposes too."""
    everybody = [*slow, next(m for m in city.members if m.key == f"{NEW}gita")]
    plans = {
        plan.employee_id: plan
        for plan in WorkPlan.objects.filter(cycle=cycle, stage=WorkPlanStage.DRAFT)
        .filter(supervisor__isnull=False)
        .select_related("cycle", "employee", "supervisor")
    }
    pairs = [(plans[member.employee.pk], member) for member in everybody]
    write_results(city, pairs[: -len(slow) // 3] + pairs[-1:])
    moved = [plan for plan, _member in [pairs[-1], *pairs[: AGREED_LATE + RETURNED + PROPOSED]]]
    for number, plan in enumerate(moved):
        move_slow_plan(city, plan, number)


def move_slow_plan(city, plan, number):
    """Propose a plan; the second is agreed late, the next ones come back with a note."""
    days = city.rng.randint(3, 9)
    day = working_day(city.today - timedelta(days=days))
    propose_work_plan(
        work_plan=plan, actor=Actor(plan.employee, day), at=moment(day, city.rng, (8, 11))
    )
    boss = {"work_plan": plan, "actor": Actor(plan.supervisor, day)}
    boss["at"] = moment(day, city.rng, (13, 16))
    if 0 < number <= AGREED_LATE:
        expectations = texts("words")["expectations"]
        save_behaviour_expectations(texts=expectations, **boss)
        agree_work_plan(**boss)
    elif AGREED_LATE < number <= AGREED_LATE + RETURNED:
        notes = texts("words")["plan_returned"]["texts"]
        return_work_plan(reason=notes[number % len(notes)], **boss)
