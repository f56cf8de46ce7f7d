"""Lost messages, dead workers and old files."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.models import BackgroundJob
from accounts.refusals import Refusal
from accounts.services.background_job import begin_job, cancel_job, finish_job, request_job
from accounts.services.delivery import start_waiting_jobs
from accounts.services.job_care import recover_jobs, remove_expired_files
from tests.factories.accounts import actor_for

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def wish(person, **fields):
    """Ask for a job."""
    fields = {"task": "contoh", "title": "Contoh", "at": NOON, **fields}
    return request_job(actor=actor_for(person), **fields)


@pytest.fixture
def job(dewi):
    """Return a job of Dewi's that waits."""
    return wish(dewi)


def sent(at):
    """Recover and start what waits; return the keys of the jobs that were sent."""
    keys = []
    recover_jobs(at=at)
    start_waiting_jobs(at=at, start=lambda _task, pk: keys.append(pk))
    return keys


def test_lost_message_is_sent_again(job):
    assert sent(NOON) == [job.pk]
    assert sent(NOON + 9 * MINUTE) == []
    assert sent(NOON + 11 * MINUTE) == [job.pk]


def test_job_of_a_dead_worker_is_sent_again(job):
    sent(NOON)
    begin_job(pk=job.pk, at=NOON)

    assert sent(NOON + 4 * MINUTE) == []
    assert sent(NOON + 6 * MINUTE) == [job.pk]


def test_job_that_breaks_off_three_times_is_ended(job):
    moment = NOON
    for _attempt in range(3):
        begin_job(pk=job.pk, at=moment)
        moment += 6 * MINUTE
        recover_jobs(at=moment)

    job.refresh_from_db()
    assert job.status == "failed"
    assert job.error.startswith("Proses ini terputus tiga kali")


def test_stopped_job_of_a_dead_worker_is_ended(job, dewi):
    begin_job(pk=job.pk, at=NOON)
    cancel_job(job=job, actor=actor_for(dewi), at=NOON)

    recover_jobs(at=NOON + 6 * MINUTE)

    job.refresh_from_db()
    assert (job.finished_at, job.error) == (NOON + 6 * MINUTE, "")


def test_finished_job_makes_room_for_the_same_wish(dewi):
    first = wish(dewi, dedupe="sama")

    assert wish(dewi, dedupe="sama") == first
    finish_job(job=first, at=NOON)
    assert wish(dewi, dedupe="sama") != first


def test_same_wish_twice_unfinished_is_refused_by_the_database(job):
    twin = BackgroundJob.objects.get(pk=job.pk)
    twin.pk, twin.public_id = None, "kembaran"

    with (
        pytest.raises(IntegrityError, match="background_job_one_unfinished"),
        transaction.atomic(),
    ):
        twin.save()


def test_long_dedupe_key_keeps_people_apart(dewi, ani):
    assert wish(dewi, dedupe="x" * 300) != wish(ani, dedupe="x" * 300)


def test_job_of_another_person_is_not_stopped(job, ani):
    with pytest.raises(PermissionDenied):
        cancel_job(job=job, actor=actor_for(ani), at=NOON)


def test_job_that_ended_meanwhile_is_not_stopped(job, dewi):
    finish_job(job=job, at=NOON)  # in another process: `job` does not know

    with pytest.raises(Refusal):
        cancel_job(job=job, actor=actor_for(dewi), at=NOON)

    job.refresh_from_db()
    assert job.cancel_requested_at is None


def test_old_file_is_deleted_and_the_job_says_so(job):
    job.result_file.save("hasil.txt", ContentFile(b"isi"))
    name, storage = job.result_file.name, job.result_file.storage
    finish_job(job=job, at=NOON)

    remove_expired_files(at=NOON + timedelta(days=6))
    kept = storage.exists(name)
    remove_expired_files(at=NOON + timedelta(days=8))

    job.refresh_from_db()
    assert (kept, storage.exists(name), bool(job.result_file)) == (True, False, False)
    assert job.outcome.startswith("Berkas sudah dihapus setelah tujuh hari")
