"""Change somebody's supervisor, and show what changed hands."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.refused import refused_into
from accounts.models import Employee
from accounts.queries.employee import likely_supervisors, posts_history
from accounts.queries.org_tree import org_tree
from accounts.queries.reporting_line import supervisor_chain
from appraisal.forms.hand_over import ChangeSupervisorForm
from appraisal.queries.hand_over import last_change
from appraisal.services.hand_over import change_supervisor

FIELD_OF = {
    "no_supervisor": "supervisor",
    "oneself": "supervisor",
    "own_team": "supervisor",
    "inactive": "supervisor",
    "circle": "supervisor",
    "same": "supervisor",
    "outside_assignment": "from_date",
    "no_assignment": "from_date",
    "no_reason": "reason",
}


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, public_id):
    """Ask who supervises from which day, and why."""
    employee, posts = changeable(request, public_id)
    on = request.actor.on
    form = ChangeSupervisorForm(request.POST or None, initial={"from_date": on})
    if request.method == "POST" and form.is_valid() and changed(request, employee, form):
        messages.success(
            request, _("The supervisor of %(name)s was changed.") % {"name": employee.name}
        )
        return redirect("appraisal:hand_over_done", public_id)
    words = {
        "form": form,
        "employee": employee,
        "posts": posts,
        "chain": supervisor_chain(employee, on),
        "suggestions": likely_supervisors(employee, on, org_tree(on)),
    }
    return render(request, "appraisal/hand_over.html", words, status=422 if form.errors else 200)


@require_safe
def hand_over_done(request, public_id):
    """Show the last change of supervisor and every record that moved with it."""
    employee, _posts = changeable(request, public_id)
    moved = last_change(employee, request.actor.on)
    if moved.change is None:
        raise Http404
    return render(request, "appraisal/hand_over_done.html", {"employee": employee, "moved": moved})


def changeable(request, public_id):
    """Return a person whose unit the actor administers, and the person's posts."""
    employee = get_object_or_404(Employee.objects.visible_to(request.actor), public_id=public_id)
    posts = posts_history(employee, request.actor.on)
    if not any(request.actor.is_admin_for(post.org_unit_id) for post in posts):
        raise PermissionDenied
    return employee, posts


def changed(request, employee, form):
    """Change through the service; put a refusal at the field it is about."""
    with refused_into(form, **FIELD_OF):
        change_supervisor(
            employee=employee, **form.cleaned_data, actor=request.actor, at=timezone.now()
        )
    return not form.errors
