"""Read uploaded workbooks in the worker."""

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from accounts.models import ImportBatch
from accounts.queries.actor import actor_of
from accounts.refusals import Refusal
from accounts.services.employee_import import read_batch, refuse_file
from accounts.services.employee_import.workbook import refusal
from accounts.tasks.job_task import job_task

LONGEST_S = 300


def batch_of(job):
    """Return the import that a job is about."""
    return ImportBatch.objects.get(public_id=job.params["batch"])


def import_page(job):
    """Return the address of the import."""
    return batch_of(job).get_absolute_url()


@job_task("accounts.read_import", page=import_page, soft_time_limit=LONGEST_S)
def read_import(job):
    """Read a workbook row by row and store its preview; remember why it was refused as a whole."""
    batch = batch_of(job)
    try:
        read_for(job, batch)
    except (Refusal, SoftTimeLimitExceeded) as error:
        fault = error if isinstance(error, Refusal) else refusal("too_slow")
        refuse_file(batch=batch, code=fault.code)
        raise fault from None


def read_for(job, batch):
    """Read as the person who asked."""
    actor = actor_of(job.requested_by, timezone.localdate())
    if not actor.is_hr:
        raise refusal("not_hr")
    read_batch(batch=batch, job=job, actor=actor, at=timezone.now())
