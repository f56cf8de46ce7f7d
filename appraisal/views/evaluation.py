"""One's own evaluation: the list of tasks, the check, sending, and what was sent."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules.numbers import whole_number
from appraisal.choices import DECIDED_STAGES, DELIVERED_STAGES, SUBMITTED_STAGES, Part, Phase
from appraisal.forms.self_assessment import summary_of
from appraisal.models import Evaluation
from appraisal.permissions import is_supervisor
from appraisal.queries.membership import why_no_plan
from appraisal.queries.my_evaluations import my_cycles
from appraisal.queries.questionnaire import minutes_left, section_progress
from appraisal.queries.review_history import opened_again
from appraisal.queries.self_assessment import (
    drafted_answers,
    is_being_written,
    latest_note,
    own_evaluations,
    sent_answers,
    sent_before,
    sent_self_assessment,
    waiting_plan,
    windows_of,
)
from appraisal.queries.taking_back import way_back
from appraisal.queries.who_sees import acting_row, who_sees
from appraisal.services.self_assessment import Incomplete, submit_self_assessment


@require_safe
def mine(request):
    """Show the evaluations side by side; lead to a single one, or say why there is none."""
    cycles = my_cycles(request.actor)
    if sum(len(row.shorter) + len(row.last) for row in cycles) > 1:
        context = {"cycles": cycles, "today": request.actor.on}
        return render(request, "appraisal/evaluation_list.html", context)
    newest = own_evaluations(request.actor).first()
    if newest:
        return redirect(newest)
    plan = waiting_plan(request.actor)
    context = {"plan": plan, "absence": None if plan else why_no_plan(request.actor)}
    return render(request, "appraisal/self_assessment_none.html", context)


@never_cache
@require_safe
def detail(request, public_id):
    """Show one's own evaluation as its stage asks; others are led to the page that is theirs."""
    evaluation = own_evaluations(request.actor).filter(public_id=public_id).first()
    if evaluation is None:
        return lead_on(request, public_id)
    if is_being_written(evaluation):
        return overview(request, evaluation)
    if evaluation.stage in DELIVERED_STAGES:
        return redirect("appraisal:result_detail", evaluation.public_id)
    return answers(request, evaluation)


def lead_on(request, public_id):
    """Send the supervisor to the review, and whoever may read the result to the result."""
    visible = Evaluation.objects.visible_to(request.actor)
    evaluation = get_object_or_404(visible, public_id=public_id)
    if evaluation.stage in DECIDED_STAGES:
        return redirect("appraisal:result_detail", evaluation.public_id)
    if not is_supervisor(request.actor, evaluation):
        raise Http404
    if evaluation.stage in SUBMITTED_STAGES:
        return redirect("appraisal:review_results", evaluation.public_id)
    return redirect("appraisal:team_board")


def overview(request, evaluation):
    """Show the parts, how far each is, and what comes next."""
    sections = section_progress(evaluation, request.actor.employee)
    open_sections = [part for part in sections if not part.is_complete]
    required = [part for part in open_sections if part.is_required]
    window = windows_of(evaluation).get(Phase.SELF_ASSESSMENT)
    today = timezone.localdate()
    context = {
        "evaluation": evaluation,
        "sections": sections,
        "parts": [part.fill for part in sections],
        "done": len(sections) - len(open_sections),
        "next": next(iter(required), None),
        "next_text": what_next(required),
        "is_ready": not required,
        "tasks": tasks(evaluation, sections, next(iter(required), None)),
        "window": window,
        "is_early": window and today < window.opens_date,
        "is_past": window and today > window.closes_date,
        "note": latest_note(evaluation),
        "reopened": opened_again(evaluation, for_employee=True),
        "who_sees": who_sees(evaluation.period.cycle)
        + acting_row(Part.RESULTS, evaluation.supervisor, evaluation.acting),
    }
    return render(request, "appraisal/self_assessment_overview.html", context)


def what_next(required):
    """Return the next question by name, and how long the rest may take."""
    if not required:
        return ""
    told = {"name": required[0].next_name, "minutes": minutes_left(required)}
    return _("Next: %(name)s. About %(minutes)s minutes are left in all.") % told


