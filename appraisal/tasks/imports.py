"""Apply imports in the worker, and take them back."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import BackgroundJob
from accounts.queries.actor import actor_of
from accounts.services.background_job import report_progress
from accounts.tasks.imports import batch_of, import_page
from accounts.tasks.job_task import job_task
from appraisal.services.apply_import import apply_import
from appraisal.services.import_undo import refuse_obstacles, undo_import


@job_task("appraisal.apply_import", page=import_page)
def apply_import_job(job):
    """Apply one import; whatever refuses it leaves nothing behind."""
    actor = actor_of(job.requested_by, timezone.localdate())
    if not actor.is_hr:
        raise PermissionDenied(_("You are not an administrator of employees any more."))
    apply_import(batch=batch_of(job), actor=actor, at=timezone.now())


@job_task("appraisal.undo_import", page=import_page)
def undo_import_job(job):
    """Take one import back; what stands in its way is looked for first, with progress, and named."""
    actor = actor_of(job.requested_by, timezone.localdate())
    if not actor.is_hr:
        raise PermissionDenied(_("You are not an administrator of employees any more."))
    batch = batch_of(job)
    refuse_obstacles(batch=batch, progress=progress_of(job))
    report_progress(
        job=job, message=_("Nothing stands in the way. The data is being written back.")
    )
    undo_import(batch=batch, actor=actor, at=timezone.now())
    return _("Everything is as it was before the import.")


def progress_of(job):
    """Return the function that counts the checks of a job, of which it learns the number first."""

    def progress(*, total=None):
        if total is None:
            report_progress(job=job, done=1)
        else:
            BackgroundJob.objects.filter(pk=job.pk).update(total=total, done=0, failed=0)

    return progress
