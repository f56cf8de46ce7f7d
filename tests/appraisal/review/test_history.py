"""Earlier periods beside the sheet: what the reader decided or may read, and nothing else."""

from datetime import date

import pytest

from appraisal.models import EvaluationPeriod
from appraisal.queries.review_history import history_of
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON
from tests.factories.results import make_published_result
from tests.factories.review import competencies_for

pytestmark = pytest.mark.usefixtures("always_open")


@pytest.fixture
def earlier(office, evaluation):
    """Return a decided evaluation of Ani in an earlier period of the same cycle."""
    period = EvaluationPeriod.objects.create(
        cycle=evaluation.period.cycle,
        kind="QUARTER",
        name="Triwulan I 2026",
        from_date=date(2026, 1, 1),
        until_date=date(2026, 3, 31),
    )
    row = type(evaluation).objects.get(pk=evaluation.pk)
    row.pk, row.period = None, period
    row.public_id = "TriwulanSatu0000000000"
    row.stage, row.decided_at = "DECIDED", NOON
    row.save(force_insert=True)
    make_published_result(row)
    return row


def test_supervisor_finds_earlier_result_and_levels(office, evaluation, earlier):
    found = history_of(evaluation, actor_for(office.budi))
    snapshot = earlier.published_results.get().snapshot
    code, level = snapshot["competencies"][0]["code"], snapshot["competencies"][0]["level"]

    assert [(row.period, row.rating.value) for row in found.results] == [
        ("Triwulan I 2026", snapshot["ratings"]["rating"])
    ]
    assert found.levels_of(code) == [("Triwulan I 2026", level)]
    assert found.versions == ()


def test_delegate_finds_the_same(office, evaluation, earlier):
    make_delegation(office.budi, office.citra)

    found = history_of(evaluation, actor_for(office.citra))

    assert [row.period for row in found.results] == ["Triwulan I 2026"]


def test_a_new_supervisor_finds_nothing_of_the_former_one(office, evaluation, earlier):
    type(evaluation).objects.filter(pk=evaluation.pk).update(supervisor=office.citra)

    assert history_of(evaluation, actor_for(office.citra)).results == ()


def test_only_the_newest_version_of_each_stands_there(office, evaluation, earlier):
    make_published_result(earlier, version=2, results="BELOW")

    assert [row.rating.value for row in history_of(evaluation, actor_for(office.budi)).results] == [
        earlier.published_results.get(version=2).rating
    ]


def test_own_earlier_versions_are_kept_apart(office, evaluation):
    version = make_published_result(evaluation)

    found = history_of(evaluation, actor_for(office.budi))

    assert (found.results, found.versions) == ((), (version,))


def test_every_tab_leads_to_it(office, evaluation, earlier, sign_in):
    first = competencies_for(evaluation)[0]
    client = sign_in(office.budi)
    pages = ["hasil", "perilaku", f"kompetensi/{first.public_id}", "dialog", "ringkasan"]

    texts = [client.get(f"/tinjau/{evaluation.public_id}/{p}/").content.decode() for p in pages]

    assert [f"/hasil/{earlier.public_id}/" in text for text in texts] == [True] * len(pages)
