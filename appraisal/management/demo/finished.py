"""The year that is over: everything closed, with results from every cell of the quadrant.

In that first year the agency tried it with some of its offices; Kependudukan and Kesehatan joined later.
Its records are written set by set, each with the moves and audit events that the services would
have written; the results are frozen by the service itself.
"""

from collections import defaultdict
from copy import copy
from datetime import timedelta

from django.utils import timezone

from accounts.models import AuditEvent
from accounts.permissions import Actor
from accounts.queries.actor import system_actor
from accounts.services.audit import record_event
from appraisal.choices import EvaluationStage as S
from appraisal.choices import Phase
from appraisal.management.demo.answers import self_values
from appraisal.management.demo.cells import tell_stories
from appraisal.management.demo.data import moment, working_day
from appraisal.management.demo.people import OUTSIDE
from appraisal.management.demo.plans import write_agreed_plans
from appraisal.management.demo.records import Record, write_ledger, write_reviews, write_sent
from appraisal.management.demo.reviews import review_values
from appraisal.management.demo.years import make_cycle, record_achievements, usual_windows
from appraisal.models import Evaluation, EvaluationChange, PlannedResult
from appraisal.services.issued_document import issue_documents
from appraisal.services.published_result import publish_result
from appraisal.workflow.evaluation import ACKNOWLEDGE, CLOSE, DECIDE, DELIVER, SUBMIT
from competency.models import Competency
from competency.queries.standard import standards_of_positions

FIRST_OFFICES = ("SETDA", "INSP", "KEC", "PTSP")
PRINTED = ("ratna", "ahmad", "sari")  # whose documents are issued; the worker prints them
MOVES = (
    (SUBMIT, S.SELF_ASSESSMENT, S.REVIEW, "submitted_at"),
    (DECIDE, S.REVIEW, S.DECIDED, "decided_at"),
    (DELIVER, S.DECIDED, S.DELIVERED, "delivered_at"),
    (ACKNOWLEDGE, S.DELIVERED, S.ACKNOWLEDGED, "acknowledged_at"),
)


def live_finished_year(city, year):
    """Write the whole year."""
    windows = usual_windows(year)
    offices = [city.units[code] for code in FIRST_OFFICES]
    cycle = make_cycle(city, year, windows, offices)
    open_quietly(city, cycle)
    members = [member for member in city.members if takes_part(member, cycle)]
    plans = write_agreed_plans(city, cycle, members)
    record_achievements(city, cycle, working_day(windows[Phase.REVIEW][0]))
    evaluations = write_evaluations(city, cycle, plans, windows)
    stories = tell_stories(city, members, year)
    records = list(new_records(evaluations, stories))
    for write in (write_sent, write_reviews, publish, write_ledger):
        write(records)
    write_moves(evaluations)
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


def write_evaluations(city, cycle, plans, windows):
    """Write closed evaluations with the time stamps of their whole life."""
    period = cycle.periods.get()
    period.opened_at = moment(windows[Phase.SELF_ASSESSMENT][0], city.rng, (7, 7))
    period.save(update_fields=["opened_at"])
    made = Evaluation.objects.bulk_create(
        Evaluation(
            period=period,
            work_plan=plan,
            assignment=plan.assignment,
            employee=plan.employee,
            supervisor=plan.supervisor,
            superior=plan.superior,
            org_unit_id=plan.org_unit_id,
            job_position_id=plan.job_position_id,
            stage=S.FINAL,
            revision=9,
            created_at=period.opened_at,
            delivered_version=1,
            **dates_of(city, windows),
        )
        for plan in plans
    )
    full = Evaluation.objects.select_related(
        "period__cycle__framework",
        "period__cycle__template",
        "job_position",
        "work_plan",
        "org_unit",
    ).select_related("employee", "supervisor", "superior")
    return list(full.filter(pk__in=[row.pk for row in made]).order_by("pk"))


