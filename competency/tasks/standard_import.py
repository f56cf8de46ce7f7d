"""Read and apply workbooks of standards in the worker."""

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from accounts.queries.actor import actor_of
from accounts.refusals import Refusal
from accounts.services.employee_import import refuse_file
from accounts.services.employee_import.workbook import refusal
from accounts.tasks.imports import LONGEST_S
from accounts.tasks.job_task import job_task
from competency.models import StandardImport
from competency.services.standard_import import apply_standards, read_standards


def batch_of(job):
    """Return the import that a job is about."""
    return StandardImport.objects.get(public_id=job.params["batch"])


def import_page(job):
    """Return the address of the import."""
    return batch_of(job).get_absolute_url()


@job_task("competency.read_standards", page=import_page, soft_time_limit=LONGEST_S)
def read_standards_job(job):
    """Read a workbook row by row and store its preview; remember why it was refused as a whole."""
    batch = batch_of(job)
    try:
        if not actor_of(job.requested_by, timezone.localdate()).is_hr_of_everything:
            raise refusal("not_hr")
        read_standards(batch=batch, job=job, at=timezone.now())
    except (Refusal, SoftTimeLimitExceeded) as error:
        fault = error if isinstance(error, Refusal) else refusal("too_slow")
        refuse_file(batch=batch, code=fault.code)
        raise fault from None


@job_task("competency.apply_standards", page=import_page)
def apply_standards_job(job):
    """Apply one workbook; whatever refuses it leaves nothing behind."""
    actor = actor_of(job.requested_by, timezone.localdate())
    apply_standards(batch=batch_of(job), actor=actor, at=timezone.now())
