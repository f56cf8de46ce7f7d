"""Ani keeps a work log in a running cycle."""

import pytest

from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_cycle, make_work_plan
from tests.factories.self_assessment import make_entry


@pytest.fixture
def actor(ani):
    """Return Ani as a request carries her."""
    return actor_for(ani)


@pytest.fixture
def plan(office):
    """Return Ani's plan with two results in a running cycle."""
    cycle = make_cycle(office.dewi, units=[office.dinas])
    return make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)


@pytest.fixture
def signed_in(client, ani):
    """Return a browser in which Ani is signed in."""
    client.force_login(ani)
    return client


@pytest.fixture
def entry(ani):
    """Return a note of Ani."""
    return make_entry(ani)
