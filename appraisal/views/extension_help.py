"""Whom to ask for more time, before the deadline and after it, and what happens with the draft."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from appraisal.models import Evaluation, WorkPlan
from appraisal.queries.extension_help import mail_to_ask, own_window, whom_to_ask


@require_safe
def plan_extension_ask(request, public_id):
    """Explain it to the owner of a work plan."""
    plans = WorkPlan.objects.filter(employee=request.actor.employee).select_related("cycle")
    plan = get_object_or_404(plans, public_id=public_id)
    return help_page(request, plan, plan.cycle)


@require_safe
def evaluation_extension_ask(request, public_id):
    """Explain it to the owner of an evaluation."""
    own = Evaluation.objects.filter(employee=request.actor.employee)
    evaluation = get_object_or_404(own.select_related("period__cycle"), public_id=public_id)
    return help_page(request, evaluation, evaluation.period.cycle)


def help_page(request, record, cycle):
    """Show whom to ask; where no step is open for the person, lead back to the record."""
    window = own_window(record)
    if window is None:
        return redirect(record)
    context = {
        "record": record,
        "cycle": cycle,
        "window": window,
        "is_past": request.actor.on > window.closes_date,
        "people": whom_to_ask(record, request.actor.on),
        "mail": mail_to_ask(request.actor.employee, cycle, window),
    }
    return render(request, "appraisal/extension_ask.html", context)
