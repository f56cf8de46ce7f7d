""" "This is not my supervisor": the employee's page, and HR's queue."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.choices import CorrectionState
from accounts.forms.refused import refused_into
from accounts.forms.supervisor_correction import AnswerForm, CorrectionForm
from accounts.models import SupervisorCorrection
from accounts.queries.employee import likely_supervisors
from accounts.queries.org_tree import org_tree
from accounts.queries.reporting_line import supervisor_chain
from accounts.queries.supervisor_correction import counts, may_answer, own_reports, reports_for_hr
from accounts.services.supervisor_correction import (
    decline_report,
    report_supervisor,
    withdraw_report,
)
from accounts.views.coming_back import place_to_return

GET_AND_POST = ["GET", "HEAD", "POST"]
PER_PAGE = 50
FIELD_OF = {"oneself": "choice", "inactive": "choice", "same": "choice"}


@require_http_methods(GET_AND_POST)
def correction_report(request):
    """Show where one's report stands, or let the employee make one."""
    on = request.actor.on
    chain = supervisor_chain(request.user, on)
    recorded = chain[0] if chain else None
    likely = [person for person in suggestions(request.user, on) if person != recorded]
    form = CorrectionForm(request.POST or None, likely=likely)
    if request.method == "POST" and reported(request, form):
        return redirect(request.get_full_path())
    reports = list(own_reports(request.user)[:20])
    words = {
        "form": form,
        "chain": chain,
        "recorded": recorded,
        "back": place_to_return(request, reverse("accounts:profile")),
        "open_report": next((report for report in reports if report.is_open), None),
        "answered": [report for report in reports if not report.is_open],
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/correction_report.html", words, status=status)


def suggestions(employee, on):
    """Return whom the form may name: heads of the unit and of the units above."""
    return likely_supervisors(employee, on, org_tree(on))


def reported(request, form):
    """Report through the service; put a refusal at the field it is about."""
    if not form.is_valid():
        return False
    with refused_into(form, **FIELD_OF):
        report_supervisor(
            proposed=form.proposed(),
            note=form.cleaned_data["note"],
            actor=request.actor,
            at=timezone.now(),
        )
    if not form.errors:
        messages.success(request, _("HR was told. Go on as before until you have an answer."))
    return not form.errors


@require_POST
def correction_withdraw(request, public_id):
    """Take one's own report back."""
    own = SupervisorCorrection.objects.filter(employee=request.user)
    report = get_object_or_404(own, public_id=public_id)
    withdraw_report(report=report, actor=request.actor, at=timezone.now())
    messages.success(request, _("Your report was withdrawn. You can make a new one any time."))
    return redirect("accounts:correction_report")


def hr_reports(request):
    """Return the reports of HR's units, for HR only."""
    if not request.actor.is_hr:
        raise PermissionDenied
    return reports_for_hr(request.actor)


@require_http_methods(["GET", "HEAD"])
def correction_list(request):
    """List the reports that wait for HR, or those that are over."""
    over = request.GET.get("status") == "over"
    reports = hr_reports(request)
    shown = reports.exclude(state=CorrectionState.OPEN) if over else reports.open()
    words = {
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "counts": counts(request.actor),
        "over": over,
    }
    return render(request, "accounts/correction_list.html", words)


@require_http_methods(GET_AND_POST)
def correction_detail(request, public_id):
    """Show one report to HR; a POST declines it with an answer."""
    report = get_object_or_404(hr_reports(request), public_id=public_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and declined(request, report, form):
        return redirect("accounts:correction_list")
    chain = supervisor_chain(report.employee, request.actor.on)
    words = {
        "form": form,
        "report": report,
        "chain": chain,
        "is_settled": bool(chain) and chain[0] == report.proposed,
        "may_answer": may_answer(request.actor, report),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/correction_detail.html", words, status=status)


def declined(request, report, form):
    """Decline through the service; put a refusal into the form."""
    if not form.is_valid():
        return False
    with refused_into(form, no_answer="answer"):
        decline_report(
            report=report,
            answer=form.cleaned_data["answer"],
            actor=request.actor,
            at=timezone.now(),
        )
    if not form.errors:
        told = {"name": report.employee.name}
        messages.success(request, _("%(name)s was told that nothing changes, and why.") % told)
    return not form.errors
