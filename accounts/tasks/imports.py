"""Read uploaded workbooks in the worker."""

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import BackgroundJob, ImportBatch
from accounts.queries.actor import actor_of
from accounts.refusals import Refusal
from accounts.services.background_job import Cancelled, finish_job
from accounts.services.employee_import import read_batch, refuse_file
from accounts.services.employee_import.workbook import refusal

LONGEST_S = 300


@shared_task(name="accounts.read_import", ignore_result=True, soft_time_limit=LONGEST_S)
def read_import(*, job_id, **_ignored):
    """Read a workbook row by row and store its preview."""
    job = BackgroundJob.objects.select_related("requested_by").get(pk=job_id)
    batch = ImportBatch.objects.get(public_id=job.params["batch"])
    if job.finished_at:
        return
    try:
        read_for(job, batch)
    except Cancelled:
        finish_job(job=job, at=timezone.now(), message=_("Stopped."))
    except (Refusal, SoftTimeLimitExceeded) as error:
        fault = error if isinstance(error, Refusal) else refusal("too_slow")
        refuse_file(batch=batch, code=fault.code)
        link = batch.get_absolute_url()
        finish_job(job=job, at=timezone.now(), error=str(fault), result_link=link)
    else:
        finish_job(job=job, at=timezone.now(), result_link=batch.get_absolute_url())


def read_for(job, batch):
    """Read as the person who asked."""
    actor = actor_of(job.requested_by, timezone.localdate())
    if not actor.is_hr:
        raise refusal("not_hr")
    read_batch(batch=batch, job=job, actor=actor, at=timezone.now())
