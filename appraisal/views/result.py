"""What was decided: read it, release it, answer it, open it again, close it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import AccessKind
from accounts.forms.refused import refused_into
from accounts.refusals import Refusal
from accounts.transitions import available_transitions
from appraisal.choices import DECIDED_STAGES, EvaluationStage, ExpectationMark, RatingLabel
from appraisal.forms.result import AcknowledgeForm
from appraisal.forms.review import ReasonForm
from appraisal.models import PublishedResult
from appraisal.permissions import is_owner, is_superior, is_supervisor
from appraisal.queries.dialogue import closed_dialogue_day, dialogue_of
from appraisal.queries.dialogue_time import held_day
from appraisal.queries.reopening import asked_to_reopen, open_reopenings
from appraisal.queries.result import (
    awaiting_release,
    can_start_review,
    own_evaluations,
    readable_evaluations,
    result_page,
)
from appraisal.queries.result_next import AFTER_RELEASE, FIRST, next_after
from appraisal.queries.review_summary import quadrant_cells
from appraisal.services.evaluation import (
    acknowledge_evaluation,
    answer_result,
    close_evaluation,
    deliver_evaluation,
)
from appraisal.services.review import reopen_evaluation
from appraisal.views.access import note_opening
from appraisal.workflow.evaluation import (
    ACKNOWLEDGE,
    ASK_REOPEN,
    CLOSE,
    DELIVER,
    REOPEN,
    REOPEN_DELIVERED,
    START_REVIEW,
)

GET_AND_POST = ["GET", "HEAD", "POST"]
MOVES = (DELIVER, ACKNOWLEDGE, CLOSE, REOPEN, ASK_REOPEN, REOPEN_DELIVERED)
MOVES_AFTER_CLOSING = (ACKNOWLEDGE, CLOSE)  # a closed cycle lets nothing else happen to a result


@require_safe
def result_list(request):
    """List one's own results."""
    context = {"evaluations": own_evaluations(request.actor)}
    return render(request, "appraisal/result_list.html", context)


@require_safe
def team_results(request):
    """List for supervisors and HR what waits to be released, and who asks to open a result again."""
    context = {
        "awaiting": awaiting_release(request.actor),
        "reopenings": open_reopenings(request.actor),
    }
    return render(request, "appraisal/team_results.html", context)


def evaluation_for(request, public_id):
    """Return an evaluation that the person may follow, or 404."""
    return get_object_or_404(readable_evaluations(request.actor), public_id=public_id)


@require_safe
def detail(request, public_id):
    """Show the frozen result, or why there is nothing to read yet."""
    evaluation = evaluation_for(request, public_id)
    form = AcknowledgeForm(initial={"comment": evaluation.acknowledgement})
    return draw(request, evaluation, form)


def under_my_team(request, record):
    """Let the navigation mark "My team", or for HR "Manage", on the page of another person."""
    if is_owner(request.actor, record):
        return
    leads = is_supervisor(request.actor, record) or is_superior(request.actor, record)
    request.nav_section = "appraisal:team_board" if leads else "appraisal:cycle_list"


def draw(request, evaluation, form):
    """Draw the page of a result in the version asked for."""
    under_my_team(request, evaluation)
    page = result_page(evaluation, request.actor, request.GET.get("version", ""))
    is_closed = evaluation.period.cycle.closed_at is not None
    offered = MOVES_AFTER_CLOSING if is_closed else MOVES
    moves = available_transitions(offered, evaluation, request.actor)
    context = {
        "evaluation": evaluation,
        "page": page,
        "is_kept_back": is_closed and evaluation.stage == EvaluationStage.DECIDED,
        "form": form,
        "moves": {move.name: True for move in moves},
        "is_mine": is_owner(request.actor, evaluation),
        "may_object": may_object(request.actor, page),
        "may_answer": evaluation.stage == EvaluationStage.ACKNOWLEDGED
        and may_object(request.actor, page),
        "is_team": is_supervisor(request.actor, evaluation),
        "is_below": is_superior(request.actor, evaluation),
        "is_decided": evaluation.stage in DECIDED_STAGES,
    }
    if page.result is None:
        may_start = START_REVIEW.allowed(request.actor, evaluation)
        context["can_start"] = may_start and can_start_review(evaluation, request.actor.on)
        return render(request, "appraisal/result_waiting.html", context)
    note_opening(request, evaluation, AccessKind.RESULT)
    context["asked_to_reopen"] = asked_to_reopen(evaluation)
    if context["is_mine"] or context["is_team"]:
        context["dialogue"] = dialogue_of(evaluation, request.actor)
        if request.actor.acting_for(evaluation) and not context["dialogue"]:
            context["dialogue_before"] = closed_dialogue_day(evaluation)
    context |= shown(page.result)
    move = request.GET.get("lanjut")
    if move in FIRST and not context["is_mine"]:
        context["following"] = next_after(evaluation, request.actor, move)
    status = 422 if form.errors else 200
    return render(request, "appraisal/result_detail.html", context, status=status)


