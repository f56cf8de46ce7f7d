"""Released results of a whole agency, in units large and small."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from accounts.choices import Role
from appraisal.models import (
    AppraisalCycle,
    CompetencyRating,
    DevelopmentFocus,
    EvaluationChange,
    SupervisorReview,
)
from competency.models import Competency
from tests.factories.accounts import grant_role, make_assignment, make_employee, make_org_unit
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_evaluation,
    make_work_plan,
)
from tests.factories.results import make_published_result

CLOSED = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def leader(office):
    """Return somebody who leads the agency and is nothing else in it."""
    person = make_employee("Lestari Pimpinan")
    grant_role(person, Role.LEADER, office.agency)
    return person


@pytest.fixture
def agency(office):
    """Return a closed cycle with a factory of released results in the units of Dinas Contoh."""
    cycle = make_cycle(office.dewi, units=[office.agency], closed_at=CLOSED)
    north = make_org_unit("Bidang Utara", parent=office.dinas, code="01.1")
    south = make_org_unit("Bidang Selatan", parent=office.dinas, code="01.2")
    place = SimpleNamespace(
        office=office, cycle=cycle, north=north, south=south, period=cycle.periods.get()
    )
    place.integrity = Competency.objects.get(name="Integritas", framework=cycle.framework)
    place.release = lambda unit, people, **told: release(place, unit, people, **told)
    make_achievement(office.agency, place.period, office.dewi)
    return place


def release(place, unit, people, *, behaviour="MEETS", level=3, at=NOON):
    """Release the results of some new people of a unit; return their evaluations."""
    return [released(place, unit, behaviour, level, at) for _person in range(people)]


def released(place, unit, behaviour, level, at):
    """Release the result of one new person, with a level of integrity and a focus on it."""
    assignment = make_assignment(make_employee(), unit, supervisor=place.office.budi)
    plan = make_work_plan(place.cycle, assignment, supervisor=place.office.budi, results=0)
    evaluation = make_evaluation(plan, stage="DELIVERED", delivered_at=at)
    make_published_result(evaluation, results="ABOVE", behaviour=behaviour)
    write_review(place, evaluation, level)
    write_release(place, evaluation, at)
    return evaluation


def write_review(place, evaluation, level):
    """Write the review that a result was made from."""
    review = SupervisorReview.objects.create(
        evaluation=evaluation,
        author=place.office.budi,
        results_rating="ABOVE",
        results_reason="Tercapai.",
        behaviour_rating="MEETS",
        behaviour_reason="Konsisten.",
        strengths="Teliti.",
        decided_at=NOON,
    )
    CompetencyRating.objects.create(
        review=review, competency=place.integrity, level=level, standard=3
    )
    DevelopmentFocus.objects.create(
        review=review, position=1, competency=place.integrity, text="Rahasia."
    )


def write_release(place, evaluation, at):
    """Write the move that opened the result to the employee."""
    EvaluationChange.objects.create(
        evaluation=evaluation,
        transition="deliver",
        source="DECIDED",
        target="DELIVERED",
        actor=place.office.budi,
        changed_at=at,
    )


@pytest.fixture
def reopen_cycle(agency):
    """Take the closing of the cycle back, so that it still runs."""
    AppraisalCycle.objects.filter(pk=agency.cycle.pk).update(closed_at=None)
