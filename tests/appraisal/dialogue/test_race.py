"""Two plan the same dialogue at once: one record, thanks to the lock on the evaluation."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connections
from django.db.models import QuerySet

from appraisal.models import Evaluation, PerformanceDialogue
from appraisal.services import dialogue as dialogue_service
from appraisal.services.dialogue import Schedule, plan_dialogue
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_S = 1.0


@pytest.fixture
def plan_twice(office, evaluation, monkeypatch):
    """Return a function: two threads plan; each waits, past the lock, for the other."""
    both_inside = Barrier(2)
    take_back, actor = dialogue_service.take_back, actor_for(office.budi)

    def wait_then_take_back(dialogue):
        with suppress(BrokenBarrierError):
            both_inside.wait(PATIENCE_S)
        take_back(dialogue)

    monkeypatch.setattr(dialogue_service, "take_back", wait_then_take_back)

    def plan(minutes):
        row = Evaluation.objects.select_related("period__cycle", "employee").get(pk=evaluation.pk)
        try:
            plan_dialogue(evaluation=row, schedule=Schedule(NOON, minutes), actor=actor, at=NOON)
        except IntegrityError:
            return "clash"
        finally:
            connections.close_all()
        return "planned"

    def run():
        with ThreadPoolExecutor(max_workers=2) as pool:
            return sorted(pool.map(plan, (30, 60)))

    return run


def test_of_two_plans_one_record_remains(plan_twice):
    assert plan_twice() == ["planned", "planned"]
    assert PerformanceDialogue.objects.count() == 1


def test_without_the_lock_they_clash(plan_twice, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)

    assert plan_twice() == ["clash", "planned"]
