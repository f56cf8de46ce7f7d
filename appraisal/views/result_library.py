"""The library of planned results: read it, put a result in, withdraw it, offer it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.forms.refused import refused_into
from appraisal.forms.plan_copy import LibraryFilterForm, LibraryForm
from appraisal.models import LibraryResult
from appraisal.permissions import is_hr, is_supervisor
from appraisal.queries.result_library import (
    may_write,
    offered_results,
    rows_of,
    withdrawn_results,
)
from appraisal.services.result_library import add_to_library, withdraw_from_library
from appraisal.views.planned_result import load_result
from appraisal.views.work_plan import load

PER_PAGE = 25
WITHDRAWN = "?tampil=ditarik"


@require_safe
def library(request):
    """List what the library offers, or what the reader has withdrawn from it."""
    actor = request.actor
    form = LibraryFilterForm({"kind": "", "words": ""} | request.GET.dict())
    gone = withdrawn_results(actor)
    is_withdrawn = request.GET.get("tampil") == "ditarik"
    found = gone if is_withdrawn else offered_results(actor, **form.chosen())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page, actor),
        "tabs": tabs(page.paginator.count if is_withdrawn else gone.count(), is_withdrawn),
        "is_withdrawn": is_withdrawn,
        "is_searched": any(form.chosen().values()),
        "may_write": may_write(actor),
        "layout": "layouts/hr.html" if request.actor.is_hr else "layouts/app.html",
    }
    return render(request, "appraisal/result_library.html", context)


def tabs(withdrawn, is_withdrawn):
    """Return the two lists; what was withdrawn only for who withdrew something."""
    if not (withdrawn or is_withdrawn):
        return []
    url = reverse("appraisal:result_library")
    return [
        {"url": url, "label": _("On offer"), "current": not is_withdrawn},
        {
            "url": f"{url}{WITHDRAWN}",
            "label": _("Withdrawn"),
            "current": is_withdrawn,
            "count": withdrawn,
        },
    ]


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
    with refused_into(form):
        add_to_library(
            planned_result=planned,
            position_kind=form.cleaned_data["kind"],
            actor=request.actor,
            at=timezone.now(),
        )
    if form.errors:
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
            request, _("Withdrawn. What was copied stays; here you can offer it again.")
        )
        return redirect(f"{reverse('appraisal:result_library')}{WITHDRAWN}")
    messages.success(request, _("The result is offered again."))
    return redirect("appraisal:result_library")
