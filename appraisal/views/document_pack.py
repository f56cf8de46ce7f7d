"""HR takes the documents of units out: as ZIP or as one PDF to print; what failed is asked for again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.refused import refused_into
from accounts.models import BackgroundJob
from appraisal.forms.document import PackForm
from appraisal.queries.documents import failed_documents, printable_periods, printable_units
from appraisal.services.document_pack import PACK_TASK, request_pack, retry_failed
from appraisal.views.export import files_of, tabs


@require_http_methods(["GET", "HEAD", "POST"])
def document_pack_list(request):
    """Show the form and the files; documents that are asked for are put together in the background."""
    if not request.actor.is_hr:
        raise PermissionDenied
    units = printable_units(request.actor)
    form = PackForm(request.POST or None, periods=printable_periods(request.actor), units=units)
    if request.method == "POST" and form.is_valid() and packed(request, form):
        return redirect("appraisal:document_pack_list")
    context = {"form": form, "units": chosen_units(units, form), "tabs": tabs("document_pack_list")}
    context |= files_of(request.actor, PACK_TASK)
    context["failed"] = failed_documents(request.actor, [job for job, _until in context["files"]])
    status = 422 if form.errors else 200
    return render(request, "appraisal/document_pack_list.html", context, status=status)


def packed(request, form):
    """Ask for the documents; a refusal stands in the form, which keeps what was chosen."""
    with refused_into(form):
        tell(request, request_pack(**form.cleaned_data, actor=request.actor, at=timezone.now()))
    return not form.errors


def chosen_units(units, form):
    """Return (public id, name, steps set in, chosen) of the units."""
    chosen = set(form["units"].value() or ())
    return [(key, name, min(depth, 4), key in chosen) for key, name, depth in units]


@require_POST
def document_pack_retry(request, public_id):
    """Ask once more for the documents of a job that could not be made."""
    job = get_object_or_404(BackgroundJob.objects.visible_to(request.actor), public_id=public_id)
    tell(request, retry_failed(job=job, actor=request.actor, at=timezone.now()))
    return redirect("appraisal:document_pack_list")


def tell(request, job):
    """Say that the file is being made."""
    text = _("%(title)s is being made. You may leave this page.") % {"title": job.title}
    messages.success(request, text)
