"""The sweep: rows are the truth, this task carries them out every few seconds."""

from celery import current_app, shared_task
from django.core.mail import get_connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import BackgroundJob, Notification
from accounts.services.delivery import (
    QueueUnreachableError,
    mail_due_notices,
    start_waiting_jobs,
)
from accounts.services.password import close_reset, reset_message


@shared_task(name="accounts.sweep", ignore_result=True)
def sweep(**_ignored):
    """Start the jobs that wait, then mail what is due over one connection."""
    start_waiting_jobs(at=timezone.now(), start=start_by_name)
    if Notification.objects.due(timezone.now()).exists():
        with get_connection() as connection:  # an unreachable server leaves everything unclaimed
            mail_due_notices(at=timezone.now(), send=mailer(connection))


def mailer(connection):
    """Return the function that sends a letter over an open connection."""

    def send(message):
        message.connection = connection
        message.send()

    return send


def start_by_name(name, job_id):
    """Send a task by its name; one that this process knows goes through its own settings."""
    task = current_app.tasks.get(name)
    try:
        if task:
            task.apply_async(kwargs={"job_id": job_id})
        else:
            current_app.send_task(name, kwargs={"job_id": job_id}, ignore_result=True)
    except OperationalError as error:
        raise QueueUnreachableError(name) from error


@shared_task(name="accounts.mail_password_reset", ignore_result=True)
def mail_password_reset(*, job_id, **_ignored):
    """Mail the link to choose a new password."""
    job = BackgroundJob.objects.select_related("requested_by").get(pk=job_id)
    if job.finished_at is None and job.requested_by.is_active:
        reset_message(job.requested_by).send()
        close_reset(job=job, at=timezone.now())
