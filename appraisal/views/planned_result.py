"""One planned result per page: add, change, remove, reorder. Every form works without JavaScript."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from appraisal.choices import CycleOption
from appraisal.forms.planned_result import (
    PlannedResultForm,
    indicator_formset,
    stored_rows,
    typed_rows,
)
from appraisal.forms.work_plan import revision_of
from appraisal.queries.target_wording import typed_hints, wording_hints
from appraisal.queries.work_plan import has_perspective, ordered
from appraisal.services.work_plan import (
    move_planned_result,
    refuse_unless_owner,
    refuse_unless_writable,
    remove_planned_result,
    save_planned_result,
)
from appraisal.views.work_plan import answer, attempt, load

FIELDS = ("kind", "statement", "leaders_result", "assigned_by")


def load_writable(request, public_id):
    """Return a plan of the actor; what was typed too late is refused by the service, words kept."""
    plan = load(request, public_id)
    refuse = refuse_unless_owner if request.method == "POST" else refuse_unless_writable
    refuse(plan, request.actor)
    return plan


def load_result(plan, result):
    """Return a planned result of a plan."""
    return get_object_or_404(plan.planned_results, public_id=result)


def add(request, public_id):
    """Add a planned result."""
    return edit_result(request, load_writable(request, public_id), None)


def edit(request, public_id, result):
    """Change a planned result."""
    plan = load_writable(request, public_id)
    return edit_result(request, plan, load_result(plan, result))


def edit_result(request, plan, planned):
    """Show the form, add a row to it, or save it."""
    if request.method != "POST":
        return draw(request, plan, planned, *stored_forms(plan, planned))
    if "add_row" in request.POST or "check" in request.POST:
        return draw(request, plan, planned, *typed_forms(plan, request.POST))
    form = PlannedResultForm(request.POST)
    rows = indicator_formset(plan, has_perspective=has_perspective(plan), data=request.POST)
    if form.is_valid() & rows.is_valid() and save(request, plan, planned, form, rows):
        return redirect(f"{plan.get_absolute_url()}#content")
    return draw(request, plan, planned, form, rows)


def stored_forms(plan, planned):
    """Return the forms with what is stored."""
    initial = {name: getattr(planned, name) for name in FIELDS} if planned else {}
    initial["expected_revision"] = plan.revision
    stored = stored_rows(ordered(planned.indicators.all())) if planned else []
    rows = indicator_formset(
        plan, has_perspective=has_perspective(plan), initial=stored, blank=0 if stored else 1
    )
    return PlannedResultForm(initial=initial), rows


def typed_forms(plan, data):
    """Return the forms with what was typed so far, and an empty row if asked for; nothing is judged."""
    names = (*FIELDS, "expected_revision")
    form = PlannedResultForm(initial={name: data.get(name, "") for name in names})
    typed = typed_rows(data)
    rows = indicator_formset(
        plan,
        has_perspective=has_perspective(plan),
        initial=typed,
        blank=int("add_row" in data or not typed),
    )
    return form, rows


def save(request, plan, planned, form, rows):
    """Save both forms with one call, and say what could be easier to measure."""
    written = rows.written()
    fields = {name: form.cleaned_data[name] for name in FIELDS}
    at = timezone.now()
    done = attempt(
        form,
        save_planned_result,
        plan,
        request.actor,
        at,
        planned_result=planned,
        fields=fields,
        indicators=written,
    )
    if done:
        messages.success(request, _("The planned result is saved."))
    return done


def draw(request, plan, planned, form, rows):
    """Draw the page; 422 when it was sent and not accepted."""
    context = {
        "plan": plan,
        "planned": planned,
        "rows": rows,
        "errors": rows.error_links(),
        "can_add": rows.total_form_count() < rows.max_num,
        "hints": hints_for(request, planned),
        "is_checked": "check" in request.POST,
        "is_cascaded": plan.cycle.has_option(CycleOption.CASCADED),
        "needs_both": plan.cycle.has_option(CycleOption.BOTH_MEASURES),
    }
    return answer(request, form, "appraisal/planned_result_edit.html", context)


def hints_for(request, planned):
    """Return the help with what was typed, or with what is stored."""
    if request.method == "POST":
        return typed_hints(request.POST.get("statement", ""), typed_rows(request.POST))
    return wording_hints(planned, planned.indicators.all()) if planned else ()


def remove(request, public_id, result):
    """Ask once, then take a planned result out of the plan."""
    plan = load_writable(request, public_id)
    planned = load_result(plan, result)
    if request.method != "POST":
        context = {"plan": plan, "planned": planned}
        return render(request, "appraisal/planned_result_remove.html", context)
    remove_planned_result(
        work_plan=plan,
        planned_result=planned,
        actor=request.actor,
        at=timezone.now(),
        expected_revision=revision_of(request.POST),
    )
    messages.success(request, _("The planned result is removed."))
    return redirect(plan)


@require_POST
def move(request, public_id, result):
    """Let a planned result change places with its neighbour."""
    plan = load_writable(request, public_id)
    move_planned_result(
        work_plan=plan,
        planned_result=load_result(plan, result),
        is_up=request.POST.get("direction") == "up",
        actor=request.actor,
        at=timezone.now(),
        expected_revision=revision_of(request.POST),
    )
    return redirect(f"{plan.get_absolute_url()}#results")
