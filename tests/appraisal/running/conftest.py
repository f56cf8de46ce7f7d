"""A running cycle of the whole agency, HR as an actor, and signed-in people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.choices import EvaluationStage
from appraisal.services.reopening import ask_reopening
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan


@pytest.fixture
def hr(office):
    """Dewi as the actor of a request."""
    return actor_for(office.dewi)


@pytest.fixture
def running(office):
    """Return a running cycle for the whole agency."""
    return make_cycle(office.dewi, units=[office.agency])


@pytest.fixture
def plan_of(office, running):
    """Return a function that gives somebody a plan in the cycle."""

    def make(name, *, supervisor="budi", superior="farid", **fields):
        return make_work_plan(
            running,
            getattr(office.assignments, name),
            supervisor=getattr(office, supervisor),
            superior=getattr(office, superior),
            **fields,
        )

    return make


@pytest.fixture
def evaluation_of(plan_of):
    """Return a function that gives somebody an evaluation at a stage."""

    def make(name, stage="SELF_ASSESSMENT", **people):
        return make_evaluation(plan_of(name, **people), stage=stage)

    return make


@pytest.fixture
def page():
    """Return a function that gives the address of a page of the appraisal."""

    def address(name, *records):
        return reverse(f"appraisal:{name}", args=[record.public_id for record in records])

    return address


@pytest.fixture
def visit(client, office):
    """Return a function that signs somebody in."""

    def sign_in(name):
        client.force_login(getattr(office, name))
        return client

    return sign_in


@pytest.fixture
def queries_of():
    """Return a function that counts the questions a page asks the database."""

    def count(client, address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def released(evaluation_of):
    """Return Ani's released evaluation."""
    return evaluation_of("ani", EvaluationStage.DELIVERED)


@pytest.fixture
def ask(released, office):
    """Return a function with which somebody asks."""

    def make(name="dewi", reason="Angka capaian tertukar"):
        actor = actor_for(getattr(office, name))
        return ask_reopening(evaluation=released, reason=reason, actor=actor, at=NOON)

    return make
