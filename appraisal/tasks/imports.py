"""Apply imports in the worker."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.queries.actor import actor_of
from accounts.tasks.imports import batch_of, import_page
from accounts.tasks.job_task import job_task
from appraisal.services.apply_import import apply_import


@job_task("appraisal.apply_import", page=import_page)
def apply_import_job(job):
    """Apply one import; whatever refuses it leaves nothing behind."""
    actor = actor_of(job.requested_by, timezone.localdate())
    if not actor.is_hr:
        raise PermissionDenied(_("You are not an administrator of employees any more."))
    apply_import(batch=batch_of(job), actor=actor, at=timezone.now())
