"""A task that carries out a job, and ends it whatever happens."""

import logging
import threading
from contextlib import contextmanager

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied
from django.db import Error, connection
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.models import BackgroundJob
from accounts.refusals import Refusal
from accounts.services.background_job import Cancelled, begin_job, finish_job, report_progress

LONGEST_S = 50 * 60  # before CELERY_TASK_TIME_LIMIT kills the process
HEARTBEAT_S = 30
logger = logging.getLogger(__name__)


def job_task(name, *, page=None, tell=True, **options):
    """Make a task of a function that takes a job and may return a closing message.

    `page` gives the address that the finished job leads to; `tell` whether its owner gets a notice.
    """

    def decorate(work):
        @shared_task(name=name, ignore_result=True, **{"soft_time_limit": LONGEST_S} | options)
        def run(*, job_id, **_ignored):
            job = begin_job(pk=job_id, at=timezone.now())
            if job:
                end = {"result_link": page(job) if page else "", "tell": tell}
                carry_out(job, work, end)

        run.__doc__ = work.__doc__
        return run

    return decorate


def carry_out(job, work, end):
    """Do the work of a job and end it; what is a bug ends the job too and goes on to the log."""
    try:
        with beating(job):
            report_progress(job=job)  # the last moment to stop before it begins
            end["message"] = work(job) or ""
    except Cancelled:
        end["stopped"] = True
    except (Refusal, PermissionDenied) as refusal:
        end["error"] = str(refusal)
    except SoftTimeLimitExceeded:
        logger.exception("job %s took too long", job.public_id)
        end["error"] = [
            [gettext_noop("This took too long and was ended. Try it with a smaller part.")]
        ]
    except Exception:
        finish_job(job=job, at=timezone.now(), error=broken(), **end)
        raise
    finish_job(job=job, at=timezone.now(), **end)


def broken():
    """Return what the person reads when the fault is ours."""
    text = gettext_noop(
        "Something in Selaras broke, so this job has ended. Start it once more. "
        "If it breaks again, tell the people who run Selaras."
    )
    return [[text]]


@contextmanager
def beating(job):
    """Say every half minute that the process which works on a job is alive."""
    done = threading.Event()
    heart = threading.Thread(target=beat, args=(job.pk, done), daemon=True)
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join()


def beat(pk, done):
    """Write the moment until the work is done, each time on a connection of its own."""
    while not done.wait(HEARTBEAT_S):
        try:
            BackgroundJob.objects.filter(pk=pk).update(heartbeat_at=timezone.now())
        except Error:
            logger.warning("the heartbeat of job %s could not be written", pk)
        finally:
            connection.close()
