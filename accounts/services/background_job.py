"""Ask for background work, take it up, and report how far it is."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.models import BackgroundJob
from accounts.models.job_words import spoken
from accounts.refusals import Refusal
from accounts.rules.keys import short_key
from accounts.services.notification import notify

WATCHED_WITHIN = timedelta(seconds=6)  # pages ask every two or three


class Cancelled(Exception):  # noqa: N818 -- not an error: the person asked for it
    """The person who started the job asked to stop it."""


def request_job(*, task, title, actor, at, params=None, dedupe="", total=0):
    """Write a job for the worker; an unfinished job with the same dedupe key is returned instead.

    The title is a text, or runs of words that each reader reads in the own language (`job_words`).
    """
    words = [title] if isinstance(title, str) else title
    stem = short_key(dedupe or at.isoformat())
    job, _created = BackgroundJob.objects.get_or_create(
        dedupe_key=f"{task}:{stem}:{actor.employee.pk}",
        finished_at=None,
        defaults={
            "task": task,
            "title_text": spoken(words)[:200],
            "title_words": words,
            "params": params or {},
            "requested_by": actor.employee,
            "requested_at": at,
            "total": total,
        },
    )
    return job


def begin_job(*, pk, at):
    """Take a job up for this process and return it; None when it has ended or another works on it.

    A job that is taken up again after a broken attempt counts from the beginning.
    """
    taken = (
        BackgroundJob.objects.free(at)
        .filter(pk=pk)
        .update(
            started_at=at,
            heartbeat_at=at,
            attempts=F("attempts") + 1,
            done=0,
            failed=0,
            message="",
            end_words=[],
        )
    )
    return BackgroundJob.objects.select_related("requested_by").get(pk=pk) if taken else None


def cancel_job(*, job, actor, at):
    """Ask a running job of one's own to stop at the next step."""
    if job.requested_by_id != actor.employee.pk:
        raise PermissionDenied
    if not BackgroundJob.objects.running().filter(pk=job.pk).update(cancel_requested_at=at):
        raise Refusal(_("This job has already finished."), code="finished")


def watch_job(*, job, actor, at):
    """Note that the person who started a job looks at it right now: nobody has to be told then."""
    if job.requested_by_id == actor.employee.pk:
        BackgroundJob.objects.running().filter(pk=job.pk).update(watched_at=at)


def report_progress(*, job, done=0, failed=0, message=None):
    """Add to the counts of a job; raises Cancelled when the person asked to stop."""
    changes = {"done": F("done") + done, "failed": F("failed") + failed}
    if message is not None:
        changes |= told("message", message)
    BackgroundJob.objects.filter(pk=job.pk).update(**changes)
    if BackgroundJob.objects.filter(pk=job.pk, cancel_requested_at__isnull=False).exists():
        raise Cancelled


def finish_job(*, job, at, error="", message="", result_link="", stopped=False, tell=True):
    """Close a job and tell the person who started it, unless nobody waits for it.

    A wish to stop that came too late is forgotten: the job has done all it had to do.
    """
    changes = {"finished_at": at, "result_link": result_link, **told("error", error)}
    if not stopped:
        changes["cancel_requested_at"] = None
    if message:
        changes |= told("message", message)
    BackgroundJob.objects.filter(pk=job.pk, finished_at=None).update(**changes)
    if not tell or is_watched(job, at):
        return
    notify(
        recipient=job.requested_by,
        kind=kind_of_end(error, stopped),
        at=at,
        about=job.title_words or job.title_text,
        link=job.get_absolute_url(),
        dedupe=f"job:{job.public_id}",
    )


def told(name, words):
    """Return the fields for what a job says: a text, or runs of words as in its title."""
    if isinstance(words, list):
        return {name: spoken(words)[:500], "end_words": words}
    return {name: str(words)[:500], "end_words": []}


def is_watched(job, at):
    """Tell whether the person sees the end of a job on the screen anyway."""
    seen = BackgroundJob.objects.filter(pk=job.pk, watched_at__gt=at - WATCHED_WITHIN)
    return seen.exists()


def kind_of_end(error, stopped):
    """Return the kind of notice that says how a job ended."""
    if stopped:
        return NoticeKind.JOB_STOPPED
    return NoticeKind.JOB_FAILED if error else NoticeKind.JOB_FINISHED
