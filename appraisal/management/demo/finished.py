"""The year that is over: everything closed, with results from every cell of the quadrant.

In that first year the agency tried it with some of its offices; Kependudukan and Kesehatan joined later.
"""

from datetime import timedelta

from django.utils import timezone

from accounts.permissions import Actor
from accounts.services.audit import record_event
from appraisal.choices import Phase
from appraisal.management.demo.cells import tell_stories
from appraisal.management.demo.data import moment, working_day
from appraisal.management.demo.people import OUTSIDE
from appraisal.management.demo.periods import live_period
from appraisal.management.demo.plans import write_agreed_plans
from appraisal.management.demo.years import make_cycle, record_achievements, usual_windows
from appraisal.services.issued_document import issue_documents

FIRST_OFFICES = ("SETDA", "INSP", "KEC", "PTSP")
PRINTED = ("ratna", "ahmad", "sari")  # whose documents are issued; the worker prints them


def live_finished_year(city, year):
    """Write the whole year."""
    windows = usual_windows(year)
    offices = [city.units[code] for code in FIRST_OFFICES]
    cycle = make_cycle(city, year, windows, offices)
    open_quietly(city, cycle)
    members = [member for member in city.members if takes_part(member, cycle)]
    plans = write_agreed_plans(city, cycle, members)
    day = working_day(windows[Phase.REVIEW][0])
    record_achievements(city, cycle.periods.get(), day, FIRST_OFFICES)
    stories = tell_stories(city, members, year)
    evaluations = live_period(city, cycle.periods.get(), plans, windows, stories)
    issue_some(city, evaluations)
    close_cycle(city, cycle, evaluations)
    return cycle


def takes_part(member, cycle):
    """Tell whether somebody held a post then, in one of the first offices, rated inside the system."""
    is_here = member.assignment.from_date <= cycle.from_date and is_first(member.unit)
    return is_here and bool(member.employee.nip) and member.boss != OUTSIDE


def is_first(code):
    """Tell whether a unit belongs to the offices that began."""
    return code.partition(".")[0] in FIRST_OFFICES


def open_quietly(city, cycle):
    """Note that the cycle was opened in the first days of its year."""
    cycle.opened_at = moment(working_day(cycle.from_date + timedelta(days=4)), city.rng)
    cycle.save(update_fields=["opened_at"])
    record_event(
        subject=cycle,
        action="open_cycle",
        actor=Actor(city["maya"], cycle.from_date),
        at=cycle.opened_at,
    )


def issue_some(city, evaluations):
    """Issue the documents of a few people; their files are left to the worker."""
    people = {city[key].pk for key in PRINTED}
    for evaluation in evaluations:
        if evaluation.employee_id in people:
            actor = Actor(evaluation.supervisor, timezone.localdate(evaluation.delivered_at))
            result = evaluation.published_results.get()
            issue_documents(published_result=result, actor=actor, at=evaluation.delivered_at)


def close_cycle(city, cycle, evaluations):
    """Note that the year is over, once the last evaluation was closed."""
    cycle.closed_at = max(evaluation.closed_at for evaluation in evaluations)
    cycle.save(update_fields=["closed_at"])
    actor = Actor(city["maya"], timezone.localdate(cycle.closed_at))
    record_event(subject=cycle, action="close_cycle", actor=actor, at=cycle.closed_at)
