"""People who came after a cycle was opened: see who may join, and take some or all of them in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import Employee
from accounts.queries.org_tree import tree_for
from appraisal.choices import Phase
from appraisal.forms.cycle import ExclusionForm
from appraisal.forms.late_joiner import JoinForm
from appraisal.queries.cycle_scope import units_of
from appraisal.queries.late_joiner import late_joiners_of
from appraisal.queries.participants import candidates
from appraisal.services import cycle as cycle_service
from appraisal.views.cycle import cycle_to_prepare
from appraisal.views.cycle_exclusion import leave_out


@require_http_methods(["GET", "HEAD", "POST"])
def late_joiners(request, public_id):
    """Show who may join and who cannot yet; take in those who were ticked, or everybody."""
    cycle = cycle_to_prepare(request, public_id)
    if not cycle.opened_at:
        return redirect("appraisal:cycle_check", cycle.public_id)
    action = request.POST.get("action", "")
    people = people_without_plan(cycle, request.actor)
    form = join_form(request, people, action)
    if action == "all" or (action == "chosen" and form.is_valid()):
        return add(request, cycle, form.cleaned_data["employees"] if action == "chosen" else None)
    out = exclusion_form(request, people, action)
    if out.is_valid() and leave_out(request, cycle, out.cleaned_data["employees"], out):
        return redirect("appraisal:late_joiners", cycle.public_id)
    return late_joiners_page(request, cycle, form, out)


def join_form(request, people, action):
    """Return the form of those who may join, with what was ticked."""
    data = request.POST if action == "chosen" else None
    return JoinForm(data, employees=people)


def exclusion_form(request, people, action):
    """Return the form that leaves people out, with what was typed."""
    data = request.POST if action == "leave_out" else None
    return ExclusionForm(data, employees=people, prefix="out")


def people_without_plan(cycle, actor):
    """Return the people who belong to the cycle and have no plan in it."""
    found = candidates(cycle, actor.on, units_of(cycle, actor))
    return Employee.objects.filter(pk__in=found.values("employee"))


def add(request, cycle, people):
    """Take people in, and say how many."""
    count = cycle_service.add_participants(
        cycle=cycle, employees=people, actor=request.actor, at=timezone.now()
    )
    message = ngettext("%(count)s person was added.", "%(count)s people were added.", count)
    messages.success(request, message % {"count": count})
    return redirect("appraisal:late_joiners", cycle.public_id)


def late_joiners_page(request, cycle, form, out):
    """Show both groups, and who was left out by name."""
    joiners = late_joiners_of(cycle, request.actor.on, tree_for(request.actor))
    window = next((row for row in cycle.windows.all() if row.phase == Phase.PLAN), None)
    is_over = window and request.actor.on > window.closes_date
    context = {
        "cycle": cycle,
        "joiners": joiners,
        "form": form,
        "out": out,
        "chosen": form["employees"].value() or [],
        "chosen_out": out["employees"].value() or [],
        "plan_closed": window.closes_date if is_over and cycle.is_strict else None,
        "exclusions": cycle.exclusions.select_related("employee", "excluded_by").order_by(
            "employee__name", "pk"
        ),
    }
    status = 422 if form.errors or out.errors else 200
    return render(request, "appraisal/late_joiners.html", context, status=status)
