"""The work log: the list, the quick note, changing, removing and bringing back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.refused import refused_into
from accounts.views.coming_back import place_to_return
from accounts.views.stored_file import send_file
from appraisal.forms.progress_entry import ChangedEntryForm, ProgressEntryForm
from appraisal.models.progress_entry import UNDO
from appraisal.queries.progress_entry import (
    BY_MONTH,
    BY_RESULT,
    grouped,
    just_removed,
    log_of,
    own_entries,
    results_to_choose,
)
from appraisal.services.progress_entry import (
    Changes,
    add_entry,
    change_entry,
    remove_entry,
    restore_entry,
)

PER_PAGE = 50


@require_safe
def log(request):
    """Show one's own notes by month or by result, with the quick note on top."""
    order = BY_RESULT if request.GET.get("menurut") == BY_RESULT else BY_MONTH
    page = Paginator(log_of(request.actor, order), PER_PAGE).get_page(request.GET.get("page"))
    entries = list(page)
    removed = [(entry, entry.removed_at + UNDO) for entry in just_removed(request.actor, now())]
    context = {
        "page": page,
        "groups": grouped(entries, order),
        "tabs": tabs(order),
        "removed": removed,
        "form": form_for(request),
    }
    return render(request, "appraisal/progress_list.html", context)


def now():
    """Return the moment of the request."""
    return timezone.now()


def tabs(order):
    """Return the two ways to look at the log."""
    address = reverse("appraisal:progress_list")
    return [
        {"url": address, "label": _("By month"), "current": order == BY_MONTH},
        {
            "url": f"{address}?menurut={BY_RESULT}",
            "label": _("By planned result"),
            "current": order == BY_RESULT,
        },
    ]


def form_for(request, data=None, files=None):
    """Return the quick note; the result that an address names is chosen already."""
    return ProgressEntryForm(
        data,
        files,
        results=results_to_choose(request.actor),
        today=request.actor.on,
        initial={"planned_result": request.GET.get("rhk", "")},
    )


@require_http_methods(["GET", "POST"])
def add(request):
    """Take a quick note, then lead back to where the person came from."""
    back = place_to_return(request, reverse("appraisal:progress_list"))
    form = form_for(request, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and was_kept(request, form, add_entry):
        messages.success(request, _("The note is in your work log. Only you can read it."))
        return redirect(back)
    form.fields["text"].widget.attrs["autofocus"] = not form.is_bound
    context = {"form": form, "back": back}
    status = 422 if request.method == "POST" else 200
    return render(request, "appraisal/progress_add.html", context, status=status)


def was_kept(request, form, keep):
    """Keep the note with a service; what a rule says against it stands in the form."""
    with refused_into(form):
        keep(actor=request.actor, at=now(), **form.cleaned_data)
    return not form.errors


@require_http_methods(["GET", "POST"])
def edit(request, public_id):
    """Change a note."""
    entry = get_object_or_404(own_entries(request.actor).kept(), public_id=public_id)
    form = ChangedEntryForm(
        request.POST or None,
        request.FILES or None,
        results=results_for(request.actor, entry),
        today=request.actor.on,
        initial=initial_of(entry),
    )

    def keep(*, actor, at, **typed):
        change_entry(entry=entry, changes=Changes(**typed), actor=actor, at=at)

    if request.method == "POST" and form.is_valid() and was_kept(request, form, keep):
        messages.success(request, _("The note was changed."))
        return redirect("appraisal:progress_list")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "entry": entry}
    return render(request, "appraisal/progress_edit.html", context, status=status)


def results_for(actor, entry):
    """Return the results to choose from, and the one of an earlier plan that the note has."""
    results = list(results_to_choose(actor))
    chosen = entry.planned_result
    return [chosen, *results] if chosen and chosen not in results else results


def initial_of(entry):
    """Return what the form shows before anything is changed."""
    return {
        "text": entry.text,
        "happened_on": entry.happened_on,
        "url": entry.url,
        "planned_result": entry.planned_result.public_id if entry.planned_result else "",
    }


@require_POST
def remove(request, public_id):
    """Take a note away; the list offers to bring it back."""
    entry = get_object_or_404(own_entries(request.actor), public_id=public_id)
    remove_entry(entry=entry, actor=request.actor, at=now())
    return redirect("appraisal:progress_list")


@require_POST
def restore(request, public_id):
    """Bring a note back."""
    entry = get_object_or_404(own_entries(request.actor), public_id=public_id)
    restore_entry(entry=entry, actor=request.actor, at=now())
    messages.success(request, _("The note is back in your work log."))
    return redirect("appraisal:progress_list")


@require_safe
def file(request, public_id):
    """Hand out the file of one's own note as an attachment."""
    entry = get_object_or_404(own_entries(request.actor).kept(), public_id=public_id)
    if not entry.file:
        raise Http404
    extension = entry.file.name.rpartition(".")[2]
    name = f"{slugify(entry.title)[:60] or 'catatan'}.{extension}"
    return send_file(request, entry.file, name, back=reverse("appraisal:progress_list"))
