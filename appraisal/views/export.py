"""HR takes tables out: ask for one, find the finished files again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import BackgroundJob
from accounts.services.job_care import FILE_KEPT_FOR
from accounts.views.job import note_look
from appraisal.forms.export import ExportForm
from appraisal.queries.export_scope import export_choices
from appraisal.services.document_pack import PACK_TASK, repeat_pack
from appraisal.services.export import EXPORT_TASK, repeat_export, request_export

FILES_SHOWN = 20
AGAIN = {  # what starts a job again, and the list it stands in
    EXPORT_TASK: (repeat_export, "export_list"),
    PACK_TASK: (repeat_pack, "document_pack_list"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def export_list(request):
    """Show the form and the files; a table that is asked for is made in the background."""
    if not request.actor.is_hr:
        raise PermissionDenied
    offered = export_choices(request.actor)
    form = ExportForm(
        request.POST or None,
        initial={"period": offered.usual},
        periods=offered.periods,
        units=offered.units,
    )
    if request.method == "POST" and form.is_valid():
        job = request_export(**form.cleaned_data, actor=request.actor, at=timezone.now())
        messages.success(
            request, _("%(title)s is being made. You may leave this page.") % {"title": job.title}
        )
        return redirect("appraisal:export_list")
    context = {"form": form, **files_of(request.actor, EXPORT_TASK), "tabs": tabs("export_list")}
    return render(
        request, "appraisal/export_list.html", context, status=422 if form.errors else 200
    )


@require_POST
def export_again(request, public_id):
    """Start a table or documents again, with the same choices; their list shows how far they are."""
    job = get_object_or_404(BackgroundJob.objects.visible_to(request.actor), public_id=public_id)
    repeat, back = AGAIN.get(job.task, (None, ""))
    if repeat is None:
        raise Http404
    made = repeat(job=job, actor=request.actor, at=timezone.now())
    text = _("%(title)s is being made. You may leave this page.") % {"title": made.title}
    messages.success(request, text)
    return redirect(f"appraisal:{back}")


def files_of(actor, *tasks):
    """Return the newest jobs of some tasks with the day until which their file is kept."""
    jobs = BackgroundJob.objects.visible_to(actor).filter(task__in=tasks)
    shown = list(jobs.order_by("-requested_at", "-pk")[:FILES_SHOWN])
    for job in shown:
        if not job.finished_at:
            note_look(job, actor)
    files = [(job, job.finished_at + FILE_KEPT_FOR if job.finished_at else None) for job in shown]
    return {"files": files, "busy": any(not job.finished_at for job, _until in files)}


def tabs(here):
    """Return the two pages of what HR takes out."""
    pages = (("export_list", _("Tables")), ("document_pack_list", _("PDFs of units")))
    return [
        {"url": reverse(f"appraisal:{name}"), "label": label, "current": name == here}
        for name, label in pages
    ]
