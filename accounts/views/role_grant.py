"""Roles: who holds which, where, how long."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.role_grant import RoleGrantForm
from accounts.models import RoleGrant
from accounts.models.org_unit import units_named
from accounts.queries.org_tree import org_tree
from accounts.refusals import Refusal
from accounts.services.role_grant import end_role, grant_role


@require_http_methods(["GET", "HEAD", "POST"])
def role_grant_list(request):
    """List the roles in force and to come, and grant one."""
    on = agency_administrator(request).on
    form = RoleGrantForm(request.POST or None, on=on, tree=org_tree(on), initial={"from_date": on})
    if request.method == "POST" and form.is_valid() and granted(request, form):
        name = form.cleaned_data["employee"].name
        messages.success(request, _("The role was granted to %(name)s.") % {"name": name})
        return redirect("accounts:role_grant_list")
    grants = (
        RoleGrant.objects.filter(Q(until_date__isnull=True) | Q(until_date__gte=on))
        .select_related("employee")
        .prefetch_related(units_named(on))
        .order_by("role", "employee__name", "pk")
    )
    words = {"form": form, "grants": grants, "on": on}
    return render(
        request, "accounts/role_grant_list.html", words, status=422 if form.errors else 200
    )


@require_POST
def role_grant_end(request, public_id):
    """End a role at once."""
    agency_administrator(request)
    grant = get_object_or_404(RoleGrant, public_id=public_id)
    end_role(grant=grant, actor=request.actor, at=timezone.now())
    messages.success(request, _("The role of %(name)s has ended.") % {"name": grant.employee.name})
    return redirect("accounts:role_grant_list")


def granted(request, form):
    """Grant through the service; put a refusal into the form."""
    data = form.cleaned_data
    try:
        grant_role(
            employee=data["employee"],
            role=data["role"],
            org_unit=data["org_unit"],
            with_sub_units=data["with_sub_units"],
            days=(data["from_date"], data["until_date"]),
            actor=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, refusal)
        return False
    return True


def agency_administrator(request):
    """Return the actor, who must be HR administrator of the whole agency."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
    return request.actor
