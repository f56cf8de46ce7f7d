"""A cycle is not closed under a step that is on its way: the closing waits for it."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting

import pytest
from django.db import connections, transaction

from appraisal.models import AppraisalCycle
from appraisal.queries.windows import refuse_closed
from appraisal.services.cycle_closing import close_cycle
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_S = 0.5


@pytest.fixture
def cycle(office):
    """Return a running cycle."""
    return make_cycle(office.dewi, units=[office.agency])


@pytest.fixture
def close(office, cycle):
    """Return a function that closes the cycle in another thread."""
    actor = actor_for(office.dewi)

    def run():
        try:
            again = AppraisalCycle.objects.get(pk=cycle.pk)
            close_cycle(cycle=again, reason="Selesai lebih awal.", actor=actor, at=NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as pool:
        yield lambda: pool.submit(run)


def test_closing_waits_for_a_step_on_its_way(cycle, close):
    with transaction.atomic():
        refuse_closed(cycle)
        closing = close()
        with pytest.raises(StillWaiting):
            closing.result(PATIENCE_S)
    closing.result()

    assert AppraisalCycle.objects.get().closed_at == NOON


def test_without_a_step_it_closes_at_once(cycle, close):
    with transaction.atomic():
        close().result(5 * PATIENCE_S)

    assert AppraisalCycle.objects.get().closed_at == NOON
