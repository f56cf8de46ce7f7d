"""Ani writes her self-assessment."""

import pytest

from appraisal.models import DraftField
from appraisal.queries.questionnaire import questionnaire
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import write_drafts
from tests.factories.self_assessment import complete_answers, self_assessing


@pytest.fixture
def evaluation(office):
    """Return Ani's evaluation while she writes."""
    return self_assessing(office)


@pytest.fixture
def actor(ani):
    """Return Ani as a request carries her."""
    return actor_for(ani)


@pytest.fixture
def signed_in(client, ani):
    """Return a browser in which Ani is signed in."""
    client.force_login(ani)
    return client


@pytest.fixture
def complete(evaluation, ani):
    """Answer everything that is required, as drafts."""
    texts = complete_answers(evaluation)
    write_drafts(evaluation, ani, texts)
    return texts


@pytest.fixture
def competency_group(evaluation):
    """Return the group of the first competency."""
    return questionnaire(evaluation).section("competencies").groups[0]


@pytest.fixture
def make_draft(evaluation, ani):
    """Return a function that puts down a draft of Ani as if saved before."""

    def make(key, value, **fields):
        fields = {"saved_at": NOON, "author": ani} | fields
        return DraftField.objects.create(evaluation=evaluation, key=key, value=value, **fields)

    return make
