"""Ani's evaluation on Budi's desk, at every stage that the tests ask for."""

from datetime import date

import pytest

from appraisal.models import PhaseWindow
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, in_review, write_drafts


@pytest.fixture
def evaluation(office):
    """Return Ani's evaluation, self-assessed and on Budi's desk."""
    return in_review(office)


@pytest.fixture
def always_open(evaluation):
    """Let every phase be open whatever day the tests run on."""
    PhaseWindow.objects.update(opens_date=date(2020, 1, 1), closes_date=date(2099, 12, 31))


@pytest.fixture
def decided(office, evaluation):
    """Return the evaluation, decided: results as expected, behaviour above, levels at 2."""
    write_drafts(evaluation, office.budi, complete_drafts(evaluation, level=2))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    return evaluation


@pytest.fixture
def delivered(office, decided):
    """Return the evaluation, released to Ani."""
    deliver_evaluation(evaluation=decided, actor=actor_for(office.budi), at=NOON)
    return decided


@pytest.fixture
def sign_in(client):
    """Return a function that signs a person in."""

    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in
