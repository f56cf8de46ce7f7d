"""Give one result to several people of the team, and take it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.refusals import Refusal
from appraisal.choices import PlanApproach, WorkPlanStage
from appraisal.forms.plan_assignment import GiveForm
from appraisal.forms.planned_result import indicator_formset, typed_rows
from appraisal.queries.plan_assignment import (
    cycles_of_team,
    givings,
    own_statements,
    team_in,
)
from appraisal.queries.target_wording import typed_hints
from appraisal.services.plan_assignment import give_result, take_result_back

FIELDS = ("statement", "kind", "leaders_result")


def give(request):
    """Write a result once, tick who receives it."""
    cycles = cycles_of_team(request.actor)
    cycle = next((row for row in cycles if row.public_id == request.GET.get("siklus")), None)
    cycle = cycle or next(iter(cycles), None)
    if cycle is None:
        return render(request, "appraisal/plan_assignment_none.html")
    drafts = team_in(cycle, request.actor).filter(stage=WorkPlanStage.DRAFT)
    if request.method == "POST" and {"add_row", "check"}.isdisjoint(request.POST):
        form, rows = GiveForm(request.POST, plans=drafts), indicators(cycle, data=request.POST)
        if form.is_valid() & rows.is_valid() and save(request, form, rows):
            return redirect("appraisal:work_plan_give")
    else:
        form, rows = typed(request, cycle, drafts)
    return draw(request, cycles, cycle, form, rows)


def indicators(cycle, **more):
    """Return the rows of indicators for a cycle."""
    return indicator_formset(cycle, has_perspective=False, **more)


def typed(request, cycle, drafts):
    """Return empty forms, or what was typed so far; nothing is judged yet."""
    data = request.POST
    if not data:
        return GiveForm(plans=drafts), indicators(cycle)
    initial = {name: data.get(name, "") for name in FIELDS}
    initial["people"] = data.getlist("people")
    rows = indicators(cycle, initial=typed_rows(data), blank=int("add_row" in data))
    return GiveForm(plans=drafts, initial=initial), rows


def save(request, form, rows):
    """Give the result; a refusal stands in the form."""
    try:
        given = give_result(
            plans=form.cleaned_data["people"],
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
        messages.warning(request, _("Not given, the plan is no draft any more: %(names)s.") % told)
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
        "drafts": [plan for plan in team if plan.stage == WorkPlanStage.DRAFT],
        "not_drafts": [plan for plan in team if plan.stage != WorkPlanStage.DRAFT],
        "own_results": own_statements(request.actor),
        "givings": givings(cycle, request.actor),
        "hints": typed_hints(request.POST.get("statement", ""), typed_rows(request.POST))
        if is_typed
        else (),
        "is_checked": "check" in request.POST,
    }
    status = 422 if form.is_bound else 200
    return render(request, "appraisal/plan_assignment.html", context, status=status)


@require_POST
def take_back(request):
    """Take a given result back from every draft that did not change it."""
    key = request.POST.get("key", "")
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