def tasks(evaluation, sections, following):
    """Return the rows of the list: each part, and in the end the check."""
    rows = [
        {
            "title": part.name,
            "url": part.url,
            "hint": hint(part),
            "status": part.status,
            "current": part is following,
        }
        for part in sections
    ]
    is_ready = following is None
    check_url = reverse("appraisal:self_check", args=[evaluation.public_id])
    last = {
        "title": _("Check and send"),
        "url": check_url,
        "hint": _("All answers on one page; nothing is sent before you press Send"),
        "status": "todo" if is_ready else "locked",
        "status_text": _("Ready to send") if is_ready else _("Not complete yet"),
        "current": is_ready,
    }
    return [*rows, last]


def hint(part):
    """Return how far a part is, in words."""
    told = {"done": part.done, "total": part.total}
    text = _("%(done)s of %(total)s filled in") % told
    return text if part.is_required else f"{text} · {_('optional')}"


def answers(request, evaluation):
    """Show what was sent, as it was sent."""
    sent = sent_self_assessment(evaluation, request.actor)
    context = {
        "evaluation": evaluation,
        "sent": sent,
        "parts": sent_answers(evaluation, sent) if sent else [],
        "windows": windows_of(evaluation),
        "note": None if sent else latest_note(evaluation),
        "way_back": way_back(evaluation),
        "reopened": opened_again(evaluation, for_employee=True),
    }
    return render(request, "appraisal/self_assessment_answers.html", context)


@never_cache
@require_safe
def check(request, public_id):
    """Show all answers before sending; nothing is sent yet."""
    evaluation = get_object_or_404(own_evaluations(request.actor), public_id=public_id)
    if not is_being_written(evaluation):
        return redirect(evaluation)
    return show_check(request, evaluation)


def show_check(request, evaluation, *, problems=(), status=200):
    """Draw the check-answers page; after a refused sending the problems stand on top."""
    parts, missing = drafted_answers(evaluation, request.actor.employee)
    before = sent_before(evaluation)
    context = {
        "evaluation": evaluation,
        "parts": parts,
        "missing": missing,
        "before": before,
        "note": latest_note(evaluation) if before else None,
        "form": {
            "errors": [(problem.url, problem.title) for problem in problems],
            "summary": summary_of(len(problems)),
        },
    }
    return render(request, "appraisal/self_assessment_check.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def submit(request, public_id):
    """Ask once more, then send."""
    evaluation = get_object_or_404(own_evaluations(request.actor), public_id=public_id)
    if request.method == "POST":
        return send(request, evaluation)
    if not is_being_written(evaluation):
        return redirect(evaluation)
    _parts, missing = drafted_answers(evaluation, request.actor.employee)
    if missing:
        return redirect("appraisal:self_check", evaluation.public_id)
    context = {
        "evaluation": evaluation,
        "windows": windows_of(evaluation),
        "today": request.actor.on,
    }
    return render(request, "appraisal/self_assessment_submit.html", context)


def send(request, evaluation):
    """Send; when something is missing, show the check with every gap as a link."""
    try:
        submit_self_assessment(
            evaluation=evaluation,
            actor=request.actor,
            at=timezone.now(),
            expected_revision=whole_number(request.POST.get("revision", "")),
        )
    except Incomplete as incomplete:
        evaluation.refresh_from_db()
        return show_check(request, evaluation, problems=incomplete.problems, status=422)
    return redirect(reverse("appraisal:self_submitted", args=[evaluation.public_id]))


@require_safe
def submitted(request, public_id):
    """Confirm: the reference, who can read it now, and what comes next."""
    evaluation = get_object_or_404(own_evaluations(request.actor), public_id=public_id)
    sent = sent_self_assessment(evaluation, request.actor)
    if sent is None or is_being_written(evaluation):
        return redirect(evaluation)
    older = evaluation.self_assessments.filter(version__lt=sent.version)
    context = {
        "evaluation": evaluation,
        "sent": sent,
        "replaced": list(older.order_by("version").values_list("reference", flat=True)),
        "windows": windows_of(evaluation),
        "today": request.actor.on,
    }
    return render(request, "appraisal/self_assessment_submitted.html", context)
