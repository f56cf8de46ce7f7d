"""Budi's team of five, decided or not."""

from datetime import date

import pytest

from appraisal.models import Evaluation, PhaseWindow
from tests.factories.appraisal import NOON
from tests.factories.results import make_published_result
from tests.factories.review import in_review, make_colleagues


@pytest.fixture
def evaluation(office):
    """Return Ani's evaluation on Budi's desk, every phase open."""
    row = in_review(office)
    PhaseWindow.objects.update(opens_date=date(2020, 1, 1), closes_date=date(2099, 12, 31))
    return row


@pytest.fixture
def decide(office, evaluation):
    """Return a function that puts so many colleagues on the desk and decides so many of them."""

    def make(people, decided, **fields):
        rows = make_colleagues(office, evaluation, people)
        for row in rows[:decided]:
            Evaluation.objects.filter(pk=row.pk).update(stage="DECIDED", decided_at=NOON)
            make_published_result(Evaluation.objects.get(pk=row.pk), **fields)
        return rows

    return make


@pytest.fixture
def sign_in(client):
    """Return a function that signs a person in."""

    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in
