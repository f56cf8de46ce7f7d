"""A leave stands beside the name wherever a supervisor sees the team; never why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Leave
from appraisal.choices import EvaluationStage
from tests.factories.appraisal import NOON, make_cycle, make_work_plan
from tests.factories.review import in_review, make_colleagues

PAGES = ("/tim/", "/tim/skp/", "/tinjau/{}/hasil/")


@pytest.fixture
def evaluation(office):
    """Return Ani's evaluation on Budi's desk."""
    return in_review(office)


def be_away(person, by, first=-1, last=3, **fields):
    """Note a leave around today, in days from today."""
    today = timezone.localdate()
    return Leave.objects.create(
        employee=person,
        from_date=today + timedelta(days=first),
        until_date=today + timedelta(days=last),
        recorded_by=by,
        recorded_at=NOON,
        **fields,
    )


def told(client, person, page, evaluation):
    """Return how often a page says that somebody is away."""
    client.force_login(person)
    return client.get(page.format(evaluation.public_id)).content.decode().count("Cuti sampai")


@pytest.mark.parametrize("page", PAGES)
def test_leave_of_today_is_shown(office, evaluation, client, page):
    be_away(office.ani, office.dewi)

    assert told(client, office.budi, page, evaluation) == 1


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "leave",
    [
        {"first": 1, "last": 3},
        {"first": -5, "last": -1},
        {"withdrawn_at": NOON},
    ],
    ids=["later", "over", "withdrawn"],
)
def test_other_days_are_not(office, evaluation, client, page, leave):
    be_away(office.ani, office.dewi, **leave)

    assert told(client, office.budi, page, evaluation) == 0


@pytest.mark.parametrize("stage", ["DRAFT", "PROPOSED"])
def test_leave_is_shown_beside_a_plan_in_the_making(office, client, stage):
    cycle = make_cycle(office.dewi)
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi, stage=stage)
    be_away(office.ani, office.dewi)

    times = {"DRAFT": 1, "PROPOSED": 2}  # a proposed plan waits, and its owner is not in the review
    assert told(client, office.budi, "/tim/", plan) == times[stage]


@pytest.mark.parametrize("page", PAGES)
def test_leaves_cost_no_query(office, evaluation, client, page):
    rows = [evaluation, *make_colleagues(office, evaluation, 2, stage=EvaluationStage.REVIEW)]
    client.force_login(office.budi)
    client.get("/tim/")
    with_none = queries_of(client, page, evaluation)
    for row in rows:
        be_away(row.employee, office.dewi)

    assert queries_of(client, page, evaluation) == with_none


def queries_of(client, page, evaluation):
    """Return how many queries a page asks."""
    with CaptureQueriesContext(connection) as asked:
        client.get(page.format(evaluation.public_id))
    return len(asked)
