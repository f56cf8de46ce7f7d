"""Take an applied import back: ask once more, then hand it to the worker."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.services.employee_import import request_undo
from accounts.services.employee_import.undo import may_undo
from accounts.views.imports import batch_for


@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request, public_id):
    """Say what taking back does, then ask the worker for it."""
    batch = batch_for(request, public_id)
    if request.method == "POST":
        request_undo(batch=batch, actor=request.actor, at=timezone.now())
        messages.success(request, _("The import is being taken back."))
        return redirect(batch)
    is_working = batch.job and not batch.job.finished_at
    if is_working or not may_undo(batch=batch, at=timezone.now()):
        return redirect(batch)
    words = {"batch": batch, "points": consequences(batch)}
    return render(request, "accounts/import_undo.html", words)


def consequences(batch):
    """Return what taking back does, in sentences."""
    counts = batch.facts["counts"]
    new, changed = counts.get("NEW", 0), counts.get("CHANGED", 0)
    removed = ngettext(
        "%(count)s row that was added is removed again.",
        "%(count)s rows that were added are removed again.",
        new,
    )
    restored = ngettext(
        "%(count)s row that was changed gets its former values back.",
        "%(count)s rows that were changed get their former values back.",
        changed,
    )
    rows = [
        words % {"count": count} for words, count in ((removed, new), (restored, changed)) if count
    ]
    return [
        *rows,
        _("Open plans and evaluations go back to the supervisors of before; they are told."),
        _("If somebody has worked with this data since, nothing is taken back and you read who."),
        _("This is possible until %(until)s.") % {"until": until(batch)},
    ]


def until(batch):
    """Return until when an import may be taken back, in words."""
    return date_format(timezone.localtime(batch.undo_until), "DATETIME_FORMAT")
