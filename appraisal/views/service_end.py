"""End somebody's service: ask from which day and why, show what follows, then record it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.employee_entry import EndForm
from accounts.forms.refused import refused_into
from accounts.models import Employee
from accounts.queries.employee import accounts_managed_by, posts_history
from accounts.queries.service_end import lines_led_from
from appraisal.queries.employee_entry import what_an_end_means
from appraisal.services.employee_entry import leave_service

FIELD_OF = {"day": "last_day", "successor": "successor", "circle": "successor"}


@require_http_methods(["GET", "HEAD", "POST"])
def employee_end(request, public_id):
    """Ask for the last day; show what it means; record it on the second press."""
    employee = leaving(request, public_id)
    on = request.actor.on
    led = lines_led_from(employee, on)
    form = EndForm(request.POST or None, on=on, has_team=bool(led), initial={"last_day": on})
    is_sent = request.method == "POST" and "change" not in request.POST and form.is_valid()
    if is_sent and "confirm" not in request.POST:
        return preview_page(request, employee, form)
    if is_sent and (end := recorded(request, employee, form)):
        return redirect("appraisal:entry_detail", end.entry.public_id)
    words = {"form": form, "employee": employee, "led": led, "posts": posts_history(employee, on)}
    status = 422 if form.errors and "change" not in request.POST else 200
    return render(request, "appraisal/service_end.html", words, status=status)


def leaving(request, public_id):
    """Return somebody else whose posts and account the actor administers."""
    employee = get_object_or_404(Employee.objects.visible_to(request.actor), public_id=public_id)
    posts = employee.assignments.all()
    managed = accounts_managed_by(request.actor).filter(pk=employee.pk)
    in_scope = all(request.actor.is_admin_for(post.org_unit_id) for post in posts)
    if employee == request.actor.employee or not in_scope or not managed.exists():
        raise PermissionDenied
    return employee


def preview_page(request, employee, form):
    """Show what the end of this service means."""
    data = form.cleaned_data
    successor = data.get("successor")
    words = {
        "employee": employee,
        "title": _("You are about to end the service of %(name)s") % {"name": employee.name},
        "points": what_an_end_means(
            employee, last_day=data["last_day"], successor=successor, on=request.actor.on
        ),
        "kept": {
            "kind": data["kind"],
            "last_day": data["last_day"].isoformat(),
            "note": data["note"],
            "successor": (successor.nip or successor.email) if successor else "",
        },
    }
    return render(request, "appraisal/service_end_preview.html", words)


def recorded(request, employee, form):
    """Record the end; a refusal stands at its field."""
    fields = {"successor": None} | form.cleaned_data
    with refused_into(
        form, **{code: name for code, name in FIELD_OF.items() if name in form.fields}
    ):
        return leave_service(employee=employee, actor=request.actor, at=timezone.now(), **fields)
    return None
