"""A running cycle, Ani's plan in it, and the start page of a person."""

import pytest

from appraisal.choices import WorkPlanStage as S
from appraisal.queries.home import home_page
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_work_plan


@pytest.fixture
def cycle(office):
    """A running cycle."""
    return make_cycle(office.dewi, units=[office.agency])


@pytest.fixture
def make_plan(office, cycle):
    """Return a plan of Ani at a stage."""

    def make(stage=S.AGREED, results=2):
        return make_work_plan(
            cycle,
            office.assignments.ani,
            supervisor=office.budi,
            superior=office.farid,
            stage=stage,
            results=results,
        )

    return make


def home_of(person, at=NOON):
    """Return the start page of a person at a moment."""
    return home_page(actor_for(person, at.date()), at)
