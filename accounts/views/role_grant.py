"""Roles: who holds which, where, how long."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.filters import EXPIRY_DAYS, RoleGrantFilter
from accounts.forms.refused import refused_into
from accounts.forms.role_grant import ROLE_WORDS, ExtendForm, RoleGrantForm, role_choices
from accounts.models import Employee, RoleGrant
from accounts.models.org_unit import units_named
from accounts.queries.org_tree import org_tree
from accounts.queries.role_grant import role_moves
from accounts.services.role_grant import end_role, end_roles, extend_roles, grant_role

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def role_grant_list(request):
    """List the roles that fit the filter, and grant one."""
    on = agency_administrator(request).on
    form = RoleGrantForm(request.POST or None, on=on, tree=org_tree(on), initial={"from_date": on})
    if request.method == "POST" and form.is_valid() and granted(request, form):
        name = form.cleaned_data["employee"].name
        messages.success(request, _("The role was granted to %(name)s.") % {"name": name})
        return redirect("accounts:role_grant_list")
    found = RoleGrantFilter(request.GET, named_grants(on), on=on)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    words = {
        "form": form,
        "filter": found,
        "page": page,
        "on": on,
        "explained": [(label, ROLE_WORDS[value]) for value, label in role_choices()],
        "soon": on + timedelta(days=EXPIRY_DAYS),
        "expiring": RoleGrantFilter({"when": "soon"}, RoleGrant.objects.all(), on=on).qs.count(),
    }
    return render(
        request, "accounts/role_grant_list.html", words, status=422 if form.errors else 200
    )


def named_grants(on):
    """Return all grants with person and unit, in the order of the list."""
    rows = RoleGrant.objects.select_related("employee").prefetch_related(units_named(on))
    return rows.order_by("role", "employee__name", "-from_date", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def role_grant_several(request):
    """End the roles that were ticked, or let them hold longer, after a look at the list."""
    on = agency_administrator(request).on
    grants = list(named_grants(on).filter(public_id__in=request.GET.getlist("grants")))
    if not grants:
        messages.info(request, _("Tick the roles first."))
        return redirect("accounts:role_grant_list")
    is_end = request.POST.get("step") == "end"
    form = ExtendForm(request.POST if request.method == "POST" and not is_end else None)
    if is_end:
        end_roles(grants=grants, actor=request.actor, at=timezone.now())
        words = ngettext("%(count)s role has ended.", "%(count)s roles have ended.", len(grants))
        messages.success(request, words % {"count": len(grants)})
        return redirect("accounts:role_grant_list")
    if form.is_bound and form.is_valid() and extended(request, form, grants):
        return redirect("accounts:role_grant_list")
    is_own = any(grant.employee == request.actor.employee for grant in grants)
    words = {"form": form, "grants": grants, "is_own": is_own, "on": on}
    return render(
        request, "accounts/role_grant_several.html", words, status=422 if form.errors else 200
    )


def extended(request, form, grants):
    """Extend through the service; put a refusal into the form."""
    with refused_into(
        form, past="until_date", ended="until_date", not_later="until_date", already="until_date"
    ):
        until = form.cleaned_data["until_date"]
        extend_roles(grants=grants, until_date=until, actor=request.actor, at=timezone.now())
    if form.errors:
        return False
    words = ngettext("%(count)s role holds longer.", "%(count)s roles hold longer.", len(grants))
    messages.success(request, words % {"count": len(grants)})
    return True


@require_safe
def role_grant_history(request, public_id):
    """Show which roles a person has held, and who granted, extended and ended them."""
    on = agency_administrator(request).on
    employee = get_object_or_404(Employee, public_id=public_id)
    words = {
        "employee": employee,
        "grants": named_grants(on).filter(employee=employee).order_by("-from_date", "-pk"),
        "moves": role_moves(employee),
        "on": on,
    }
    return render(request, "accounts/role_grant_history.html", words)


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
    with refused_into(form):
        grant_role(
            employee=data["employee"],
            role=data["role"],
            org_unit=data["org_unit"],
            with_sub_units=data["with_sub_units"],
            days=(data["from_date"], data["until_date"]),
            actor=request.actor,
            at=timezone.now(),
        )
    return not form.errors


def agency_administrator(request):
    """Return the actor, who must be HR administrator of the whole agency."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
    return request.actor
