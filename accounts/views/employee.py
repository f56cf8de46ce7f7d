"""The list of employees, one employee, and the account that HR keeps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import AccessKind, AccessRole
from accounts.filters import EmployeeFilter
from accounts.forms.employee import AccountForm
from accounts.forms.refused import refused_into
from accounts.models import Employee, RoleGrant
from accounts.queries.employee import (
    accounts_managed_by,
    people_list,
    posts_history,
    team_of,
    with_open_code,
)
from accounts.queries.employee_entry import entered_about
from accounts.queries.org_unit import unit_choices
from accounts.queries.reporting_line import supervisor_chain
from accounts.services.access import record_access, record_profile_opening
from accounts.services.employee import update_account

PER_PAGE = 50


@require_safe
def employee_list(request):
    """List the people one may look up: one's team, or the people of HR's units."""
    actor = request.actor
    if not (actor.is_hr or actor.is_supervisor):
        raise PermissionDenied
    tree, unit_ids = unit_choices(actor.on)
    found = EmployeeFilter(
        request.GET, people_list(actor), on=actor.on, tree=tree, unit_ids=unit_ids
    )
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    managed = accounts_managed_by(actor).filter(pk__in=[person.pk for person in page])
    words = {
        "filter": found,
        "page": page,
        "managed": set(managed.values_list("pk", flat=True)) if actor.is_hr else set(),
        "ticked": request.GET.get("pilih") == "semua",
        "layout": layout_for(actor),
    }
    return render(request, "accounts/employee_list.html", words)


@require_safe
def employee_detail(request, public_id):
    """Show a person: posts, supervisors above, team, roles."""
    actor = request.actor
    employee = find_visible(actor, public_id)
    posts = posts_history(employee, actor.on)
    chain = supervisor_chain(employee, actor.on)
    at = timezone.now()
    record_profile_opening(employee=employee, chain=chain, actor=actor, at=at)
    words = {
        "employee": employee,
        "posts": posts,
        "chain": chain,
        "team": team_of(employee, actor.on),
        "grants": RoleGrant.objects.in_force(actor.on)
        .filter(employee=employee)
        .order_by("role", "pk"),
        "may_manage": actor.is_hr_of_everything
        or accounts_managed_by(actor).filter(pk=employee.pk).exists(),
        "may_hand_over": employee != actor.employee
        and any(actor.is_admin_for(post.org_unit_id) for post in posts),
        "may_record": may_record(actor, employee, posts),
        "on": actor.on,
        "layout": layout_for(actor),
    }
    if words["may_record"]:
        words["entry"], words["end"] = entered_about(employee, actor, at)
    return render(request, "accounts/employee_detail.html", words)


def may_record(actor, employee, posts):
    """Tell whether the actor may enter a change about a person by hand."""
    in_scope = any(actor.is_hr_for(post.org_unit_id) for post in posts)
    return employee != actor.employee and (in_scope or actor.is_hr_of_everything)


@require_http_methods(["GET", "HEAD", "POST"])
def employee_account(request, public_id):
    """Edit how a person is reached and whether the person may sign in."""
    actor = request.actor
    employee = find_visible(actor, public_id)
    if not accounts_managed_by(actor).filter(pk=employee.pk).exists():
        raise PermissionDenied
    note_account(request, employee)
    form = AccountForm(request.POST or None, instance=employee)
    if request.method == "POST" and form.is_valid() and saved(request, form):
        messages.success(request, _("The account of %(name)s was saved.") % {"name": employee.name})
        return redirect("accounts:employee_detail", public_id)
    words = {"form": form, "employee": employee, "layout": layout_for(actor)}
    status = 422 if form.errors else 200
    return render(request, "accounts/employee_account.html", words, status=status)


def note_account(request, employee):
    """Write down that HR opened how a person is reached."""
    record_access(
        subject=employee,
        kind=AccessKind.PROFILE,
        role=AccessRole.HR,
        actor=request.actor,
        at=timezone.now(),
    )


def saved(request, form):
    """Save through the service; put a refusal into the form."""
    with refused_into(form):
        update_account(
            employee=form.instance,
            fields=form.cleaned_data,
            actor=request.actor,
            at=timezone.now(),
        )
    return not form.errors


def find_visible(actor, public_id):
    """Return a person whom the actor may look up, else 404."""
    people = with_open_code(Employee.objects.visible_to(actor), timezone.now())
    return get_object_or_404(people, public_id=public_id)


def layout_for(actor):
    """Return the frame of HR with its side navigation, or that of everybody."""
    return "layouts/hr.html" if actor.is_hr else "layouts/app.html"