def dates_of(city, windows):
    """Return the time stamps of one life: a few are late, not everybody acknowledges."""
    (opens, closes), (reviews, reviewed) = windows[Phase.SELF_ASSESSMENT], windows[Phase.REVIEW]
    is_late = city.rng.random() < 0.04
    latest = (closes - opens).days + (3 if is_late else 0)
    submitted = moment(opens + timedelta(days=city.rng.randint(3, latest)), city.rng)
    days = city.rng.randint(1, (reviewed - reviews).days)
    decided = moment(working_day(reviews + timedelta(days=days)), city.rng, (16, 17))
    released = windows[Phase.DELIVERY][0] + timedelta(days=city.rng.randint(0, 9))
    delivered = moment(released, city.rng)
    read = city.rng.random() < 0.86
    return {
        "first_saved_at": submitted - timedelta(days=2),
        "submitted_at": submitted,
        "decided_at": decided,
        "delivered_at": delivered,
        "acknowledged_at": delivered + timedelta(days=city.rng.randint(1, 6)) if read else None,
        "closed_at": delivered + timedelta(days=32),
        "is_late": is_late,
    }


def new_records(evaluations, stories):
    """Return what two people wrote about each evaluation."""
    cycle = evaluations[0].period.cycle
    posts = {evaluation.job_position for evaluation in evaluations}
    standards = standards_of_positions(posts, cycle.framework, cycle.from_date)
    competencies = list(Competency.objects.filter(framework=cycle.framework).order_by("position"))
    planned = defaultdict(list)
    for result in PlannedResult.objects.filter(work_plan__cycle=cycle).order_by("position", "pk"):
        planned[result.work_plan_id].append(result)
    for evaluation in evaluations:
        asked = [with_standard(one, standards[evaluation.job_position_id]) for one in competencies]
        record = Record(
            evaluation, stories[evaluation.employee_id], planned[evaluation.work_plan_id], asked
        )
        day = timezone.localdate(evaluation.decided_at)
        record.own = self_values(record.story, record.planned, asked)
        record.said = review_values(record.story, record.planned, asked, record.own, day)
        yield record


def with_standard(competency, levels):
    """Return a copy of a competency that knows what a post requires."""
    asked = copy(competency)
    asked.standard = levels[competency.code]
    return asked


def publish(records):
    """Freeze the result of each evaluation."""
    for record in records:
        evaluation, at = record.evaluation, record.evaluation.decided_at
        actor = Actor(evaluation.supervisor, timezone.localdate(at))
        publish_result(evaluation=evaluation, review=record.review, actor=actor, at=at)


def write_moves(evaluations):
    """Write the moves of all evaluations, each with its audit event."""
    calendar = system_actor(timezone.localdate(evaluations[0].closed_at)).employee
    moves = [move for evaluation in evaluations for move in moves_of(evaluation, calendar)]
    EvaluationChange.objects.bulk_create(moves)
    AuditEvent.objects.bulk_create(
        AuditEvent(
            subject_label=Evaluation._meta.label,
            subject_id=move.evaluation.public_id,
            action=move.transition,
            actor_id=move.actor_id,
            at=move.changed_at,
        )
        for move in moves
    )


def moves_of(evaluation, calendar):
    """Return the moves of one life in their order."""
    people = {
        "submitted_at": evaluation.employee,
        "decided_at": evaluation.supervisor,
        "delivered_at": evaluation.supervisor,
        "acknowledged_at": evaluation.employee,
    }
    done = [row for row in MOVES if getattr(evaluation, row[3])]
    moves = [
        new_move(evaluation, row.name, (source, target), people[field], getattr(evaluation, field))
        for row, source, target, field in done
    ]
    last = (done[-1][2], S.FINAL)
    return [*moves, new_move(evaluation, CLOSE.name, last, calendar, evaluation.closed_at)]


def new_move(evaluation, name, stages, person, at):
    """Return one unsaved move."""
    return EvaluationChange(
        evaluation=evaluation,
        transition=name,
        source=stages[0],
        target=stages[1],
        actor=person,
        changed_at=at,
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
