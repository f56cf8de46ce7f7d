"""The library of planned results: read it, put a result in, withdraw it, offer it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.refusals import Refusal
from appraisal.forms.plan_copy import LibraryFilterForm, LibraryForm
from appraisal.models import LibraryResult
from appraisal.permissions import is_hr, is_supervisor
from appraisal.queries.result_library import library_rows, withdrawn_rows
from appraisal.services.result_library import add_to_library, withdraw_from_library
from appraisal.views.planned_result import load_result
from appraisal.views.work_plan import load


@require_safe
def library(request):
    """List what the library offers."""
    form = LibraryFilterForm(request.GET or {"kind": "", "words": ""})
    context = {
        "form": form,
        "rows": library_rows(request.actor, **form.chosen()),
        "withdrawn": withdrawn_rows(request.actor),
        "is_searched": any(form.chosen().values()),
        "layout": "layouts/hr.html" if request.actor.is_hr else "layouts/app.html",
    }
    return render(request, "appraisal/result_library.html", context)


def add(request, public_id, result):
    """Offer a result of an agreed plan, for one kind of position."""
    plan = load(request, public_id)
    if not (is_supervisor(request.actor, plan) or is_hr(request.actor, plan)):
        raise PermissionDenied
    planned = load_result(plan, result)
    form = LibraryForm(request.POST or None, initial={"kind": plan.job_position.kind})
    if request.method == "POST" and form.is_valid() and save(request, plan, planned, form):
        return redirect("appraisal:result_library")
    context = {"plan": plan, "planned": planned, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "appraisal/result_library_add.html", context, status=status)


def save(request, plan, planned, form):
    """Put the result in; a refusal stands in the form."""
    planned.work_plan = plan
    try:
        add_to_library(
            planned_result=planned,
            position_kind=form.cleaned_data["kind"],
            actor=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("The result is in the library, without the name of its author."))
    return True


@require_POST
def withdraw(request, public_id):
    """Take a result out of the library, or offer it again."""
    managed = LibraryResult.objects.managed_by(request.actor)
    is_withdrawn = request.POST.get("offer") != "1"
    withdraw_from_library(
        entry=get_object_or_404(managed, public_id=public_id),
        is_withdrawn=is_withdrawn,
        actor=request.actor,
        at=timezone.now(),
    )
    if is_withdrawn:
        messages.success(
            request, _("Withdrawn. What was copied stays; below you can offer it again.")
        )
    else:
        messages.success(request, _("The result is offered again."))
    return redirect("appraisal:result_library")
