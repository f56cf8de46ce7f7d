"""Two clicks at once: of two racing threads one moves and one is refused, thanks to the row lock."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connections
from django.db.models import QuerySet

from accounts.refusals import Refusal
from accounts.transitions import advance
from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.models import Evaluation, WorkPlan
from appraisal.workflow.evaluation import ACKNOWLEDGE
from appraisal.workflow.work_plan import AGREE
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_S = 1.0  # how long the first thread waits, inside the move, for the second to come as far


@pytest.fixture(params=["work_plan", "evaluation"])
def life(request, office):
    """Return (model, pk, transition, actor, changes) of a record on which two may act."""
    stage = WorkPlanStage.PROPOSED if request.param == "work_plan" else WorkPlanStage.AGREED
    plan = make_work_plan(
        make_cycle(office.dewi), office.assignments.ani, supervisor=office.budi, stage=stage
    )
    if request.param == "work_plan":
        return WorkPlan, plan.pk, AGREE, actor_for(office.budi), {"agreed_at": NOON}
    record = make_evaluation(plan, stage=EvaluationStage.DELIVERED)
    return Evaluation, record.pk, ACKNOWLEDGE, actor_for(office.ani), {"acknowledged_at": NOON}


def race(life):
    """Let two threads make the same move; each waits, past the lock, for the other."""
    model, pk, transition, actor, changes = life
    both_inside = Barrier(2)

    def allowed(who, record):
        with suppress(BrokenBarrierError):
            both_inside.wait(PATIENCE_S)
        return transition.allowed(who, record)

    slow = replace(transition, allowed=allowed)

    def click(_number):
        try:
            advance(model.objects.get(pk=pk), slow, actor=actor, at=NOON, **changes)
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "moved"

    with ThreadPoolExecutor(max_workers=2) as pool:
        return sorted(pool.map(click, range(2)))


def test_of_two_clicks_one_moves(life):
    outcome = race(life)

    model, pk, *_rest = life
    assert outcome == ["moved", "wrong_stage"]
    assert model.objects.get(pk=pk).stage_changes.count() == 1


def test_without_the_lock_both_would_move(life, monkeypatch):
    """The control: it shows that the test above would notice a missing lock."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)

    outcome = race(life)

    model, pk, *_rest = life
    assert outcome == ["moved", "moved"]
    assert model.objects.get(pk=pk).stage_changes.count() == 2
