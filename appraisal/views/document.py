"""Documents: find, download, ask again, pack a unit's."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.services.background_job import request_job
from accounts.views.stored_file import send_file
from appraisal.forms.document import UnitDocumentsForm
from appraisal.models import IssuedDocument
from appraisal.queries.documents import (
    is_being_printed,
    own_documents,
    printable_cycles,
    printable_units,
)
from appraisal.services.issued_document import print_again


@require_safe
def document_list(request):
    """Show one's own documents; HR also finds the form for a unit's."""
    form = unit_form(request) if request.actor.is_hr else None
    context = {"documents": own_documents(request.actor), "form": form}
    return render(request, "appraisal/document_list.html", context)


def unit_form(request, data=None):
    """Return the form with the units and cycles of this person."""
    return UnitDocumentsForm(
        data, cycles=printable_cycles(request.actor), units=printable_units(request.actor)
    )


@require_safe
def document_download(request, public_id):
    """Send the file; while it is not printed yet, say so."""
    document = get_object_or_404(
        IssuedDocument.objects.visible_to(request.actor), public_id=public_id
    )
    if not document.file:
        context = {"document": document, "is_running": is_being_printed(document)}
        return render(request, "appraisal/document_waiting.html", context, status=202)
    name = f"{document.get_kind_display()} {document.number}.pdf".replace("/", "-")
    again = reverse("appraisal:document_retry", args=[document.public_id])
    back = reverse("appraisal:document_list")
    return send_file(request, document.file, name, back=back, again=again)


@require_POST
def document_retry(request, public_id):
    """Ask for the file once more."""
    document = get_object_or_404(
        IssuedDocument.objects.visible_to(request.actor), public_id=public_id
    )
    print_again(document=document, actor=request.actor, at=timezone.now())
    messages.success(request, _("The document is being made. It appears here within a minute."))
    return redirect("appraisal:document_download", public_id=public_id)


@require_POST
def unit_documents(request):
    """Pack the documents of a unit in the background."""
    if not request.actor.is_hr:
        raise PermissionDenied
    form = unit_form(request, request.POST)
    if not form.is_valid():
        context = {"documents": own_documents(request.actor), "form": form}
        return render(request, "appraisal/document_list.html", context, status=422)
    job = request_job(
        task="appraisal.zip_documents",
        title=_("Documents of a unit as ZIP"),
        params=form.cleaned_data,
        actor=request.actor,
        at=timezone.now(),
    )
    return redirect(job)
