"""A large cycle is opened by the worker: a row first, then plans in portions."""

import pytest

from accounts.models import BackgroundJob
from accounts.refusals import Refusal
from appraisal.models import WorkPlan
from appraisal.services import cycle_opening
from appraisal.services.cycle import update_cycle
from appraisal.services.cycle_opening import begin_opening, request_opening
from appraisal.services.work_plan_opening import give_plans
from appraisal.tasks import open_cycle_job
from tests.factories.accounts import make_assignment, make_employee
from tests.factories.appraisal import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(draft, monkeypatch):
    """Return a cycle that is too large to be opened while HR waits."""
    monkeypatch.setattr(cycle_opening, "AT_ONCE", 2)
    monkeypatch.setattr("appraisal.tasks.cycle_opening.PORTION", 4)
    return draft


def test_small_cycle_is_open_at_once(draft, hr):
    job = request_opening(cycle=draft, actor=hr, at=NOON)

    assert job is None
    assert WorkPlan.objects.count() == 6
    assert not BackgroundJob.objects.exists()


def test_large_cycle_waits_for_the_worker(large, hr):
    job = request_opening(cycle=large, actor=hr, at=NOON)

    large.refresh_from_db()
    assert (large.opened_at, large.opening_job, job.total) == (None, job, 6)
    assert not WorkPlan.objects.exists()


def test_worker_opens_it_and_counts(large, hr):
    job = request_opening(cycle=large, actor=hr, at=NOON)

    open_cycle_job(job_id=job.pk)

    large.refresh_from_db()
    job.refresh_from_db()
    assert large.opened_at is not None
    assert (job.status, job.done, job.total) == ("done", 6, 6)
    assert WorkPlan.objects.count() == 6
    assert job.result_link == large.get_absolute_url()


def test_attempt_that_was_broken_off_goes_on_where_it_stopped(large, hr):
    job = request_opening(cycle=large, actor=hr, at=NOON)
    begin_opening(cycle=large, actor=hr, at=NOON)
    give_plans(cycle=large, at=NOON, portion=4)

    open_cycle_job(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, job.done) == ("done", 6)
    assert WorkPlan.objects.count() == 6


def test_what_blocks_meanwhile_ends_the_job_and_leaves_the_cycle_as_it_was(large, hr, office):
    job = request_opening(cycle=large, actor=hr, at=NOON)
    make_assignment(make_employee("Gita"), office.dinas)

    open_cycle_job(job_id=job.pk)

    large.refresh_from_db()
    job.refresh_from_db()
    assert large.opened_at is None
    assert job.status == "failed"
    assert "belum punya atasan" in job.error


def test_cycle_that_is_being_opened_is_not_changed(large, hr):
    request_opening(cycle=large, actor=hr, at=NOON)

    with pytest.raises(Refusal) as refused:
        update_cycle(
            cycle=large,
            template=large.template,
            name="Lain",
            from_date=large.from_date,
            until_date=large.until_date,
            approach=large.approach,
            actor=hr,
            at=NOON,
        )

    assert refused.value.code == "being_opened"


def test_opening_asked_twice_is_one_job(large, hr):
    request_opening(cycle=large, actor=hr, at=NOON)

    with pytest.raises(Refusal):
        request_opening(cycle=large, actor=hr, at=NOON)

    assert BackgroundJob.objects.count() == 1


def test_pages_show_the_progress_and_then_the_dashboard(page, as_dewi, large, hr):
    posted = as_dewi.post(page("cycle_open", large))
    waiting = as_dewi.get(page("cycle_opening", large))
    piece = as_dewi.get(page("cycle_opening", large), headers={"HX-Request": "true"})
    settings = as_dewi.get(page("cycle_windows", large))

    open_cycle_job(job_id=BackgroundJob.objects.get().pk)
    done = as_dewi.get(page("cycle_opening", large))

    assert posted.url == settings.url == page("cycle_opening", large)
    assert waiting.status_code == 200
    assert "<html" not in piece.content.decode()
    assert done.url == large.get_absolute_url()


def test_page_of_a_job_that_was_refused_leads_back_to_the_check(page, as_dewi, large, office):
    as_dewi.post(page("cycle_open", large))
    make_assignment(make_employee("Gita"), office.dinas)
    open_cycle_job(job_id=BackgroundJob.objects.get().pk)

    response = as_dewi.get(page("cycle_opening", large), follow=True)

    assert response.redirect_chain[-1][0] == page("cycle_check", large)
    assert "belum punya atasan" in response.content.decode()
