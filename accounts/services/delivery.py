"""Carry out what the rows ask for: mail the notices that are due, start the jobs that wait."""

import hashlib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import BackgroundJob, Notification
from accounts.services.audit import record_event
from accounts.services.password import one_line

BATCH = 200
UNSURE_AFTER = timedelta(minutes=10)


class QueueUnreachableError(Exception):
    """The queue did not take the message."""


def mail_due_notices(*, at, send):
    """Mail each notice that is due, once: claimed before, marked as sent after.

    If `send` fails or the process dies in between, the row stays claimed and not sent: "to be
    checked" by HR, never mailed again by itself.
    """
    due = Notification.objects.due(at).order_by("due_at", "pk").values_list("pk", flat=True)
    return sum(mail_notice(pk=pk, at=at, send=send) for pk in due[:BATCH])


def mail_notice(*, pk, at, send):
    """Claim one notice, mail it and mark it; tell whether this process did."""
    if not claim(Notification, pk=pk, at=at):
        return False
    notice = Notification.objects.select_related("recipient").get(pk=pk)
    if notice.recipient.is_active and notice.recipient.email:
        send(notice_message(notice))
    Notification.objects.filter(pk=pk).update(sent_at=at)
    return True


def claim(model, *, pk, at):
    """Take a row that nobody has taken: of two processes exactly one changes it."""
    return model.objects.filter(pk=pk, claimed_at=None).update(claimed_at=at) == 1


def start_waiting_jobs(*, at, start):
    """Hand each waiting job to the queue, once; a queue that does not answer leaves it waiting."""
    waiting = BackgroundJob.objects.waiting().order_by("requested_at", "pk")
    started = 0
    for pk, task in waiting.values_list("pk", "task")[:BATCH]:
        if claim(BackgroundJob, pk=pk, at=at):
            start_job(pk=pk, task=task, start=start)
            started += 1
    return started


def start_job(*, pk, task, start):
    """Start a claimed job; when the queue cannot be reached the claim is given back."""
    try:
        start(task, pk)
    except QueueUnreachableError:
        BackgroundJob.objects.filter(pk=pk, finished_at=None).update(claimed_at=None)
        raise


def notice_message(notice):
    """Return the letter of a notice in the language of its reader; it never carries a result."""
    with translation.override(notice.recipient.language):
        words = {
            "notice": notice,
            "name": notice.recipient.name,
            "link": settings.PUBLIC_URL + notice.link if notice.link else settings.PUBLIC_URL,
            "agency_name": settings.AGENCY_NAME,
        }
        return EmailMessage(
            subject=one_line(render_to_string("emails/notice.subject.txt", words)),
            body=render_to_string("emails/notice.body.txt", words),
            to=[notice.recipient.email],
            headers={"Message-ID": message_id(notice.dedupe_key)},
        )


def message_id(dedupe_key):
    """Return the same Message-ID for the same key, so that mail programs merge a letter sent twice."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "selaras"
    return f"<{hashlib.sha256(dedupe_key.encode()).hexdigest()[:40]}@{host}>"


@transaction.atomic
def settle_notice(*, notice, again, actor, at):
    """Let HR settle a letter that may or may not have gone out: mail it again, or leave it."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    changes = {"claimed_at": None} if again else {"by_mail": False}
    Notification.objects.filter(pk=notice.pk, sent_at=None).update(**changes)
    action = "mail_sent_again" if again else "mail_left"
    record_event(subject=notice, action=action, actor=actor, at=at)
