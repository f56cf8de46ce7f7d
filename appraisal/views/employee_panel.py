"""HR's page about one person in the running cycles: status, what can be done, leave, history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.forms.leave import LeaveForm
from accounts.forms.refused import refused_into
from accounts.models import Employee, Leave
from accounts.queries.employee import posts_history
from accounts.queries.leave import leaves_of
from accounts.queries.reporting_line import supervisor_chain
from accounts.services.leave import end_leave, record_leave
from appraisal.queries.employee_panel import administers_person, employee_panel, follows_person
from appraisal.queries.record_history import record_history


def followed_person(request, public_id):
    """Load a person whom the actor follows as HR, with the posts; nobody follows oneself."""
    employee = get_object_or_404(Employee.objects.visible_to(request.actor), public_id=public_id)
    posts = posts_history(employee, request.actor.on)
    if not follows_person(request.actor, employee, posts):
        raise PermissionDenied
    return employee, posts


@require_safe
def panel(request, public_id):
    """Show where the person is in every running cycle, and what HR can do now."""
    employee, posts = followed_person(request, public_id)
    return panel_page(request, employee, posts, LeaveForm())


def panel_page(request, employee, posts, form):
    """Show the page with the form of a leave as it was sent."""
    on = request.actor.on
    context = {
        "employee": employee,
        "posts": posts,
        "parts": employee_panel(employee, request.actor),
        "chain": supervisor_chain(employee, on),
        "may_hand_over": administers_person(request.actor, posts),
        "leaves": leaves_of(employee, on),
        "form": form,
        "history": record_history(employee, request.actor),
        "on": on,
        "list_url": list_it_came_from(request),
    }
    status = 422 if form.errors else 200
    return render(request, "appraisal/employee_panel.html", context, status=status)


def list_it_came_from(request):
    """Return the list of people with its filters from which the page was opened, or nothing."""
    query = request.GET.copy()
    cycle = query.pop("siklus", [""])[-1]
    try:
        return f"{reverse('appraisal:cycle_people', args=[cycle])}?{query.urlencode()}"
    except NoReverseMatch:
        return ""


@require_POST
def leave_add(request, public_id):
    """Note the days on which somebody is away."""
    employee, posts = followed_person(request, public_id)
    form = LeaveForm(request.POST)
    if not form.is_valid() or not recorded(request, employee, form):
        return panel_page(request, employee, posts, form)
    messages.success(request, _("The leave of %(name)s was noted.") % {"name": employee.name})
    return redirect("appraisal:employee_panel", public_id)


def recorded(request, employee, form):
    """Note a leave through the service; a refusal stands in the form."""
    with refused_into(form, days="until_date", overlap="until_date"):
        record_leave(employee=employee, **form.cleaned_data, actor=request.actor, at=timezone.now())
    return not form.errors


@require_POST
def leave_end(request, public_id, leave_id):
    """Note that somebody is back."""
    employee, _posts = followed_person(request, public_id)
    leave = get_object_or_404(Leave.objects.filter(employee=employee), public_id=leave_id)
    end_leave(leave=leave, actor=request.actor, at=timezone.now())
    messages.success(request, _("%(name)s is no longer noted as away.") % {"name": employee.name})
    return redirect("appraisal:employee_panel", public_id)
