"""Open a large cycle in the worker: first the cycle, then its plans in portions."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import BackgroundJob
from accounts.queries.actor import actor_of
from accounts.services.background_job import report_progress
from accounts.tasks.job_task import job_task
from appraisal.models import AppraisalCycle
from appraisal.services.cycle_opening import OPEN_TASK, PORTION, begin_opening
from appraisal.services.work_plan_opening import give_plans


def cycle_page(job):
    """Return where the finished job leads to."""
    return AppraisalCycle.objects.get(public_id=job.params["cycle"]).get_absolute_url()


@job_task(OPEN_TASK, page=cycle_page)
def open_cycle_job(job):
    """Open the cycle of a job; a job that was broken off goes on where it stopped."""
    at = timezone.now()
    actor = actor_of(job.requested_by, timezone.localdate(at))
    if not actor.is_hr:
        raise PermissionDenied(_("You are not an administrator of this cycle any more."))
    cycle = AppraisalCycle.objects.get(public_id=job.params["cycle"])
    if cycle.opened_at is None:
        begin_opening(cycle=cycle, actor=actor, at=at)
    written = cycle.work_plans.count()  # of an attempt that was broken off
    count(job, written, written)
    while portion := give_plans(cycle=cycle, at=at, portion=PORTION):
        written += portion
        count(job, portion, written)


def count(job, portion, written):
    """Report a portion; people who came since the request make the whole larger."""
    BackgroundJob.objects.filter(pk=job.pk, total__lt=written).update(total=written)
    report_progress(job=job, done=portion)
