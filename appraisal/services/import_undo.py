"""Take an import back, and with it the hand-over that it caused: all or nothing."""

import logging

from django.db import IntegrityError, transaction

from accounts.models import Employee, ReportingLine
from accounts.refusals import Refusal
from accounts.services.employee_import.trace import Step, Trace
from accounts.services.employee_import.undo import (
    MET,
    Undo,
    find_obstacles,
    keep_obstacles,
    refusal_of,
)
from appraisal.models import Evaluation, WorkPlan
from appraisal.queries.import_undo import acted_since
from appraisal.services.hand_over import move_open_records

# Whom a hand-over put in charge: these go back by themselves.
IN_CHARGE = frozenset(
    f"{model._meta.label}.{name}"
    for model in (WorkPlan, Evaluation)
    for name in ("supervisor", "superior")
)
logger = logging.getLogger(__name__)


def refuse_obstacles(*, batch, progress=None):
    """Refuse when something depends on the import by now, and name it on the page of the import."""
    obstacles = obstacles_of(batch, Trace(batch), progress)
    keep_obstacles(batch=batch, obstacles=obstacles)
    if obstacles:
        raise refusal_of(obstacles)


def obstacles_of(batch, trace, progress=None):
    """Return what has happened since, to people, units and to what the new supervisors were given."""
    people = people_moved(trace)
    return find_obstacles(
        trace=trace,
        ignored=IN_CHARGE,
        extra=[lambda: decided(people, batch.applied_at)],
        progress=progress,
    )


def people_moved(trace):
    """Return the people who were here before and whose line of reporting the import wrote."""
    rows = [
        *trace.rows(ReportingLine, Step.CREATED).values(),
        *(new for _old, new in trace.rows(ReportingLine, Step.CHANGED).values()),
        *trace.rows(ReportingLine, Step.DELETED).values(),
    ]
    return {row["employee_id"] for row in rows} - trace.keys(Employee, Step.CREATED)


def decided(people, since):
    """Return the people about whose records somebody else has acted since."""
    return [
        (Employee, employee, "decided", model._meta.label)
        for model in (WorkPlan, Evaluation)
        for employee in acted_since(model, people, since)
    ]


def undo_import(*, batch, actor, at):
    """Write back what an import changed, hand the open records back, and remove what it created.

    What was looked for before is looked for again behind the locks.
    """
    try:
        with transaction.atomic():
            undo = Undo(batch=batch, actor=actor, at=at)
            if obstacles := obstacles_of(undo.batch, undo.trace):
                raise refusal_of(obstacles)
            move_open_records(changes=undo.take_back(), actor=actor, at=at)
            undo.finish()
    except IntegrityError as error:
        logger.warning("undo of %s met %s", batch.public_id, error.__cause__.diag.constraint_name)
        raise Refusal(MET, code="met") from error
    return undo.batch
