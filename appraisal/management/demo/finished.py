"""The year that is over: everything closed, with results from every cell of the quadrant.

Its records are written set by set, each with the moves and audit events that the services would
have written; answers, reviews and snapshots go through the services' own functions.
"""

from datetime import timedelta

from accounts.models import AuditEvent
from accounts.permissions import Actor
from accounts.queries.actor import system_actor
from accounts.services.audit import record_event
from appraisal.choices import EvaluationStage as S
from appraisal.choices import Phase
from appraisal.management.demo.answers import self_values
from appraisal.management.demo.cells import tell_stories
from appraisal.management.demo.data import moment, working_day
from appraisal.management.demo.plans import write_agreed_plans
from appraisal.management.demo.reviews import review_values
from appraisal.management.demo.years import make_cycle, record_achievements, usual_windows
from appraisal.models import DraftField, Evaluation, EvaluationChange
from appraisal.queries.questionnaire import competencies_asked, questionnaire
from appraisal.queries.review import sheet_of
from appraisal.services.evaluation import record_levels
from appraisal.services.issued_document import issue_documents
from appraisal.services.published_result import publish_result
from appraisal.services.review import write_review
from appraisal.services.self_assessment import copy_answers, create_self_assessment
from appraisal.workflow.evaluation import ACKNOWLEDGE, CLOSE, DECIDE, DELIVER, SUBMIT

PRINTED_UNIT = "PTSP.YAN"  # whose documents of that year are issued; the worker prints them
MOVES = (
    (SUBMIT, S.SELF_ASSESSMENT, S.REVIEW, "submitted_at"),
    (DECIDE, S.REVIEW, S.DECIDED, "decided_at"),
    (DELIVER, S.DECIDED, S.DELIVERED, "delivered_at"),
    (ACKNOWLEDGE, S.DELIVERED, S.ACKNOWLEDGED, "acknowledged_at"),
)


def live_finished_year(city, year):
    """Write the whole year."""
    windows = usual_windows(year)
    cycle = make_cycle(city, year, windows)
    open_quietly(city, cycle)
    members = [member for member in city.members if takes_part(member, cycle)]
    plans = write_agreed_plans(city, cycle, members)
    record_achievements(city, cycle, working_day(windows[Phase.REVIEW][0]))
    evaluations = write_evaluations(city, cycle, plans, windows)
    stories = tell_stories(city, members, year)
    for evaluation in evaluations:
        write_answers(evaluation, stories[evaluation.employee_id])
    write_moves(evaluations)
    issue_some(city, evaluations)
    close_cycle(city, cycle, evaluations)
    return cycle


def takes_part(member, cycle):
    """Tell whether somebody held a post then and is rated inside the system."""
    is_here = member.assignment.from_date <= cycle.from_date
    return (
        is_here
        and bool(member.employee.nip)
        and member.assignment.reporting_lines.filter(supervisor__isnull=False).exists()
    )


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


def write_answers(evaluation, story):
    """Write self-assessment, review, frozen result and ledger of one evaluation."""
    asked = questionnaire(evaluation)
    planned = [group.subject for group in asked.section("results").groups]
    competencies = competencies_asked(evaluation)
    own = self_values(story, planned, competencies)
    sent = create_self_assessment(evaluation, 1, evaluation.submitted_at)
    copy_answers(sent, asked, own)
    said = review_values(story, planned, competencies, own, evaluation.decided_at.date())
    drafts = {
        key: DraftField(key=key, value=text, saved_at=evaluation.decided_at)
        for key, text in said.items()
    }
    actor = Actor(evaluation.supervisor, evaluation.decided_at.date())
    at = evaluation.decided_at
    review = write_review(sheet=sheet_of(evaluation, drafts), actor=actor, at=at)
    publish_result(evaluation=evaluation, review=review, actor=actor, at=at)
    record_levels(evaluation=evaluation, version=1, at=evaluation.delivered_at)


def write_moves(evaluations):
    """Write the moves of all evaluations, each with its audit event."""
    calendar = system_actor(evaluations[0].closed_at.date()).employee
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
    """Issue the documents of one unit; their files are left to the worker."""
    unit = city.units[PRINTED_UNIT]
    for evaluation in evaluations:
        if evaluation.org_unit_id == unit.pk:
            actor = Actor(evaluation.supervisor, evaluation.delivered_at.date())
            result = evaluation.published_results.get()
            issue_documents(published_result=result, actor=actor, at=evaluation.delivered_at)


def close_cycle(city, cycle, evaluations):
    """Note that the year is over, once the last evaluation was closed."""
    cycle.closed_at = max(evaluation.closed_at for evaluation in evaluations)
    cycle.save(update_fields=["closed_at"])
    actor = Actor(city["maya"], cycle.closed_at.date())
    record_event(subject=cycle, action="close_cycle", actor=actor, at=cycle.closed_at)
