"""Write a result of the library from scratch, or change one. Every button works without JavaScript."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.refused import refused_into
from accounts.models import OrgUnit
from appraisal.forms.planned_result import stored_rows, typed_rows
from appraisal.forms.result_library import LibraryEntryForm, library_indicators
from appraisal.models import LibraryResult
from appraisal.queries.result_library import content_mark, may_write, unit_options
from appraisal.queries.target_wording import typed_hints
from appraisal.queries.work_plan import EXECUTIVES, ordered
from appraisal.services.result_library import write_library_result

FIELDS = ("statement", "leaders_result", "position_kind", "org_unit")


@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """Write a result from scratch; HR and supervisors."""
    if not may_write(request.actor):
        raise PermissionDenied
    return edit_entry(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    """Change a result that one put in, or that stands in a unit of one's own."""
    managed = LibraryResult.objects.managed_by(request.actor).select_related("org_unit")
    return edit_entry(request, get_object_or_404(managed, public_id=public_id))


def edit_entry(request, entry):
    """Show the form, add a row to it, or save it."""
    units = units_for(request.actor, entry)
    if request.method != "POST":
        return draw(request, entry, *stored_forms(entry, units))
    if "add_row" in request.POST or "check" in request.POST:
        return draw(request, entry, *typed_forms(request.POST, units))
    form = LibraryEntryForm(request.POST, units=units)
    has_perspective = request.POST.get("position_kind") in EXECUTIVES
    rows = library_indicators(has_perspective=has_perspective, data=request.POST)
    if form.is_valid() & rows.is_valid() and saved(request, entry, form, rows):
        messages.success(request, _("The result stands in the library."))
        return redirect("appraisal:result_library")
    return draw(request, entry, form, rows)


def units_for(actor, entry):
    """Return the units to choose from, nothing chosen where there are several."""
    units = unit_options(actor, entry)
    if not units:
        raise PermissionDenied
    if entry is None and len(units) > 1:
        return [("", _("Choose")), *units]
    return units


def stored_forms(entry, units):
    """Return the forms with what is stored."""
    if entry is None:
        rows = library_indicators(has_perspective=False)
        return LibraryEntryForm(units=units), rows
    initial = {name: getattr(entry, name) for name in FIELDS}
    initial |= {"org_unit": entry.org_unit.public_id, "seen": content_mark(entry)}
    stored = stored_rows(ordered(entry.indicators.all()))
    rows = library_indicators(
        has_perspective=entry.position_kind in EXECUTIVES,
        initial=stored,
        blank=0 if stored else 1,
    )
    return LibraryEntryForm(initial=initial, units=units), rows


def typed_forms(data, units):
    """Return the forms with what was typed so far, and an empty row if asked for; nothing is judged."""
    form = LibraryEntryForm(
        initial={name: data.get(name, "") for name in (*FIELDS, "seen")}, units=units
    )
    typed = typed_rows(data)
    rows = library_indicators(
        has_perspective=data.get("position_kind") in EXECUTIVES,
        initial=typed,
        blank=int("add_row" in data or not typed),
    )
    return form, rows


def saved(request, entry, form, rows):
    """Save both forms with one call; a refusal stands above them."""
    fields = {name: form.cleaned_data[name] for name in FIELDS}
    fields["org_unit"] = get_object_or_404(OrgUnit, public_id=fields["org_unit"])
    with refused_into(form):
        write_library_result(
            entry=entry,
            fields=fields,
            indicators=rows.written(),
            seen=form.cleaned_data["seen"],
            actor=request.actor,
            at=timezone.now(),
        )
    if form.errors and entry:
        form.show_current(content_mark(entry))
    return not form.errors


def draw(request, entry, form, rows):
    """Draw the page; 422 when it was sent and not accepted."""
    context = {
        "form": form,
        "entry": entry,
        "rows": rows,
        "errors": rows.error_links(),
        "can_add": rows.total_form_count() < rows.max_num,
        "hints": typed_hints(request.POST.get("statement", ""), typed_rows(request.POST)),
        "is_checked": "check" in request.POST,
        "layout": "layouts/hr.html" if request.actor.is_hr else "layouts/app.html",
    }
    status = 422 if form.is_bound else 200
    return render(request, "appraisal/result_library_edit.html", context, status=status)
