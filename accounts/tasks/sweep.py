"""The sweep: rows are the truth, this task carries them out every few seconds."""

from celery import current_app, shared_task
from django.core.mail import get_connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import Notification
from accounts.services.delivery import (
    QueueUnreachableError,
    mail_due_notices,
    start_waiting_jobs,
)
from accounts.services.employee_import import remove_old_workbooks
from accounts.services.job_care import recover_jobs, remove_expired_files
from accounts.services.password import reset_message
from accounts.tasks.job_task import job_task


@shared_task(name="accounts.sweep", ignore_result=True)
def sweep(**_ignored):
    """Find lost jobs, start the jobs that wait, then mail what is due over one connection."""
    recover_jobs(at=timezone.now())
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


@job_task("accounts.mail_password_reset", tell=False)
def mail_password_reset(job):
    """Mail the link to choose a new password; it is nobody's list of jobs and nobody is told."""
    if job.requested_by.is_active:
        reset_message(job.requested_by).send()


@shared_task(name="accounts.remove_expired_files", ignore_result=True)
def remove_old_files(**_ignored):
    """Delete the files of jobs that nobody may fetch any more, and workbooks long done with."""
    remove_expired_files(at=timezone.now())
    remove_old_workbooks(at=timezone.now())