def shown(result):
    """Return what the page shows of a result, in words."""
    return {
        "snapshot": result.snapshot,
        "rating": RatingLabel(result.rating),
        "quadrant_cells": quadrant_cells(result.results_rating, result.behaviour_rating),
        "results_label": ExpectationMark(result.results_rating).label,
        "behaviour_label": ExpectationMark(result.behaviour_rating).label,
    }


def after_move(evaluation, move):
    """Return the page of a result that was just decided or released, with who comes next."""
    page = reverse("appraisal:result_detail", args=[evaluation.public_id])
    # A place of its own: a browser keeps "#content" of the page before, and then focuses that.
    return f"{page}?lanjut={move}#next"


def may_object(actor, page):
    """Tell whether the reader may object to this result today."""
    is_mine = is_owner(actor, page.evaluation)
    return bool(is_mine and page.respond_until and actor.on <= page.respond_until)


@require_http_methods(GET_AND_POST)
def deliver(request, public_id):
    """Ask once more before releasing a result to the employee; then release it."""
    evaluation = evaluation_for(request, public_id)
    if request.method == "POST":
        deliver_evaluation(evaluation=evaluation, actor=request.actor, at=timezone.now())
        told = {"name": evaluation.employee.name}
        messages.success(request, _("%(name)s can now read the result.") % told)
        return redirect(after_move(evaluation, AFTER_RELEASE))
    if evaluation.stage != EvaluationStage.DECIDED or not DELIVER.allowed(
        request.actor, evaluation
    ):
        return redirect("appraisal:result_detail", public_id)
    under_my_team(request, evaluation)
    result = PublishedResult.objects.visible_to(request.actor).filter(evaluation=evaluation)
    result = result.newest_first().first()
    rating = RatingLabel(result.rating) if result else None
    context = {"evaluation": evaluation, "result": result, "rating": rating}
    context["has_dialogue"] = held_day(evaluation, timezone.now()) is not None
    context["asked"] = asked_to_reopen(evaluation)
    return render(request, "appraisal/result_deliver.html", context)


@require_http_methods(GET_AND_POST)
def reopen(request, public_id):
    """Open a decided evaluation again, with a reason."""
    evaluation = evaluation_for(request, public_id)
    if request.method != "POST" and not (
        REOPEN.is_open(evaluation) and REOPEN.allowed(request.actor, evaluation)
    ):
        return redirect("appraisal:result_detail", public_id)
    asked = asked_to_reopen(evaluation)
    hint = _("The supervisor reads this. Say what has to change.")
    form = ReasonForm(request.POST or None, hint=hint)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_evaluation(
                evaluation=evaluation,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The evaluation is open again. The supervisor was told."))
            return redirect(way_back(request, evaluation))
    under_my_team(request, evaluation)
    context = {"evaluation": evaluation, "form": form, "cancel_url": way_back(request, evaluation)}
    context["asked"] = asked
    status = 422 if form.errors else 200
    return render(request, "appraisal/result_reopen.html", context, status=status)


def way_back(request, evaluation):
    """Return where somebody came from: HR's page of the person, or the result."""
    if request.GET.get("dari") == "pegawai":
        return reverse("appraisal:employee_panel", args=[evaluation.employee.public_id])
    return reverse("appraisal:result_detail", args=[evaluation.public_id])


@require_POST
def acknowledge(request, public_id):
    """Note that the employee has read and discussed the result."""
    told = _("Noted. Your supervisor can see that you have read it.")
    return take_words(request, public_id, acknowledge_evaluation, told)


@require_POST
def answer(request, public_id):
    """Add or change the employee's words after "read and discussed"."""
    told = _("Your answer is kept. Your supervisor was told.")
    return take_words(request, public_id, answer_result, told)


def take_words(request, public_id, service, told):
    """Hand the employee's words to a service; what it refuses stands in the form, words kept."""
    evaluation = evaluation_for(request, public_id)
    form = AcknowledgeForm(request.POST)
    if form.is_valid():
        words = {"comment": form.cleaned_data["comment"], "actor": request.actor}
        with refused_into(form):
            service(evaluation=evaluation, at=timezone.now(), **words)
    if form.errors:
        return draw(request, evaluation, form)
    messages.success(request, told)
    return redirect("appraisal:result_detail", public_id)


@require_POST
def close(request, public_id):
    """Close an evaluation after the days in which the employee may respond."""
    evaluation = evaluation_for(request, public_id)
    close_evaluation(evaluation=evaluation, actor=request.actor, at=timezone.now())
    messages.success(request, _("The evaluation is closed."))
    return redirect("appraisal:result_detail", public_id)
