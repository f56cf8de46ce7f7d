"""Give one result to several people of the team, and take it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.refusals import Refusal
from appraisal.choices import PlanApproach, WorkPlanStage
from appraisal.forms.plan_assignment import GiveForm
from appraisal.forms.planned_result import indicator_formset, typed_rows
from appraisal.queries.plan_assignment import (
    cycles_of_team,
    givings,
    own_statements,
    remark_of,
    team_in,
    too_late_for,
)
from appraisal.queries.target_wording import typed_hints
from appraisal.services.plan_assignment import give_result, take_result_back

FIELDS = ("statement", "kind", "leaders_result", "reason")
STAYING = {"add_row", "check", "change"}


def give(request):
    """Write a result once, tick who receives it."""
    cycles = cycles_of_team(request.actor)
    cycle = next((row for row in cycles if row.public_id == request.GET.get("siklus")), None)
    cycle = cycle or next(iter(cycles), None)
    if cycle is None:
        return render(request, "appraisal/plan_assignment_none.html")
    if request.method != "POST" or not STAYING.isdisjoint(request.POST):
        return draw(request, cycles, cycle, *typed(request, cycle))
    form = GiveForm(request.POST, **offered(request, cycle))
    rows = indicators(cycle, data=request.POST)
    if form.is_valid() & rows.is_valid():
        if form.cleaned_data["agreed"] and "confirm" not in request.POST:
            return ask(request, cycle, form)
        if save(request, form, rows):
            return redirect("appraisal:work_plan_give")
    return draw(request, cycles, cycle, form, rows)


def offered(request, cycle):
    """Return the plans that can receive a result: the drafts, and those that are agreed."""
    team = team_in(cycle, request.actor)
    return {
        "plans": team.filter(stage=WorkPlanStage.DRAFT),
        "agreed": team.filter(stage=WorkPlanStage.AGREED),
    }


def ask(request, cycle, form):
    """Ask once more, by name, before agreed plans are changed."""
    data = form.cleaned_data
    team = team_in(cycle, request.actor)
    context = {
        "cycle": cycle,
        "form": form,
        "drafts": data["people"],
        "changes": [(plan, remark_of(plan)) for plan in data["agreed"]],
        "too_late": too_late_for(data["agreed"]),
        "refused": team.filter(stage=WorkPlanStage.PROPOSED),
    }
    return render(request, "appraisal/plan_assignment_confirm.html", context)


def indicators(cycle, **more):
    """Return the rows of indicators for a cycle."""
    return indicator_formset(cycle, has_perspective=False, **more)


def typed(request, cycle):
    """Return empty forms, or what was typed so far; nothing is judged yet."""
    data, plans = request.POST, offered(request, cycle)
    if not data:
        return GiveForm(**plans), indicators(cycle)
    initial = {name: data.get(name, "") for name in FIELDS}
    initial |= {name: data.getlist(name) for name in ("people", "agreed")}
    rows = indicators(cycle, initial=typed_rows(data), blank=int("add_row" in data))
    return GiveForm(**plans, initial=initial), rows


def save(request, form, rows):
    """Give the result; a refusal stands in the form."""
    try:
        given = give_result(
            plans=form.cleaned_data["people"],
            agreed=form.cleaned_data["agreed"],
            reason=form.cleaned_data["reason"],
            fields=form.result_fields(),
            indicators=rows.written(),
            actor=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, refusal)
        return False
    text = ngettext(
        "%(count)s person has the result as a draft now and was told.",
        "%(count)s people have the result as a draft now and were told.",
        len(given.plans),
    )
    messages.success(request, text % {"count": len(given.plans)})
    if given.left_out:
        told = {"names": ", ".join(plan.employee.full_name for plan in given.left_out)}
        messages.warning(request, _("Not given, the plan has moved on: %(names)s.") % told)
    return True


def draw(request, cycles, cycle, form, rows):
    """Draw the page; 422 when it was sent and not accepted."""
    is_typed = request.method == "POST"
    team = list(team_in(cycle, request.actor))
    context = {
        "cycle": cycle,
        "other_cycles": [row for row in cycles if row != cycle],
        "form": form,
        "rows": rows,
        "errors": rows.error_links(),
        "can_add": rows.total_form_count() < rows.max_num,
        "is_quantitative": cycle.approach == PlanApproach.QUANTITATIVE,
        "has_drafts": any(plan.stage == WorkPlanStage.DRAFT for plan in team),
        "has_agreed": any(plan.stage == WorkPlanStage.AGREED for plan in team),
        "proposed": [plan for plan in team if plan.stage == WorkPlanStage.PROPOSED],
        "own_results": own_statements(request.actor),
        "givings": givings(request.actor, work_plan__cycle=cycle),
        "hints": typed_hints(request.POST.get("statement", ""), typed_rows(request.POST))
        if is_typed
        else (),
        "is_checked": "check" in request.POST,
    }
    status = 422 if form.is_bound else 200
    return render(request, "appraisal/plan_assignment.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request):
    """Ask once more, by name; then take a given result back from every draft that did not change it."""
    key = request.POST.get("key") or request.GET.get("key", "")
    if request.method != "POST":
        giving = next(iter(givings(request.actor, given_key=key)), None)
        if giving is None:
            return redirect("appraisal:work_plan_give")
        return render(request, "appraisal/plan_assignment_take_back.html", {"giving": giving})
    taken = take_result_back(key=key, actor=request.actor, at=timezone.now())
    text = ngettext(
        "The result was taken back from %(count)s draft.",
        "The result was taken back from %(count)s drafts.",
        taken.count,
    )
    messages.success(request, text % {"count": taken.count})
    if taken.left_out:
        told = {"names": ", ".join(plan.employee.name for plan in taken.left_out)}
        text = _("It stays where somebody else is the supervisor now: %(names)s.")
        messages.warning(request, text % told)
    return redirect("appraisal:work_plan_give")
