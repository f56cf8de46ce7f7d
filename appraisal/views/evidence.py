"""Add, remove and fetch evidence. A file is only ever handed out as a download."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import AccessKind
from accounts.forms.refused import refused_into
from accounts.views.stored_file import send_file
from appraisal.forms.evidence import EvidenceForm
from appraisal.models import Evidence
from appraisal.queries.self_assessment import is_being_written, own_evaluations
from appraisal.services.evidence import add_evidence, remove_evidence
from appraisal.views.access import note_opening


@require_http_methods(["GET", "POST"])
def add(request, public_id):
    """Ask for a link or a file, for one planned result or for the whole."""
    evaluation = get_object_or_404(own_evaluations(request.actor), public_id=public_id)
    planned = evaluation.work_plan.planned_results
    wanted = request.GET.get("for", "")
    planned_result = get_object_or_404(planned, public_id=wanted) if wanted else None
    back = place_to_return(request, evaluation)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and was_added(request, evaluation, form, planned_result)
    ):
        messages.success(request, _("The evidence was added."))
        return redirect(back)
    if request.method == "GET" and not is_being_written(evaluation):
        return redirect(evaluation)
    context = {"form": form, "planned_result": planned_result, "back": back}
    status = 422 if request.method == "POST" else 200
    return render(request, "appraisal/self_assessment_evidence.html", context, status=status)


def was_added(request, evaluation, form, planned_result):
    """Add the evidence; what a rule says against it stands in the form."""
    with refused_into(form):
        add_evidence(
            evaluation=evaluation,
            planned_result=planned_result,
            actor=request.actor,
            at=timezone.now(),
            **form.cleaned_data,
        )
    return not form.errors


@require_http_methods(["GET", "POST"])
def remove(request, public_id):
    """Ask once more, then take the evidence away."""
    own = Evidence.objects.visible_to(request.actor).filter(employee=request.actor.employee)
    evidence = get_object_or_404(own.select_related("evaluation"), public_id=public_id)
    back = place_to_return(request, evidence.evaluation)
    if request.method == "POST":
        remove_evidence(evidence=evidence, actor=request.actor, at=timezone.now())
        messages.success(request, _("The evidence was removed."))
        return redirect(back)
    context = {"evidence": evidence, "back": back}
    return render(request, "appraisal/self_assessment_evidence_remove.html", context)


@require_safe
def download(request, public_id):
    """Hand out a file as an attachment to whoever may read the self-assessment."""
    readable = Evidence.objects.visible_to(request.actor).select_related("evaluation")
    evidence = get_object_or_404(readable, public_id=public_id)
    if not evidence.file:
        raise Http404
    note_opening(request, evidence.evaluation, AccessKind.EVIDENCE)
    extension = evidence.file.name.rpartition(".")[2]
    name = f"{slugify(evidence.title)[:80] or 'bukti'}.{extension}"
    return send_file(request, evidence.file, name, back=evidence.evaluation)


def place_to_return(request, evaluation):
    """Return the page of this evaluation from which the person came."""
    back = request.GET.get("back", "")
    own_pages = evaluation.get_absolute_url()
    allowed = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    if allowed and back.startswith(own_pages):
        return back
    return reverse("appraisal:evaluation_detail", args=[evaluation.public_id])
