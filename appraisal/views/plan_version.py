"""Versions of a plan: open a change, drop it, compare."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.choices import AccessKind
from accounts.forms.refused import refused_into
from accounts.rules.numbers import whole_number
from appraisal.forms.plan_version import ChangeForm
from appraisal.permissions import is_owner
from appraisal.queries.plan_comparison import compare, compare_versions, lines_of
from appraisal.queries.plan_version import earlier_proposal, versions_of
from appraisal.services.plan_version import discard_change, open_change, refuse_change
from appraisal.views.access import note_opening
from appraisal.views.work_plan import load

PROPOSED_BEFORE = "usulan"


def change(request, public_id):
    """Open version n+1 of an agreed plan, with a reason."""
    plan = load(request, public_id)
    if request.method != "POST":
        refuse_change(plan, request.actor)
    form = ChangeForm(request.POST or None)
    own = is_owner(request.actor, plan)
    if form.is_bound and form.is_valid():
        with refused_into(form):
            newer = save_change(request, plan, form)
            return redirect(newer if own else "appraisal:work_plan_team")
    context = {"plan": plan, "form": form, "is_own": own, "next_version": plan.version + 1}
    status = 422 if form.is_bound else 200
    return render(request, "appraisal/plan_version_open.html", context, status=status)


def save_change(request, plan, form):
    """Open the change and say what happens next."""
    reason = form.cleaned_data["reason"]
    newer = open_change(work_plan=plan, reason=reason, actor=request.actor, at=timezone.now())
    told = {"version": newer.version, "name": plan.employee.full_name}
    if is_owner(request.actor, plan):
        text = _("Version %(version)s is a draft now. The agreed one holds until both agree again.")
    else:
        text = _("%(name)s can change the plan now and was told your reason.")
    messages.success(request, text % told)
    return newer


def discard(request, public_id):
    """Ask once, then drop a change that is still a draft."""
    plan = load(request, public_id)
    if request.method != "POST":
        return render(request, "appraisal/plan_version_discard.html", {"plan": plan})
    older = discard_change(work_plan=plan, actor=request.actor, at=timezone.now())
    told = {"version": older.version}
    messages.success(request, _("The change was dropped. Version %(version)s holds.") % told)
    return redirect(older)


@require_safe
def comparison(request, public_id):
    """Compare a plan with another version, or with what was proposed before."""
    plan = load(request, public_id)
    versions = versions_of(plan, request.actor)
    earlier = earlier_proposal(plan)
    older = chosen_version(request, plan, versions)
    if older is None and earlier is None:
        raise Http404
    note_opening(request, plan, AccessKind.WORK_PLAN)
    found = compare_versions(older, plan) if older else compare(earlier.lines, lines_of(plan))
    context = {
        "plan": plan,
        "older": older,
        "earlier": earlier,
        "others": [row for row in versions if row.pk != plan.pk],
        "comparison": found,
    }
    return render(request, "appraisal/plan_comparison.html", context)


def chosen_version(request, plan, versions):
    """Return the version to compare with: the one asked for, else the one before; None: a proposal."""
    asked = request.GET.get("dengan", "")
    if asked == PROPOSED_BEFORE:
        return None
    number = whole_number(asked)
    older = (row for row in versions if row.version < plan.version)
    wanted = (row for row in versions if row.version == number and row.pk != plan.pk)
    return next(wanted if number else older, None)
