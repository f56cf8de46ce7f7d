"""A self-assessment that was sent: take it back while unread, else ask the supervisor for it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.refused import refused_into
from accounts.rules.numbers import whole_number
from appraisal.forms.review import ReasonForm
from appraisal.queries.self_assessment import own_evaluations
from appraisal.queries.taking_back import way_back
from appraisal.services.taking_back import ask_back, take_back

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
def take(request, public_id):
    """Ask once more, then take it back; where somebody has read it, ask for it instead."""
    evaluation = get_object_or_404(own_evaluations(request.actor), public_id=public_id)
    if request.method == "POST":
        take_back(
            evaluation=evaluation,
            actor=request.actor,
            at=timezone.now(),
            expected_revision=whole_number(request.POST.get("revision", "")),
        )
        messages.success(request, _("Taken back. Correct your answers, then send again."))
        return redirect(evaluation)
    way = way_back(evaluation)
    if way is None:
        return redirect(evaluation)
    if not way.is_free:
        return redirect("appraisal:self_ask_back", public_id)
    return render(request, "appraisal/self_assessment_take_back.html", {"evaluation": evaluation})


@require_http_methods(GET_AND_POST)
def ask(request, public_id):
    """Ask the supervisor to return it, with a reason."""
    evaluation = get_object_or_404(own_evaluations(request.actor), public_id=public_id)
    if request.method != "POST" and way_back(evaluation) is None:
        return redirect(evaluation)
    hint = _("%(name)s reads this. Write what you want to mend.") % {
        "name": evaluation.supervisor.name
    }
    form = ReasonForm(request.POST or None, hint=hint)
    if request.method == "POST" and form.is_valid() and was_asked(request, evaluation, form):
        told = {"name": evaluation.supervisor.name}
        messages.success(request, _("%(name)s was told that you want it back.") % told)
        return redirect(evaluation)
    context = {"evaluation": evaluation, "form": form}
    status = 422 if form.errors else 200
    return render(request, "appraisal/self_assessment_ask_back.html", context, status=status)


def was_asked(request, evaluation, form):
    """Ask; what a rule says against it stands in the form."""
    with refused_into(form):
        ask_back(
            evaluation=evaluation,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        )
    return not form.errors
