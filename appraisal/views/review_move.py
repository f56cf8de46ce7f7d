"""The team board and a supervisor's moves: begin, hand back, decide."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import AccessKind
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage
from appraisal.forms.review import DecideForm, ReasonForm
from appraisal.permissions import is_supervisor
from appraisal.queries.plan_version import newer_version
from appraisal.queries.result import readable_evaluations
from appraisal.queries.result_next import AFTER_DECISION
from appraisal.queries.review import evaluations_for_review, review_sheet
from appraisal.queries.review_late import last_deed
from appraisal.queries.team_below import has_teams_below, teams_below
from appraisal.queries.team_board import team_board
from appraisal.queries.team_summary import team_summary
from appraisal.services.reminder import remind_to_send
from appraisal.services.review import decide_evaluation, hand_back, start_review
from appraisal.views.access import note_openings
from appraisal.views.result import after_move
from appraisal.views.review import GET_AND_POST, summary_context
from appraisal.views.review_frame import frame
from appraisal.views.review_page import elsewhere, evaluation_for, note_reading

DONE = {  # a move with a reason -> what happened
    hand_back: gettext_lazy("%(name)s has the self-assessment back and reads your note."),
    start_review: gettext_lazy("The review of %(name)s has begun without the self-assessment."),
}


@require_safe
def team(request):
    """Show who of the team stands where, and what waits for the supervisor."""
    board = team_board(request.actor, request.GET.get("periode", ""))
    context = {"board": board, "has_below": has_teams_below(request.actor)}
    return render(request, "appraisal/team_board.html", context)


@require_safe
def below(request):
    """Show what a superior may read of the teams one level below."""
    found = teams_below(request.actor, request.GET.get("periode", ""))
    return render(request, "appraisal/team_below.html", {"below": found})


@require_safe
def summary(request):
    """Show the whole team: levels beside the standards, how the predikat lie, and questions."""
    found = team_summary(request.actor, request.GET.get("periode", ""), request.GET.get("meja", ""))
    decided = [row.member.evaluation for row in found.rows if row.rating]
    note_openings(request, decided, AccessKind.RESULT)
    return render(request, "appraisal/team_summary.html", {"summary": found})


@require_http_methods(GET_AND_POST)
def decide(request, public_id):
    """Ask once more before deciding, with what will happen; then decide."""
    evaluation = evaluation_for(request, public_id)
    if evaluation.stage != EvaluationStage.REVIEW:
        if request.method == "POST":
            messages.warning(request, last_deed(evaluation))
        return elsewhere(request, evaluation)
    note_reading(request, evaluation)
    form = DecideForm(request.POST or None, initial={"revision": evaluation.revision})
    if request.method == "POST" and form.is_valid():
        decide_evaluation(
            evaluation=evaluation,
            actor=request.actor,
            at=timezone.now(),
            expected_revision=form.cleaned_data["revision"],
        )
        messages.success(request, _("The result is decided. Release it after the dialogue."))
        return redirect(after_move(evaluation, AFTER_DECISION))
    sheet = review_sheet(evaluation, request.user)
    around = frame(request, evaluation)
    found = around | summary_context(request, sheet, around)
    if found["missing"] or not found["organisation"].achievement:
        messages.error(request, _("Something is still missing: it is named on this page."))
        return redirect("appraisal:review_summary", public_id)
    context = found | {"form": form, "newer": newer_version(evaluation.work_plan)}
    return render(request, "appraisal/review_decide.html", context)


@require_http_methods(GET_AND_POST)
def give_back(request, public_id):
    """Hand a self-assessment back to its author with a reason."""
    evaluation = evaluation_for(request, public_id)
    return with_reason(
        request, evaluation, hand_back, "appraisal/review_hand_back.html", EvaluationStage.REVIEW
    )


@require_POST
def remind(request):
    """Remind those of the team who were named and have not sent the self-assessment."""
    people = request.POST.getlist("evaluation")
    rows = evaluations_for_review(request.actor).filter(public_id__in=people)
    reminded = remind_to_send(evaluations=rows, actor=request.actor, at=timezone.now())
    told = {"names": ", ".join(person.name for person in reminded)}
    messages.success(request, _("Reminded: %(names)s. The next time is in three days.") % told)
    if len(people) == 1:
        return redirect("appraisal:review_competencies", people[0])
    return redirect("appraisal:team_board")


@require_http_methods(GET_AND_POST)
def start(request, public_id):
    """Begin a review without self-assessment after its window; HR may do it for a supervisor."""
    evaluation = get_object_or_404(readable_evaluations(request.actor), public_id=public_id)
    return with_reason(
        request,
        evaluation,
        start_review,
        "appraisal/review_start.html",
        EvaluationStage.SELF_ASSESSMENT,
    )


def with_reason(request, evaluation, service, template, stage):
    """Ask for the reason of a move; every word is kept when the move is refused."""
    is_reviewer = is_supervisor(request.actor, evaluation)
    landing = "appraisal:review_competencies" if is_reviewer else "appraisal:result_detail"
    if request.method != "POST" and evaluation.stage != stage:
        return redirect(landing, evaluation.public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service(
                evaluation=evaluation,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal)
            if refusal.code == "wrong_stage":
                form.add_error(None, last_deed(evaluation))
        else:
            messages.success(request, DONE[service] % {"name": evaluation.employee.name})
            return redirect(landing, evaluation.public_id)
    context = {"evaluation": evaluation, "form": form, "landing": landing}
    return render(request, template, context, status=422 if form.errors else 200)
