"""Pages of the data import: list, upload, preview, apply, result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.choices import ImportAction
from accounts.exports.import_template import template_workbook
from accounts.exports.rejected_rows import described_in_file, rejected_workbook
from accounts.exports.spreadsheet import CONTENT_TYPE
from accounts.forms.imports import UploadForm
from accounts.models import ImportBatch
from accounts.queries.imports import DOUBTS, imports_of, rows_of, rows_that_say
from accounts.services.employee_import import (
    begin_anew,
    discard_batch,
    has_work,
    read_again,
    request_apply,
    upload_workbook,
)
from accounts.services.employee_import.obstacles import described
from accounts.services.employee_import.preview import shown_positions, shown_row
from accounts.services.employee_import.problems import described as described_problem
from accounts.services.employee_import.undo import may_undo
from accounts.services.employee_import.workbook import FAULTS
from accounts.views.job import note_look

ROWS_PER_PAGE = 50
CHECK = "CHECK"  # rows that say something doubtful
UNSUPERVISED = ("no_supervisor", "supervisor_rejected")
TABS = (
    ("", gettext_lazy("All")),
    (ImportAction.NEW, gettext_lazy("New")),
    (ImportAction.CHANGED, gettext_lazy("Changed")),
    (ImportAction.UNCHANGED, gettext_lazy("Unchanged")),
    (ImportAction.REJECTED, gettext_lazy("Rejected")),
)


def only_hr(request):
    """Refuse everybody but HR."""
    if not request.actor.is_hr:
        raise PermissionDenied


def batch_for(request, public_id):
    """Return an import that the person may see."""
    only_hr(request)
    batches = ImportBatch.objects.visible_to(request.actor).select_related(
        "job", "uploaded_by", "applied_by", "undone_by"
    )
    return get_object_or_404(batches, public_id=public_id)


@require_safe
def import_list(request):
    """Show past imports."""
    only_hr(request)
    page = Paginator(imports_of(request.actor), 25).get_page(request.GET.get("page"))
    return render(request, "accounts/import_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def import_upload(request):
    """Take in a workbook and start to read it."""
    only_hr(request)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        initial={"effective_date": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        batch = upload_workbook(**form.cleaned_data, actor=request.actor, at=timezone.now())
        return redirect(batch)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/import_upload.html", {"form": form}, status=status)


@require_safe
def import_template(request):
    """Hand out the template."""
    only_hr(request)
    return as_download(template_workbook(), "templat-impor-pegawai.xlsx")


def working(request, batch, list_url, list_name):
    """Show how far the work on a workbook is, whatever it is about; htmx fetches only the progress."""
    template = "accounts/import_working.html"
    words = {"batch": batch, "list_url": list_url, "list_name": list_name}
    return render(request, f"{template}#progress" if request.htmx else template, words)


@require_safe
def import_detail(request, public_id):
    """Show an import where it stands: being worked on, refused, in preview, or applied."""
    batch = batch_for(request, public_id)
    if batch.job:
        note_look(batch.job, request.actor)
    if batch.job and not batch.job.finished_at:
        return working(request, batch, reverse("accounts:import_list"), _("Data import"))
    if request.htmx and not request.htmx.boosted:
        return HttpResponseClientRefresh()
    if batch.applied_at:
        words = rows_context(request, batch) | {
            "obstacles": [described(found) for found in batch.undo_obstacles],
            "may_undo": may_undo(batch=batch, at=timezone.now()),
            "unsupervised": rows_that_say(batch, UNSUPERVISED).count(),
        }
        return render(request, "accounts/import_result.html", words)
    if not batch.read_at:
        fault = FAULTS.get(batch.problem) or (batch.job.error if batch.job else "")
        return render(request, "accounts/import_refused.html", {"batch": batch, "fault": fault})
    if batch.layout.get("ask"):
        return redirect("accounts:import_columns", batch.public_id)
    return render(request, "accounts/import_preview.html", rows_context(request, batch))


def rows_context(request, batch):
    """Return the tabs and one page of rows."""
    action = request.GET.get("tampil", "")
    action = action if action in (*ImportAction.values, CHECK) else ""
    counts = batch.facts["counts"]
    doubtful = rows_that_say(batch, DOUBTS)
    rows = doubtful if action == CHECK else rows_of(batch, action)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    words = described_in_file if batch.applied_at else described_problem
    page.object_list = [shown_row(row, words) for row in page.object_list]
    return {
        "batch": batch,
        "facts": batch.facts,
        "page": page,
        "positions": shown_positions(batch),
        "tabs": tabs(batch, action),
        "doubts": doubtful.count(),
        "counts": {name.lower(): counts.get(name, 0) for name in ImportAction.values},
        "has_work": has_work(counts),
    }


def tabs(batch, action):
    """Return one tab for each action, with its number of rows."""
    counts = batch.facts["counts"]
    return [
        {
            "url": f"{batch.get_absolute_url()}{f'?tampil={value}' if value else ''}",
            "label": label,
            "current": value == action,
            "count": counts.get(value, 0) if value else sum(counts.values()),
        }
        for value, label in TABS
    ]


@require_POST
def import_read(request, public_id):
    """Read the file again, with the units that HR ticked."""
    batch = batch_for(request, public_id)
    ticked = set(request.POST.getlist("unit"))
    offered = [unit["key"] for unit in batch.facts.get("new_units", [])]
    choices = {key: key in ticked for key in offered} if "units" in request.POST else {}
    read_again(batch=batch, unit_choices=choices, actor=request.actor, at=timezone.now())
    return redirect(batch)


@require_http_methods(["GET", "HEAD", "POST"])
def import_apply(request, public_id):
    """Ask once more, then hand the plan to the worker."""
    batch = batch_for(request, public_id)
    if request.method == "POST":
        request_apply(batch=batch, actor=request.actor, at=timezone.now())
        messages.success(request, _("The import is being applied."))
        return redirect(batch)
    if not batch.read_at or batch.applied_at:
        return redirect(batch)
    context = {"batch": batch, "points": consequences(batch)}
    return render(request, "accounts/import_apply.html", context)


def consequences(batch):
    """Return what applying does, in sentences."""
    counts, facts = batch.facts["counts"], batch.facts
    new, changed, rejected = (counts.get(name, 0) for name in ("NEW", "CHANGED", "REJECTED"))
    units = sum(unit["is_accepted"] and unit["is_needed"] for unit in facts["new_units"])
    points = [
        ngettext("%(count)s new row is added.", "%(count)s new rows are added.", new)
        % {"count": new},
        ngettext(
            "%(count)s row changes with effect from %(day)s.",
            "%(count)s rows change with effect from %(day)s.",
            changed,
        )
        % {"count": changed, "day": date_format(batch.effective_date)},
    ]
    if units or facts["new_positions"]:
        points.append(
            _("%(units)s units and %(positions)s positions are created.")
            % {"units": units, "positions": len(facts["new_positions"])}
        )
    if rejected:
        points.append(
            ngettext(
                "%(count)s rejected row stays out.", "%(count)s rejected rows stay out.", rejected
            )
            % {"count": rejected}
        )
    points.append(_("People who are not in the file stay as they are."))
    return points


@require_http_methods(["GET", "HEAD", "POST"])
def import_discard(request, public_id):
    """Ask once more, then throw a file away that was not applied."""
    batch = batch_for(request, public_id)
    if batch.applied_at:
        return redirect(batch)
    if request.method == "POST":
        discard_batch(batch=batch, actor=request.actor, at=timezone.now())
        messages.success(request, _("%(file)s was discarded.") % {"file": batch.file_name})
        return redirect("accounts:import_list")
    points = [
        _("The file and its preview are deleted. Employees and units stay as they are."),
        _("You can upload the file again at any time."),
    ]
    return render(request, "accounts/import_discard.html", {"batch": batch, "points": points})


@require_POST
def import_anew(request, public_id):
    """Read the file of an import that was taken back once more."""
    batch = batch_for(request, public_id)
    return redirect(begin_anew(batch=batch, actor=request.actor, at=timezone.now()))


@require_safe
def import_rejected(request, public_id):
    """Hand out the rejected rows with reasons."""
    batch = batch_for(request, public_id)
    if not batch.read_at:
        return redirect(batch)
    uploaded = timezone.localtime(batch.uploaded_at)
    return as_download(rejected_workbook(batch), f"ditolak-{uploaded:%Y%m%d-%H%M}.xlsx")


def as_download(content, name):
    """Return a workbook to be saved, never to be shown."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
