"""A job always ends, whatever its task does."""

from datetime import timedelta

import pytest
from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import BackgroundJob, Notification
from accounts.refusals import Refusal
from accounts.services.background_job import (
    begin_job,
    cancel_job,
    report_progress,
    request_job,
    watch_job,
)
from accounts.tasks import job_task as module
from accounts.tasks.job_task import job_task
from tests.factories.accounts import actor_for

JOB_TASKS = {
    "accounts.export_access",
    "accounts.mail_password_reset",
    "accounts.read_import",
    "appraisal.apply_import",
    "appraisal.open_cycle",
    "appraisal.undo_import",
    "appraisal.print_documents",
    "appraisal.pack_documents",
    "appraisal.export_table",
    "appraisal.export_audit",
    "appraisal.check_audit",
    "competency.read_standards",
    "competency.apply_standards",
}


class BugError(Exception):
    """A fault of ours."""


@pytest.fixture
def job(dewi):
    """Return a job of Dewi's that nobody has begun."""
    return request_job(
        task="contoh", title="Contoh", actor=actor_for(dewi), at=timezone.now(), total=2
    )


@pytest.fixture
def run(job):
    """Return a function that carries the job out with some work."""

    def carry_out(work, **options):
        name = f"contoh.{work.__name__}"
        try:
            job_task(name, **options)(work)(job_id=job.pk)
        finally:
            current_app.tasks.pop(name, None)
            job.refresh_from_db()

    return carry_out


def raising(error):
    """Return work that breaks with an error."""

    def work(_job):
        raise error

    return work


def test_work_that_ends_well_says_so_once(run, job):
    run(lambda _job: "Semua selesai.", page=lambda _job: "/dokumen/")

    assert (job.status, job.message, job.result_link) == ("done", "Semua selesai.", "/dokumen/")
    assert Notification.objects.get().recipient == job.requested_by


def test_bug_ends_the_job_and_surfaces(run, job):
    with pytest.raises(BugError):
        run(raising(BugError()), page=lambda _job: "/impor/")

    assert (job.status, job.result_link) == ("failed", "/impor/")
    assert job.error.startswith("Ada yang rusak di Selaras")


@pytest.mark.parametrize(
    "error", [Refusal("Tidak boleh.", code="x"), PermissionDenied("Tidak boleh.")]
)
def test_refusal_ends_the_job_with_its_sentence(run, job, error):
    run(raising(error))

    assert (job.status, job.error) == ("failed", "Tidak boleh.")


def test_time_limit_ends_the_job(run, job):
    run(raising(SoftTimeLimitExceeded()))

    assert job.error.startswith("Proses ini terlalu lama")


def test_stopped_job_does_not_begin(run, job, dewi):
    cancel_job(job=job, actor=actor_for(dewi), at=timezone.now())

    run(raising(BugError()))

    assert (job.status, job.message) == ("cancelled", "")


def test_stopping_on_the_way_ends_the_job(run, job, dewi):
    def work(job):
        cancel_job(job=job, actor=actor_for(dewi), at=timezone.now())
        report_progress(job=job, done=1)

    run(work)

    assert (job.status, job.done) == ("cancelled", 1)


def test_wish_to_stop_that_comes_too_late_is_forgotten(run, job, dewi):
    run(lambda job: cancel_job(job=job, actor=actor_for(dewi), at=timezone.now()))

    assert job.status == "done"


def test_job_that_nobody_waits_for_tells_nobody(run, job):
    run(lambda _job: None, tell=False)

    assert (job.status, Notification.objects.count()) == ("done", 0)


def test_person_who_watches_the_progress_is_not_told(run, job, dewi):
    watch_job(job=job, actor=actor_for(dewi), at=timezone.now())

    run(lambda _job: None)

    assert (job.status, Notification.objects.count()) == ("done", 0)


def test_person_who_left_the_page_is_told(run, job, dewi):
    watch_job(job=job, actor=actor_for(dewi), at=timezone.now() - timedelta(minutes=1))

    run(lambda _job: None)

    assert Notification.objects.get().kind == NoticeKind.JOB_FINISHED


def test_colleague_who_looks_does_not_keep_the_notice_back(run, job, ani):
    watch_job(job=job, actor=actor_for(ani), at=timezone.now())

    run(lambda _job: None)

    assert Notification.objects.count() == 1


def test_notice_says_how_the_job_ended(run, job, dewi):
    cancel_job(job=job, actor=actor_for(dewi), at=timezone.now())

    run(raising(BugError()))

    notice = Notification.objects.get()
    assert (notice.kind, notice.about) == (NoticeKind.JOB_STOPPED, "Contoh")


def test_message_that_comes_twice_is_carried_out_once(run, job):
    seen = []

    run(seen.append)
    run(seen.append)

    assert len(seen) == 1


def test_job_under_a_living_worker_is_not_begun_again(job):
    now = timezone.now()

    assert begin_job(pk=job.pk, at=now) == job
    assert begin_job(pk=job.pk, at=now + timedelta(minutes=4)) is None


def test_job_of_a_dead_worker_counts_from_the_beginning(job):
    now = timezone.now()
    begin_job(pk=job.pk, at=now)
    report_progress(job=job, done=2)

    again = begin_job(pk=job.pk, at=now + timedelta(minutes=6))
    report_progress(job=job, done=1)

    job.refresh_from_db()
    assert (again.attempts, job.done) == (2, 1)


def test_every_task_of_a_job_is_made_the_same_way():
    current_app.loader.import_default_modules()  # as a worker does at its start

    made = [
        name for name, task in current_app.tasks.items() if task.run.__module__ == module.__name__
    ]

    assert set(made) == JOB_TASKS


@pytest.mark.django_db(transaction=True)
def test_heart_beats_while_the_work_goes_on(run, job, monkeypatch):
    monkeypatch.setattr(module, "HEARTBEAT_S", 0.05)
    begun = []

    def work(job):
        begun.append(job.heartbeat_at)
        for _look in range(100):
            module.threading.Event().wait(0.05)
            if BackgroundJob.objects.get(pk=job.pk).heartbeat_at > job.heartbeat_at:
                return

    run(work)

    assert job.heartbeat_at > begun[0]
