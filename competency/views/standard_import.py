"""Set standards from a workbook: upload, preview, apply."""

from datetime import timedelta
from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.choices import ImportAction
from accounts.exports.rejected_rows import rejected_workbook
from accounts.forms.refused import refused_into
from accounts.queries.imports import rows_of
from accounts.services.employee_import.reading import has_work
from accounts.services.employee_import.workbook import FAULTS
from accounts.views.imports import ROWS_PER_PAGE, as_download, tabs, working
from accounts.views.job import note_look
from competency.exports.standard_template import write_template
from competency.forms.standard_import import StandardUploadForm
from competency.models import CompetencyFramework, StandardImport
from competency.queries.standard import competencies_of
from competency.queries.standard_import import standard_imports
from competency.services.standard_import import (
    read_standards_again,
    request_standards,
    upload_standards,
)
from competency.services.standard_import.preview import shown_rows
from competency.services.standard_import.problems import described

PER_PAGE = 25


def only_hr(request):
    """Refuse everybody but HR of the whole agency, who alone sets standards."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied


def batch_for(request, public_id):
    """Return an import that the person may see."""
    only_hr(request)
    batches = StandardImport.objects.visible_to(request.actor)
    found = batches.select_related("job", "uploaded_by", "applied_by")
    return get_object_or_404(found, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def standard_import_list(request):
    """Take in a workbook, and show those so far."""
    only_hr(request)
    tomorrow = request.actor.on + timedelta(days=1)
    form = StandardUploadForm(
        request.POST or None, request.FILES or None, initial={"from_date": tomorrow}
    )
    if request.method == "POST" and form.is_valid():
        with refused_into(form, past_date="from_date"):
            batch = upload_standards(**form.cleaned_data, actor=request.actor, at=timezone.now())
            return redirect(batch)
    page = Paginator(standard_imports(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "page": page}
    return render(request, "competency/standard_import_list.html", context, status=status)


@require_safe
def standard_import_template(request):
    """Hand out the workbook to fill in, with the positions and levels of today."""
    only_hr(request)
    on = request.actor.on
    framework = CompetencyFramework.objects.current(on)
    competencies = list(competencies_of(framework, on).prefetch_related(None))
    stream = BytesIO()
    write_template(stream, competencies, framework, on)
    return as_download(stream.getvalue(), f"standar-jabatan-{on:%Y%m%d}.xlsx")


@require_safe
def standard_import_detail(request, public_id):
    """Show an import where it stands: being worked on, refused, in preview, or applied."""
    batch = batch_for(request, public_id)
    if batch.job:
        note_look(batch.job, request.actor)
    if batch.job and not batch.job.finished_at:
        list_url = reverse("competency:standard_import_list")
        return working(request, batch, list_url, _("Standards from a workbook"))
    if request.htmx and not request.htmx.boosted:
        return HttpResponseClientRefresh()
    if not batch.read_at:
        fault = FAULTS.get(batch.problem) or (batch.job.error if batch.job else "")
        context = {"batch": batch, "fault": fault}
        return render(request, "competency/standard_import_refused.html", context)
    context = rows_context(request, batch)
    return render(request, "competency/standard_import_detail.html", context)


def rows_context(request, batch):
    """Return the tabs and one page of rows."""
    action = request.GET.get("tampil", "")
    action = action if action in ImportAction.values else ""
    counts = batch.facts["counts"]
    page = Paginator(rows_of(batch, action), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = shown_rows(page.object_list)
    return {
        "batch": batch,
        "facts": batch.facts,
        "page": page,
        "tabs": tabs(batch, action),
        "counts": {name.lower(): counts.get(name, 0) for name in ImportAction.values},
        "has_work": has_work(counts),
    }


@require_POST
def standard_import_read(request, public_id):
    """Read the file again."""
    batch = batch_for(request, public_id)
    read_standards_again(batch=batch, actor=request.actor, at=timezone.now())
    return redirect(batch)


@require_http_methods(["GET", "HEAD", "POST"])
def standard_import_apply(request, public_id):
    """Ask once more, then hand the plan to the worker."""
    batch = batch_for(request, public_id)
    if request.method == "POST":
        request_standards(batch=batch, actor=request.actor, at=timezone.now())
        messages.success(request, _("The standards are being set."))
        return redirect(batch)
    if not batch.read_at or batch.applied_at:
        return redirect(batch)
    context = {"batch": batch, "points": consequences(batch)}
    return render(request, "competency/standard_import_apply.html", context)


def consequences(batch):
    """Return what applying does, in sentences."""
    counts = batch.facts["counts"]
    changed = counts.get("NEW", 0) + counts.get("CHANGED", 0)
    day = date_format(batch.effective_date)
    points = [
        ngettext(
            "%(count)s position gets other levels from %(day)s.",
            "%(count)s positions get other levels from %(day)s.",
            changed,
        )
        % {"count": changed, "day": day},
        _("What they required until then ends the day before and stays in the history."),
        _("Evaluations that are already open keep the standard they began with."),
    ]
    if rejected := counts.get("REJECTED", 0):
        words = ngettext(
            "%(count)s rejected row stays out.", "%(count)s rejected rows stay out.", rejected
        )
        points.append(words % {"count": rejected})
    points.append(_("Positions that are not in the file stay as they are."))
    return points


@require_safe
def standard_import_rejected(request, public_id):
    """Hand out the rejected rows with reasons."""
    batch = batch_for(request, public_id)
    if not batch.read_at:
        return redirect(batch)
    uploaded = timezone.localtime(batch.uploaded_at)
    name = f"standar-ditolak-{uploaded:%Y%m%d-%H%M}.xlsx"
    return as_download(rejected_workbook(batch, described), name)
