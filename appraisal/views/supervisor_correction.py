"""Confirm a report "this is not my supervisor"."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.refused import refused_into
from accounts.queries.employee import likely_supervisors, person_with_posts
from accounts.queries.org_tree import org_tree
from accounts.queries.reporting_line import supervisor_chain
from accounts.queries.supervisor_correction import may_answer, reports_for_hr
from appraisal.forms.hand_over import ChangeSupervisorForm
from appraisal.services.supervisor_correction import confirm_correction
from appraisal.views.hand_over import FIELD_OF


@require_http_methods(["GET", "HEAD", "POST"])
def correction_confirm(request, public_id):
    """Ask who supervises from which day; then change it, hand over, and tell everybody.

    Whom the employee named is chosen at first; the reason is HR's own.
    """
    report = get_object_or_404(reports_for_hr(request.actor), public_id=public_id)
    if not may_answer(request.actor, report):
        raise PermissionDenied
    if not report.is_open:
        return redirect("accounts:correction_detail", public_id)
    on = request.actor.on
    proposed = person_with_posts(report.proposed_id, on)
    first = {"supervisor": proposed.name if proposed else "", "from_date": on}
    form = ChangeSupervisorForm(request.POST or None, initial=first, proposed=proposed)
    if request.method == "POST" and form.is_valid() and confirmed(request, report, form):
        told = {"name": report.employee.name}
        messages.success(
            request,
            _("The supervisor of %(name)s was corrected. Everybody concerned was told.") % told,
        )
        return redirect("appraisal:hand_over_done", report.employee.public_id)
    words = {
        "form": form,
        "report": report,
        "employee": report.employee,
        "chain": supervisor_chain(report.employee, on),
        "proposed": proposed,
        "suggestions": likely_supervisors(report.employee, on, org_tree(on)),
    }
    status = 422 if form.errors else 200
    return render(request, "appraisal/correction_confirm.html", words, status=status)


def confirmed(request, report, form):
    """Confirm through the service; put a refusal at the field it is about."""
    with refused_into(form, **FIELD_OF):
        confirm_correction(
            report=report, **form.cleaned_data, actor=request.actor, at=timezone.now()
        )
    return not form.errors
