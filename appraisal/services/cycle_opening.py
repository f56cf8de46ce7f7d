"""Open a cycle: at once when it is small, by the worker in portions when it is large."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.services.audit import record_event
from accounts.services.background_job import request_job
from appraisal.queries.readiness import readiness
from appraisal.services.cycle import refuse_unavailable
from appraisal.services.cycle_lock import (
    lock_for_managers,
    lock_in_preparation,
    refuse_settled,
    refuse_unready,
)
from appraisal.services.cycle_trial import end_trials
from appraisal.services.work_plan_opening import give_plans

OPEN_TASK = "appraisal.open_cycle"
AT_ONCE = 300  # people whose plans are written while HR waits
PORTION = 500  # plans that the worker writes together


@transaction.atomic
def open_cycle(*, cycle, actor, at):
    """Open a cycle: work plans for everybody, in the same number of statements for any size."""
    begin_opening(cycle=cycle, actor=actor, at=at)
    return give_plans(cycle=cycle, at=at)


@transaction.atomic
def begin_opening(*, cycle, actor, at):
    """Check once more, and let the cycle run; from now on nobody changes what it asks."""
    lock_for_managers(cycle, actor)
    refuse_settled(cycle)
    refuse_unavailable(cycle.template)
    found = readiness(cycle, timezone.localdate(at))
    refuse_unready(found)
    cycle.opened_at = at
    cycle.save(update_fields=["opened_at"])
    end_trials(cycle=cycle, actor=actor, at=at)
    record_event(subject=cycle, action="open_cycle", actor=actor, at=at, people=found.people)


@transaction.atomic
def request_opening(*, cycle, actor, at):
    """Open a small cycle at once and return None; for a large one return the job that opens it."""
    lock_in_preparation(cycle, actor)
    found = readiness(cycle, timezone.localdate(at))
    refuse_unready(found)
    if found.people <= AT_ONCE:
        open_cycle(cycle=cycle, actor=actor, at=at)
        return None
    cycle.opening_job = request_job(
        task=OPEN_TASK,
        title=[[gettext_noop("Open the cycle “%(name)s”"), {"name": cycle.name}]],
        params={"cycle": cycle.public_id},
        actor=actor,
        at=at,
        dedupe=cycle.public_id,
        total=found.people,
    )
    cycle.save(update_fields=["opening_job"])
    return cycle.opening_job
