"""A period that is over: everything that was written, decided and released in it, set by set.

The records come with the moves and audit events that the services would have written; the results
are frozen by the service itself.
"""

from collections import defaultdict
from copy import copy
from datetime import timedelta

from django.db.models import prefetch_related_objects
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.permissions import Actor
from accounts.queries.actor import system_actor
from appraisal.choices import EvaluationStage as S
from appraisal.choices import Part, Phase
from appraisal.management.demo.answers import self_values
from appraisal.management.demo.data import moment, next_working_day, working_day
from appraisal.management.demo.records import (
    Record,
    write_criteria,
    write_ledger,
    write_reviews,
    write_sent,
)
from appraisal.management.demo.reviews import review_values, talk_values
from appraisal.models import Evaluation, EvaluationChange, PlannedResult
from appraisal.queries.review import criteria_of
from appraisal.services.published_result import publish_result
from appraisal.workflow.evaluation import ACKNOWLEDGE, CLOSE, DECIDE, DELIVER, SUBMIT
from competency.models import Competency
from competency.queries.standard import standards_of_positions

MOVES = (
    (SUBMIT, S.SELF_ASSESSMENT, S.REVIEW, "submitted_at"),
    (DECIDE, S.REVIEW, S.DECIDED, "decided_at"),
    (DELIVER, S.DECIDED, S.DELIVERED, "delivered_at"),
    (ACKNOWLEDGE, S.DELIVERED, S.ACKNOWLEDGED, "acknowledged_at"),
)
CLOSED_AFTER = timedelta(days=32)


def live_period(city, period, plans, windows, stories):
    """Write the evaluations of a period with everything that two people wrote about each."""
    evaluations = write_evaluations(city, period, plans, windows)
    records = list(new_records(evaluations, stories))
    for write in (write_sent, write_reviews, write_criteria, publish, write_ledger):
        write(records)
    write_moves(evaluations)
    return evaluations


def write_evaluations(city, period, plans, windows):
    """Write released evaluations with the time stamps of their whole life; most are closed by today."""
    period.opened_at = moment(windows[Phase.SELF_ASSESSMENT][0], city.rng, (7, 7))
    period.save(update_fields=["opened_at"])
    made = Evaluation.objects.bulk_create(
        new_evaluation(period, plan, dates_of(city, windows)) for plan in plans
    )
    full = Evaluation.objects.select_related(
        "period__cycle__framework",
        "period__cycle__template",
        "job_position",
        "work_plan",
        "org_unit",
    ).select_related("employee", "supervisor", "superior")
    return list(full.filter(pk__in=[row.pk for row in made]).order_by("pk"))


def new_evaluation(period, plan, dates):
    """Return an unsaved evaluation that has come as far as its dates say."""
    return Evaluation(
        period=period,
        work_plan=plan,
        assignment=plan.assignment,
        employee=plan.employee,
        supervisor=plan.supervisor,
        superior=plan.superior,
        org_unit_id=plan.org_unit_id,
        job_position_id=plan.job_position_id,
        stage=last_stage(dates),
        revision=9,
        created_at=period.opened_at,
        delivered_version=1,
        **dates,
    )


def last_stage(dates):
    """Return the stage in which a released result is."""
    if dates["closed_at"]:
        return S.FINAL
    return S.ACKNOWLEDGED if dates["acknowledged_at"] else S.DELIVERED


def dates_of(city, windows):
    """Return the time stamps of one life: a few are late, not everybody acknowledges."""
    (opens, closes), (reviews, reviewed) = windows[Phase.SELF_ASSESSMENT], windows[Phase.REVIEW]
    is_late = city.rng.random() < 0.04
    latest = (closes - opens).days + (3 if is_late else 0)
    submitted = moment(opens + timedelta(days=city.rng.randint(3, latest)), city.rng)
    days = city.rng.randint(1, (reviewed - reviews).days)
    decided = moment(working_day(reviews + timedelta(days=days)), city.rng, (16, 17))
    decided = max(decided, submitted + timedelta(hours=20))
    delivery, ends = windows[Phase.DELIVERY]
    released = delivery + timedelta(days=city.rng.randint(0, min(9, (ends - delivery).days)))
    weekday = next_working_day(released)
    delivered = moment(weekday if weekday <= ends else working_day(ends), city.rng)
    closed = delivered + CLOSED_AFTER
    read = city.rng.random() < 0.86
    return {
        "first_saved_at": submitted - timedelta(days=2),
        "submitted_at": submitted,
        "decided_at": decided,
        "delivered_at": delivered,
        "acknowledged_at": delivered + timedelta(days=city.rng.randint(1, 6)) if read else None,
        "closed_at": closed if timezone.localdate(closed) < city.today else None,
        "is_late": is_late,
    }


def new_records(evaluations, stories):
    """Return what two people wrote about each evaluation."""
    cycle, criteria = evaluations[0].period.cycle, criteria_of(evaluations[0])
    competencies, standards = asked_of(cycle, evaluations)
    planned = defaultdict(list)
    for result in PlannedResult.objects.filter(work_plan__cycle=cycle).order_by("position", "pk"):
        planned[result.work_plan_id].append(result)
    for evaluation in evaluations:
        asked = [with_standard(one, standards[evaluation.job_position_id]) for one in competencies]
        story, plan = stories[evaluation.employee_id], planned[evaluation.work_plan_id]
        record = Record(evaluation, story, plan, asked, criteria)
        day = timezone.localdate(evaluation.decided_at)
        record.own = self_values(story, plan, asked, criteria)
        record.said = review_values(story, plan, asked, record.own, criteria)
        record.said |= talk_values(story, day)
        yield record


def asked_of(cycle, evaluations):
    """Return the competencies that a cycle asks for, and {post: {code: level}}."""
    if not cycle.has_part(Part.COMPETENCIES):
        return [], defaultdict(dict)
    posts = {evaluation.job_position for evaluation in evaluations}
    standards = standards_of_positions(posts, cycle.framework, cycle.from_date)
    found = Competency.objects.filter(framework=cycle.framework).order_by("position")
    return list(found), standards


def with_standard(competency, levels):
    """Return a copy of a competency that knows what a post requires."""
    asked = copy(competency)
    asked.standard = levels[competency.code]
    return asked


def publish(records):
    """Freeze the result of each evaluation."""
    reviews = [record.review for record in records]
    prefetch_related_objects(reviews, "results", "behaviours", "criteria")
    for record in records:
        evaluation, at = record.evaluation, record.evaluation.decided_at
        actor = Actor(evaluation.supervisor, timezone.localdate(at))
        publish_result(evaluation=evaluation, review=record.review, actor=actor, at=at)


def write_moves(evaluations):
    """Write the moves of all evaluations, each with its audit event."""
    calendar = system_actor(evaluations[0].period.until_date).employee
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
    if not evaluation.closed_at:
        return moves
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
