"""Leave people out of a cycle by name, one by one or all of one reason, and take them in again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.refused import refused_into
from accounts.models import Employee
from accounts.queries.org_tree import tree_for
from appraisal.forms.cycle import ExclusionReasonForm
from appraisal.queries.cycle_steps import steps
from appraisal.queries.participants import candidates, named
from appraisal.queries.readiness import readiness
from appraisal.services import cycle as cycle_service
from appraisal.views.cycle import cycle_to_prepare, status_of
from appraisal.views.cycle_opening import check_page, exclusion_form

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def cycle_candidates(request, public_id):
    """List who gets a work plan when the cycle opens; leave the ticked people out, with a reason."""
    cycle = cycle_to_prepare(request, public_id)
    if cycle.opened_at:
        return redirect("appraisal:late_joiners", cycle.public_id)
    form = exclusion_form(request, cycle)
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and leave_out(request, cycle, form.cleaned_data["employees"], form):
        return redirect(request.get_full_path())
    return candidates_page(request, cycle, form)


def candidates_page(request, cycle, form):
    """Show one page of the people, those whose name was searched or all."""
    everybody, tree = candidates(cycle, request.actor.on), tree_for(request.actor)
    words = request.GET.get("q", "").strip()
    found = named(everybody, words).select_related("employee", "job_position")
    page = Paginator(found.order_by("employee__name", "pk"), PAGE).get_page(request.GET.get("page"))
    for post in page.object_list:
        post.unit = tree.names.get(post.org_unit_id, "")
    context = {
        "cycle": cycle,
        "form": form,
        "page": page,
        "words": words,
        "chosen": form["employees"].value() or [],
        "total": everybody.count() if words else page.paginator.count,
        "left_out": cycle.exclusions.count(),
        "tabs": steps(cycle, "cycle_check"),
    }
    return render(request, "appraisal/cycle_candidates.html", context, status=status_of(request))


@require_POST
def cycle_exclude(request, public_id):
    """Leave the ticked people out of the cycle, with a reason."""
    cycle = cycle_to_prepare(request, public_id)
    form = exclusion_form(request, cycle)
    if form.is_valid() and leave_out(request, cycle, form.cleaned_data["employees"], form):
        return redirect("appraisal:cycle_check", cycle.public_id)
    return check_page(request, cycle, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def cycle_exclude_all(request, public_id, reason):
    """Name everybody whom one reason blocks; leave all of them out on the second press."""
    cycle = cycle_to_prepare(request, public_id)
    finding = readiness(cycle, request.actor.on, tree_for(request.actor)).blocked_for(reason)
    if finding is None:
        messages.info(request, _("This reason blocks nobody any more."))
        return redirect("appraisal:cycle_check", cycle.public_id)
    form = ExclusionReasonForm(request.POST or None)
    if is_confirmed(request, form, finding):
        people = [person.employee for person in finding.people]
        if leave_out(request, cycle, people, form):
            return redirect("appraisal:cycle_check", cycle.public_id)
    context = {"cycle": cycle, "finding": finding, "form": form}
    status = status_of(request)
    return render(request, "appraisal/cycle_exclude_all.html", context, status=status)


def is_confirmed(request, form, finding):
    """Tell whether exactly the people who are left out were shown; if not, the form says so."""
    if request.method != "POST":
        return False
    if request.POST.get("seen") != finding.fingerprint:
        form.add_error(None, _("The list changed meanwhile. Look at it again, then confirm."))
    return form.is_valid()


def leave_out(request, cycle, people, form):
    """Leave people out with the reason of a form; say how many, or what keeps them in."""
    people = list(people)
    with refused_into(form):
        cycle_service.exclude_people(
            cycle=cycle,
            employees=people,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        )
        message = ngettext(
            "%(count)s person is left out of this cycle.",
            "%(count)s people are left out of this cycle.",
            len(people),
        )
        messages.success(request, message % {"count": len(people)})
    return not form.errors


@require_POST
def cycle_take_back(request, public_id):
    """Let somebody who was left out take part again."""
    cycle = cycle_to_prepare(request, public_id)
    people = Employee.objects.filter(pk__in=cycle.exclusions.values("employee"))
    employee = get_object_or_404(people, public_id=request.POST.get("employee", ""))
    cycle_service.take_back(cycle=cycle, employee=employee, actor=request.actor, at=timezone.now())
    messages.success(request, _("%(name)s takes part again.") % {"name": employee.name})
    return redirect("appraisal:cycle_check", cycle.public_id)
