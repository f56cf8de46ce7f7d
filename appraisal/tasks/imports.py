"""Apply imports in the worker, and take them back."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.choices import ImportAction
from accounts.models import BackgroundJob
from accounts.queries.actor import actor_of
from accounts.services.background_job import report_progress
from accounts.tasks.imports import batch_of, import_page
from accounts.tasks.job_task import job_task
from appraisal.services.apply_import import apply_import
from appraisal.services.import_undo import refuse_obstacles, undo_import

WRITING_BACK = gettext_noop("Nothing stands in the way. The data is being written back.")


@job_task("appraisal.apply_import", page=import_page)
def apply_import_job(job):
    """Apply one import; whatever refuses it leaves nothing behind."""
    actor = actor_of(job.requested_by, timezone.localdate())
    if not actor.is_hr:
        raise PermissionDenied(_("You are not an administrator of employees any more."))
    batch = batch_of(job)
    rows = rows_written(batch)
    BackgroundJob.objects.filter(pk=job.pk).update(total=rows, done=0, failed=0)
    apply_import(batch=batch, actor=actor, at=timezone.now())
    BackgroundJob.objects.filter(pk=job.pk).update(done=rows)


@job_task("appraisal.undo_import", page=import_page)
def undo_import_job(job):
    """Take one import back; what stands in its way is looked for first, with progress, and named."""
    actor = actor_of(job.requested_by, timezone.localdate())
    if not actor.is_hr:
        raise PermissionDenied(_("You are not an administrator of employees any more."))
    batch = batch_of(job)
    refuse_obstacles(batch=batch, progress=progress_of(job, rows_written(batch)))
    report_progress(job=job, message=[[WRITING_BACK]])
    undo_import(batch=batch, actor=actor, at=timezone.now())
    return [[gettext_noop("Everything is as it was before the import.")]]


def rows_written(batch):
    """Return how many rows of a file an import adds or changes."""
    counts = batch.facts.get("counts", {})
    return counts.get(ImportAction.NEW, 0) + counts.get(ImportAction.CHANGED, 0)


def progress_of(job, rows):
    """Return the function that counts the rows of a job while its checks go by.

    It learns the number of checks first; each stands for its share of the rows.
    """
    checks = {"total": 0, "done": 0}

    def progress(*, total=None):
        if total is not None:
            checks["total"] = total
            BackgroundJob.objects.filter(pk=job.pk).update(total=rows, done=0, failed=0)
            return
        before = rows * checks["done"] // checks["total"]
        checks["done"] += 1
        report_progress(job=job, done=rows * checks["done"] // checks["total"] - before)

    return progress
