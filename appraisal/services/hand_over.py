"""Hand over: when a supervisor changes, the open plans and evaluations follow the line."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.queries.employee import public_ids
from accounts.queries.reporting_line import definitive_assignment
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import new_notice, write_notices
from accounts.services.reporting_line import SupervisorChange, set_supervisor
from appraisal.choices import WorkPlanStage
from appraisal.models import Evaluation, WorkPlan
from appraisal.queries.hand_over import (
    lines_not_followed,
    supervisors_by_employee,
    supervisors_by_post,
)


@dataclass
class HandOver:
    """What changed hands, and what stayed because somebody in the system has to act on it."""

    plans: list[WorkPlan] = field(default_factory=list)
    evaluations: list[Evaluation] = field(default_factory=list)
    kept: list[WorkPlan | Evaluation] = field(default_factory=list)


@transaction.atomic
def change_supervisor(*, employee, supervisor, is_outside, from_date, reason, actor, at):
    """Give an employee another supervisor from a day on; open records follow on that day."""
    assignment = definitive_assignment(employee, from_date)
    if assignment is None:
        message = _(
            "On that day the employee holds no definitive post, so nobody can supervise it."
        )
        raise Refusal(message, code="no_assignment")
    if not actor.is_admin_for(assignment.org_unit_id):
        raise PermissionDenied
    refuse_own(employee, supervisor, actor)
    if not reason.strip():
        raise Refusal(_("Write the reason; the people concerned will read it."), code="no_reason")
    change = set_supervisor(
        assignment=assignment,
        supervisor=supervisor,
        is_outside=is_outside,
        from_date=from_date,
        reason=reason.strip(),
        actor=actor,
        at=at,
    )
    return move_open_records(changes=[change], actor=actor, at=at)


def refuse_own(employee, supervisor, actor):
    """Let nobody choose who judges them, nor whom they judge (docs/decisions/0007)."""
    if employee == actor.employee:
        message = _("This is your own supervisor. Ask another HR administrator to change it.")
        raise Refusal(message, code="own_line")
    if supervisor == actor.employee:
        message = _("You would supervise this employee. Ask another HR administrator to record it.")
        raise Refusal(message, code="own_team")


@transaction.atomic
def move_open_records(*, changes, actor, at):
    """Let open plans and evaluations follow changes that hold today; tell everybody."""
    tell_people(changes=changes, at=at)
    return move_due_records(changes=changes, actor=actor, at=at)


@transaction.atomic
def hand_over_begun(*, actor, at):
    """Let records follow the lines in force, however long ago they began; what is right stays."""
    changes = [
        SupervisorChange(line.assignment, line.employee, None, line.supervisor, line.from_date)
        for line in lines_not_followed(timezone.localdate(at))
    ]
    return move_due_records(changes=changes, actor=actor, at=at)


def move_due_records(*, changes, actor, at):
    """Move the open records of the changes that hold today."""
    today = timezone.localdate(at)
    due = [change for change in changes if change.from_date <= today]
    moved = HandOver()
    if due:
        posts = {change.assignment.pk for change in due}
        people = {change.employee.pk for change in due}
        chain = (supervisors_by_post(posts, today), supervisors_by_employee(today))
        touched = Q(assignment__in=posts) | Q(supervisor__in=people)
        move_plans(touched=touched, chain=chain, moved=moved, actor=actor, at=at)
        move_evaluations(touched=touched, chain=chain, moved=moved, actor=actor, at=at)
        record_moves(changes=due, moved=moved, actor=actor, at=at)
    return moved


def move_plans(*, touched, chain, moved, actor, at):
    """Move the plans of cycles that are not closed; one that awaits an answer keeps who gives it."""
    for plan in locked(WorkPlan.objects.filter(touched, cycle__closed_at=None)):
        supervisor_id, superior_id = in_charge(plan, *chain)
        if supervisor_id is None and plan.stage == WorkPlanStage.PROPOSED:
            moved.kept.append(plan)
        elif give_to(
            record=plan, supervisor_id=supervisor_id, superior_id=superior_id, actor=actor, at=at
        ):
            moved.plans.append(plan)


def move_evaluations(*, touched, chain, moved, actor, at):
    """Move the evaluations that are not closed; without a supervisor in the system they stay."""
    for evaluation in locked(Evaluation.objects.filter(touched).open()):
        supervisor_id, superior_id = in_charge(evaluation, *chain)
        if supervisor_id is None:
            moved.kept.append(evaluation)
        elif give_to(
            record=evaluation,
            supervisor_id=supervisor_id,
            superior_id=superior_id,
            actor=actor,
            at=at,
        ):
            moved.evaluations.append(evaluation)


def locked(records):
    """Lock the records in the order in which everybody locks them."""
    return records.select_related("employee").select_for_update(of=("self",)).order_by("pk")


def in_charge(record, by_post, by_employee):
    """Return who is in charge of a record from now on, and the superior of that person."""
    supervisor_id = record.supervisor_id
    if record.assignment_id in by_post:
        supervisor_id = by_post[record.assignment_id]
    return supervisor_id, by_employee.get(supervisor_id)


def give_to(*, record, supervisor_id, superior_id, actor, at):
    """Write the new supervisor and superior on a record; tell whether anything changed."""
    before = (record.supervisor_id, record.superior_id)
    if before == (supervisor_id, superior_id):
        return False
    record.supervisor_id, record.superior_id = supervisor_id, superior_id
    record.revision += 1
    record.save(update_fields=["supervisor", "superior", "revision"])
    people = public_ids({*before, supervisor_id, superior_id})
    record_event(
        subject=record,
        action="hand_over",
        actor=actor,
        at=at,
        supervisor=[people[before[0]], people[supervisor_id]],
        superior=[people[before[1]], people[superior_id]],
    )
    return True


def record_moves(*, changes, moved, actor, at):
    """Remember with each employee which records moved: the page afterwards is made from it."""
    for change in changes:
        ids = {
            "plans": ids_about(moved.plans, change.employee),
            "evaluations": ids_about(moved.evaluations, change.employee),
            "kept": ids_about(moved.kept, change.employee),
        }
        if any(ids.values()):
            subject = change.employee
            record_event(subject=subject, action="records_moved", actor=actor, at=at, **ids)


def ids_about(records, employee):
    """Return the public ids of the records of a person and of those the person is in charge of."""
    return [
        record.public_id
        for record in records
        if employee.pk in {record.employee_id, record.supervisor_id}
    ]


def tell_people(*, changes, at):
    """Tell each employee, the new supervisor and the one before."""
    write_notices([notice for change in changes for notice in notices_of(change, at)])


def notices_of(change, at):
    """Return the notices about one change of supervisor."""
    words = {
        "at": at,
        "note": change.reason,
        "dedupe": f"hand_over:{change.assignment.public_id}:{change.from_date}:{at.isoformat()}",
    }
    yield new_notice(
        recipient=change.employee,
        kind=NoticeKind.SUPERVISOR_CHANGED,
        about=change.new.name if change.new else "",
        link=reverse("accounts:profile"),
        **words,
    )
    for person in (change.new, change.old):
        if person:
            yield new_notice(
                recipient=person,
                kind=NoticeKind.TEAM_CHANGED,
                about=change.employee.name,
                link=reverse("appraisal:team_board"),
                **words,
            )
