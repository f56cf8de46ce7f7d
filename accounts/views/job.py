"""Background work: the list, how far one job is, stopping it, fetching its file."""

from math import ceil
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import BackgroundJob, Notification
from accounts.queries.delivery import unsure_notices
from accounts.queries.job import may_still_fetch
from accounts.services.background_job import cancel_job, watch_job
from accounts.services.delivery import UNSURE_AFTER, settle_notice
from accounts.services.job_care import is_expired
from accounts.services.notification import mark_settled
from accounts.services.password import RESET_TASK
from accounts.views.employee import layout_for
from accounts.views.stored_file import file_is_gone, send_file

PER_PAGE = 50
STOP_POLLING = 286


@require_safe
def job_list(request):
    """List one's own jobs; HR of the agency also sees letters that need checking."""
    page = Paginator(own_jobs(request).order_by("-requested_at", "pk"), PER_PAGE)
    words = {"page": page.get_page(request.GET.get("page")), "layout": layout_for(request.actor)}
    if request.actor.is_hr_of_everything:
        words["unsure"] = unsure_notices(timezone.now() - UNSURE_AFTER)[:PER_PAGE]
    return render(request, "accounts/job_list.html", words)


@never_cache
@require_safe
def job_detail(request, public_id):
    """Show how far a job is: a page, or only the part that changes."""
    job = get_object_or_404(own_jobs(request), public_id=public_id)
    note_look(job, request.actor)
    words = {
        "job": job,
        "minutes_left": minutes_left(job, timezone.now()),
        "layout": layout_for(request.actor),
    }
    if not request.htmx:
        return render(request, "accounts/job_detail.html", words)
    status = STOP_POLLING if job.finished_at else 200
    return render(request, "accounts/job_detail.html#state", words, status=status)


def note_look(job, actor):
    """Note that the person looks at a job: at its progress, or at its end, which is no news then."""
    at = timezone.now()
    if job.finished_at:
        mark_settled(recipient=actor.employee, link=job.get_absolute_url(), at=at)
    else:
        watch_job(job=job, actor=actor, at=at)


@require_POST
def job_cancel(request, public_id):
    """Ask a job to stop."""
    job = get_object_or_404(own_jobs(request), public_id=public_id)
    cancel_job(job=job, actor=request.actor, at=timezone.now())
    if job.params.get("again"):
        text = _("It stops after the step it is in, and no file is kept. You can start it again.")
    else:
        text = _("The job stops after the step it is in. What is done stays done.")
    messages.info(request, text)
    return redirect(job)


@require_safe
def job_download(request, public_id):
    """Send the file that a job has made to its owner, for seven days."""
    job = get_object_or_404(own_jobs(request), public_id=public_id)
    if not may_still_fetch(job=job, actor=request.actor):
        raise PermissionDenied
    if is_expired(job=job, at=timezone.now()):
        return file_is_gone(request, back=job.get_absolute_url(), status=410)
    if not job.result_file:
        raise Http404
    return send_file(request, job.result_file, PurePath(job.result_file.name).name, back=job)


@require_POST
def notice_settle(request, public_id):
    """Mail a letter again that may not have gone out, or leave it."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
    notice = get_object_or_404(Notification, public_id=public_id)
    again = request.POST.get("do") == "again"
    settle_notice(notice=notice, again=again, actor=request.actor, at=timezone.now())
    if again:
        messages.success(request, _("The letter goes out again within a few seconds."))
    else:
        messages.success(request, _("The letter is left as it is."))
    return redirect("accounts:job_list")


def own_jobs(request):
    """Return the jobs of the person who asks, without what the system does unseen."""
    return BackgroundJob.objects.visible_to(request.actor).exclude(task=RESET_TASK)


def minutes_left(job, now):
    """Return about how many minutes a running job still takes, once a tenth of it is done."""
    done = job.done + job.failed
    if job.status != "running" or not job.total or done * 10 < job.total:
        return None
    seconds = (now - job.started_at).total_seconds() * (job.total - done) / done
    return ceil(seconds / 60)
