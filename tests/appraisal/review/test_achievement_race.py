"""A decision and a correction of the achievement at once: the result keeps the value it rests on."""

import threading
from contextlib import suppress

import pytest
from django.db import connection

from accounts.refusals import Refusal
from appraisal.models import UnitAchievement
from appraisal.services import review as review_service
from appraisal.services.unit_achievement import record_achievement
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(monkeypatch):
    """Let the correction go on once the decision has read the achievement, and wait for it there."""
    barriers = [threading.Barrier(2), threading.Barrier(2)]
    write_review = review_service.write_review

    def meet(place):
        with suppress(threading.BrokenBarrierError):
            barriers[place].wait(timeout=1)  # with the lock nobody else comes by the second time

    def wait_then_write(**told):
        meet(0)
        meet(1)
        return write_review(**told)

    monkeypatch.setattr(review_service, "write_review", wait_then_write)
    return meet


def race(office, evaluation, meet):
    """Decide, and correct the achievement in between; return the refusals of the correction."""
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    refusals = []

    def correct():
        meet(0)
        try:
            record_achievement(
                org_unit=office.dinas,
                period=evaluation.period,
                value="POOR",
                source="LKjIP",
                set_date=NOON.date(),
                is_last_year=False,
                actor=actor_for(office.dewi),
                at=NOON,
            )
        except Refusal as refusal:
            refusals.append(refusal.code)
        finally:
            connection.close()
        meet(1)

    thread = threading.Thread(target=correct)
    thread.start()
    decide = review_service.decide_evaluation
    decide(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    thread.join()
    return refusals


def test_correction_waits_and_is_refused(office, evaluation, meeting):
    assert race(office, evaluation, meeting) == ["results_decided"]
    assert UnitAchievement.objects.get().value == "GOOD"


def test_without_the_lock_the_ground_of_a_result_changes(office, evaluation, meeting, monkeypatch):
    # The control: the same race shows the fault as soon as the guard is gone.
    monkeypatch.setattr(review_service, "hold_achievements", lambda _period: None)

    assert race(office, evaluation, meeting) == []
    assert UnitAchievement.objects.get().value == "POOR"
