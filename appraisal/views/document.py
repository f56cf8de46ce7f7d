"""Documents: download, ask again; the list of one's own is on the page of the past."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.choices import AccessKind
from accounts.views.stored_file import send_file
from appraisal.models import IssuedDocument
from appraisal.queries.documents import is_being_printed
from appraisal.services.issued_document import print_again
from appraisal.views.access import note_opening


@require_safe
def document_download(request, public_id):
    """Send the file; while it is not printed yet, say so."""
    readable = IssuedDocument.objects.visible_to(request.actor)
    document = get_object_or_404(
        readable.select_related("published_result__evaluation"), public_id=public_id
    )
    back = place_of(document, request.actor)
    if not document.file:
        context = {"document": document, "is_running": is_being_printed(document), "back": back}
        return render(request, "appraisal/document_waiting.html", context, status=202)
    note_opening(request, document.published_result.evaluation, AccessKind.DOCUMENT)
    name = f"{document.get_kind_display()} {document.number}.pdf".replace("/", "-")
    again = reverse("appraisal:document_retry", args=[document.public_id])
    return send_file(request, document.file, name, back=back, again=again)


def place_of(document, actor):
    """Return the page on which somebody finds a document: the own past, or the result of another."""
    evaluation = document.published_result.evaluation
    if evaluation.employee_id == actor.employee.pk:
        return reverse("appraisal:history")
    return reverse("appraisal:result_detail", args=[evaluation.public_id])


@require_POST
def document_retry(request, public_id):
    """Ask for the file once more."""
    document = get_object_or_404(
        IssuedDocument.objects.visible_to(request.actor), public_id=public_id
    )
    print_again(document=document, actor=request.actor, at=timezone.now())
    messages.success(request, _("The document is being made. It appears here within a minute."))
    return redirect("appraisal:document_download", public_id=public_id)
