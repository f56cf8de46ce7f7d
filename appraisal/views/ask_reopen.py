"""Decided by mistake: ask HR to open it again before it is released; HR opens it or leaves it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.refused import refused_into
from appraisal.forms.review import ReasonForm
from appraisal.queries.reopening import asked_to_reopen, who_reopens
from appraisal.queries.result import readable_evaluations
from appraisal.services.ask_reopen import ask_hr_to_reopen, keep_decided
from appraisal.workflow.evaluation import ASK_REOPEN, KEEP_DECIDED

GET_AND_POST = ["GET", "HEAD", "POST"]
HR_SECTION = "appraisal:cycle_list"


@require_http_methods(GET_AND_POST)
def ask_hr(request, public_id):
    """Ask HR to open a decided result again before it is released; every word is kept."""
    evaluation = get_object_or_404(readable_evaluations(request.actor), public_id=public_id)
    if not ASK_REOPEN.allowed(request.actor, evaluation):
        raise PermissionDenied
    if request.method != "POST" and not ASK_REOPEN.is_open(evaluation):
        return redirect("appraisal:result_detail", public_id)
    form = ReasonForm(request.POST or None, hint=_("HR reads this. Say what has to change."))
    if (
        request.method == "POST"
        and form.is_valid()
        and sent(request, evaluation, form, ask_hr_to_reopen)
    ):
        messages.success(request, _("HR was asked. Until it is opened again, the decision stays."))
        return redirect("appraisal:result_detail", public_id)
    request.nav_section = "appraisal:team_board"
    people = who_reopens(evaluation, request.actor.on)
    context = {"evaluation": evaluation, "form": form, "people": people}
    status = 422 if form.errors else 200
    return render(request, "appraisal/result_ask_reopen.html", context, status=status)


@require_http_methods(GET_AND_POST)
def keep(request, public_id):
    """Leave a decided result as it is, with a reason for the supervisor who asked."""
    evaluation = get_object_or_404(readable_evaluations(request.actor), public_id=public_id)
    if not KEEP_DECIDED.allowed(request.actor, evaluation):
        raise PermissionDenied
    asked = asked_to_reopen(evaluation)
    if request.method != "POST" and asked is None:
        return redirect("appraisal:result_detail", public_id)
    form = ReasonForm(request.POST or None, hint=_("The supervisor who asked reads this."))
    if (
        request.method == "POST"
        and form.is_valid()
        and sent(request, evaluation, form, keep_decided)
    ):
        messages.success(request, _("The decision stays. The supervisor was told why."))
        return redirect("appraisal:result_detail", public_id)
    request.nav_section = HR_SECTION
    context = {"evaluation": evaluation, "form": form, "asked": asked}
    status = 422 if form.errors else 200
    return render(request, "appraisal/result_keep.html", context, status=status)


def sent(request, evaluation, form, service):
    """Ask or answer through a service; a refusal stands in the form."""
    with refused_into(form):
        service(
            evaluation=evaluation,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        )
    return not form.errors
