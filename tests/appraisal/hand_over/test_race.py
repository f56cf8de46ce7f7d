"""Two changes at once: each alone is fine, together they would close a circle."""

import threading
from contextlib import suppress

import pytest
from django.db import connection

from accounts.refusals import Refusal
from accounts.services import reporting_line
from appraisal.services.hand_over import change_supervisor
from tests.factories.accounts import actor_for, people_in_circles
from tests.factories.appraisal import NOON

TODAY = NOON.date()


@pytest.fixture
def meeting(monkeypatch):
    """Let both changes wait for each other after the check for circles and before the writing."""
    barrier = threading.Barrier(2)
    refuse_unchanged = reporting_line.refuse_unchanged

    def meet(*arguments):
        refuse_unchanged(*arguments)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=1)  # with the lock nobody else comes by

    monkeypatch.setattr(reporting_line, "refuse_unchanged", meet)


def race(office):
    """Put Ani under Citra and Citra under Ani at the same time; return the refusals."""
    refusals = []

    def change(employee, supervisor):
        try:
            change_supervisor(
                employee=employee,
                supervisor=supervisor,
                is_outside=False,
                from_date=TODAY,
                reason="Rotasi",
                actor=actor_for(office.dewi),
                at=NOON,
            )
        except Refusal as refusal:
            refusals.append(refusal.code)
        finally:
            connection.close()

    pairs = ((office.ani, office.citra), (office.citra, office.ani))
    threads = [threading.Thread(target=change, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


@pytest.mark.django_db(transaction=True)
def test_second_change_is_refused(office, meeting):
    assert race(office) == ["circle"]
    assert people_in_circles(TODAY) == set()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_circle_closes(office, meeting, monkeypatch):
    # The control: the same race shows the fault as soon as the guard is gone.
    monkeypatch.setattr(reporting_line, "lock_the_chain", lambda: None)

    assert race(office) == []
    assert people_in_circles(TODAY) == {office.ani.pk, office.citra.pk}
