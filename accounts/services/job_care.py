"""Care for jobs whose message or worker was lost, and for files that nobody fetched."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_noop

from accounts.models import BackgroundJob
from accounts.services.background_job import finish_job

MOST_ATTEMPTS = 3
FILE_KEPT_FOR = timedelta(days=7)
BATCH = 200


def recover_jobs(*, at):
    """Let lost jobs wait once more; end those that were stopped or broke off too often."""
    for job in BackgroundJob.objects.silent(at).filter(hopeless()).select_related("requested_by"):
        if job.cancel_requested_at:
            finish_job(job=job, at=at, stopped=True)
        else:
            finish_job(job=job, at=at, error=given_up())
    BackgroundJob.objects.silent(at).update(claimed_at=None, started_at=None, heartbeat_at=None)
    BackgroundJob.objects.never_begun(at).update(claimed_at=None)


def hopeless():
    """Return the condition under which a broken job is not begun again."""
    return Q(attempts__gte=MOST_ATTEMPTS) | Q(cancel_requested_at__isnull=False)


def given_up():
    """Return what the person reads about a job that broke off again and again."""
    text = gettext_noop(
        "This job broke off three times, so Selaras has ended it. Start it once more. "
        "If it breaks off again, tell the people who run Selaras."
    )
    return [[text]]


def is_expired(*, job, at):
    """Tell whether the time in which the file of a job can be fetched is over."""
    return job.finished_at is not None and job.finished_at < at - FILE_KEPT_FOR


def remove_expired_files(*, at):
    """Delete the files of jobs that finished long ago; the job says why there is none."""
    old = BackgroundJob.objects.filter(finished_at__lt=at - FILE_KEPT_FOR).exclude(result_file="")
    gone = gettext_noop("The file was deleted after seven days. Ask for it again.")
    for job in old.order_by("pk")[:BATCH]:
        job.result_file.delete(save=False)
        job.end_words = [[gone]]
        job.save(update_fields=["result_file", "end_words"])
