"""Ask to open a released result again; confirm, decline or take it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.refused import refused_into
from appraisal.forms.reopening import AnswerForm, AskForm
from appraisal.queries.reopening import (
    answerers,
    may_answer,
    readable_reopenings,
    side_of,
)
from appraisal.queries.result import readable_evaluations
from appraisal.services.reopening import (
    ask_reopening,
    confirm_reopening,
    decline_reopening,
    withdraw_reopening,
)
from appraisal.workflow.evaluation import REOPEN_DELIVERED

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
def ask(request, public_id):
    """Say what happens and who must confirm; ask with a reason."""
    evaluation = get_object_or_404(readable_evaluations(request.actor), public_id=public_id)
    side = side_of(request.actor, evaluation)
    if side is None:
        raise PermissionDenied
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reopening = asked(request, evaluation, form)
        if reopening:
            messages.success(
                request, _("Asked. Nothing changes before the second person confirms.")
            )
            page = reverse("appraisal:reopening_detail", args=[reopening.public_id])
            return redirect(f"{page}?dari=pegawai" if "dari" in request.GET else page)
    if request.method != "POST" and not REOPEN_DELIVERED.is_open(evaluation):
        return redirect("appraisal:result_detail", public_id)
    context = {
        "evaluation": evaluation,
        "form": form,
        "people": answerers(side, evaluation, request.actor.employee, request.actor.on),
    }
    status = 422 if form.errors else 200
    return render(request, "appraisal/reopening_ask.html", context, status=status)


def asked(request, evaluation, form):
    """Ask through the service; a refusal stands in the form."""
    with refused_into(form, no_reason="reason"):
        return ask_reopening(
            evaluation=evaluation,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        )


@require_http_methods(GET_AND_POST)
def detail(request, public_id):
    """Show a request; its second person confirms or declines."""
    reopening = reopening_for(request, public_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if answered(request, reopening, form):
            return redirect("appraisal:reopening_detail", public_id)
        reopening = reopening_for(request, public_id)  # the services read it anew, without names
    evaluation = reopening.evaluation
    is_waiting = not (reopening.answered_at or reopening.withdrawn_at)
    context = {
        "reopening": reopening,
        "evaluation": evaluation,
        "form": form,
        "is_waiting": is_waiting,
        "may_answer": is_waiting and may_answer(request.actor, reopening),
        "may_withdraw": is_waiting and reopening.asked_by == request.actor.employee,
        "people": answerers(reopening.side, evaluation, reopening.asked_by, request.actor.on)
        if is_waiting
        else [],
    }
    status = 422 if form.errors else 200
    return render(request, "appraisal/reopening_detail.html", context, status=status)


def reopening_for(request, public_id):
    """Return a request that the person may see, or 404."""
    return get_object_or_404(readable_reopenings(request.actor), public_id=public_id)


def answered(request, reopening, form):
    """Confirm or decline through the services; a refusal stands in the form."""
    is_confirmed = "confirm" in request.POST
    service = confirm_reopening if is_confirmed else decline_reopening
    with refused_into(form, no_answer="answer"):
        service(
            reopening=reopening,
            answer=form.cleaned_data["answer"],
            actor=request.actor,
            at=timezone.now(),
        )
        words = _("The result is open again. The employee and the supervisor were told.")
        messages.success(
            request, words if is_confirmed else _("Declined. The result stays as it is.")
        )
    return not form.errors


@require_POST
def withdraw(request, public_id):
    """Take back a request that nobody answered."""
    reopening = reopening_for(request, public_id)
    withdraw_reopening(reopening=reopening, actor=request.actor, at=timezone.now())
    messages.success(request, _("The request was taken back."))
    return redirect("appraisal:reopening_detail", public_id)
