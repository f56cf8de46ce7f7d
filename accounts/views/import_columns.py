"""The page between upload and preview: the header that was found, and what each column means."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.import_columns import ColumnsForm, HeaderForm
from accounts.services.employee_import import choose_columns, choose_header
from accounts.views.imports import batch_for


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request, public_id):
    """Show which column feeds which field, and keep what HR makes of it."""
    batch = batch_for(request, public_id)
    if not is_open(batch):
        return redirect(batch)
    form = ColumnsForm(request.POST or None, layout=batch.layout)
    if request.method == "POST" and form.is_valid():
        columns = form.columns()
        choose_columns(batch=batch, columns=columns, actor=request.actor, at=timezone.now())
        return redirect(batch)
    words = {"batch": batch, "form": form, **sections(batch, form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/import_columns.html", words, status=status)


def is_open(batch):
    """Tell whether the columns of a batch may still be chosen."""
    is_working = batch.job and not batch.job.finished_at
    return bool(batch.layout.get("sheets")) and not batch.applied_at and not is_working


def sections(batch, form):
    """Return the sheets that are read with their columns, and the others, each with its header form."""
    headers = {
        place: HeaderForm(sheet=sheet, place=place)
        for place, sheet in enumerate(batch.layout["sheets"])
    }
    return {
        "is_lost": not form.lines,
        "read": [
            {"sheet": sheet, "lines": lines, "header": headers[place]}
            for place, sheet, lines in form.tables
        ],
        "unread": [
            {"sheet": sheet, "header": headers[place]}
            for place, sheet in enumerate(batch.layout["sheets"])
            if sheet["holds"] == "none"
        ],
    }


@require_POST
def import_header(request, public_id):
    """Point at another header row of a sheet; its columns are found anew."""
    batch = batch_for(request, public_id)
    sheets = batch.layout.get("sheets", [])
    place = request.POST.get("place", "")
    if not place.isdecimal() or int(place) >= len(sheets):
        raise Http404
    form = HeaderForm(request.POST, sheet=sheets[int(place)], place=int(place))
    if not form.is_valid():
        raise Http404
    choose_header(batch=batch, place=int(place), actor=request.actor, **form.cleaned_data)
    return redirect("accounts:import_columns", public_id)
