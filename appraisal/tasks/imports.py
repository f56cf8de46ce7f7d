"""Apply imports in the worker."""

from celery import shared_task
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import BackgroundJob, ImportBatch
from accounts.queries.actor import actor_of
from accounts.refusals import Refusal
from accounts.services.background_job import Cancelled, finish_job, report_progress
from appraisal.services.apply_import import apply_import


@shared_task(name="appraisal.apply_import", ignore_result=True)
def apply_import_job(*, job_id, **_ignored):
    """Apply one import; whatever refuses it leaves nothing behind."""
    job = BackgroundJob.objects.select_related("requested_by").get(pk=job_id)
    batch = ImportBatch.objects.get(public_id=job.params["batch"])
    if job.finished_at:
        return
    link = batch.get_absolute_url()
    actor = actor_of(job.requested_by, timezone.localdate())
    try:
        report_progress(job=job)  # the last moment to stop
        if not actor.is_hr:
            raise PermissionDenied(_("You are not an administrator of employees any more."))
        apply_import(batch=batch, actor=actor, at=timezone.now())
    except Cancelled:
        finish_job(job=job, at=timezone.now(), message=_("Stopped."), result_link=link)
    except (Refusal, PermissionDenied) as error:
        finish_job(job=job, at=timezone.now(), error=str(error), result_link=link)
    else:
        finish_job(job=job, at=timezone.now(), result_link=link)
