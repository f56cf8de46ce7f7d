"""Delegations: one's own, and those that HR records for a supervisor."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.delegation import DelegationForm
from accounts.forms.refused import refused_into
from accounts.models import Delegation, Employee
from accounts.queries.delegation import delegation_rows, suggested_delegates
from accounts.services.delegation import (
    administers,
    give_delegation,
    may_withdraw,
    withdraw_delegation,
)

GET_AND_POST = ["GET", "HEAD", "POST"]
FIELD_OF = {
    "past": "from_date",
    "backwards": "until_date",
    "long": "until_date",
    "overlap": "from_date",
    "oneself": "delegate",
    "own_gain": "delegate",
    "below": "delegate",
    "stranger": "delegate",
    "no_reason": "reason",
}


@require_http_methods(GET_AND_POST)
def delegation_list(request):
    """List what the person gave and holds; a supervisor gives the own tasks away."""
    person, on = request.user, request.actor.on
    form = form_of(request, person)
    if form.is_valid():
        if asked := colleagues_to_judge(request, person, form):
            return ask_first(request, person, form, asked)
        if given(request, person, form):
            return redirect("accounts:delegation_list")
    leads = person.reports(on).count()
    words = {
        "form": form,
        "given": delegation_rows(Delegation.objects.filter(delegator=person), on),
        "held": delegation_rows(Delegation.objects.filter(delegate=person), on),
        "leads": leads,
    }
    return render(request, "accounts/delegation_list.html", words, status=status_of(form))


@require_http_methods(GET_AND_POST)
def employee_delegation(request, public_id):
    """Let HR record a delegation for a supervisor who cannot do it, and end one."""
    actor = request.actor
    delegator = get_object_or_404(Employee.objects.visible_to(actor), public_id=public_id)
    if not administers(actor, delegator):
        raise PermissionDenied
    form = form_of(request, delegator)
    if form.is_valid():
        if asked := colleagues_to_judge(request, delegator, form):
            return ask_first(request, delegator, form, asked)
        if given(request, delegator, form):
            return redirect("accounts:employee_delegation", public_id)
    leads = delegator.reports(actor.on).count()
    words = {
        "form": form,
        "employee": delegator,
        "given": delegation_rows(Delegation.objects.filter(delegator=delegator), actor.on),
        "leads": leads,
    }
    return render(request, "accounts/delegation_employee.html", words, status=status_of(form))


@require_http_methods(GET_AND_POST)
def delegation_withdraw(request, public_id):
    """Ask once more, then end a delegation."""
    delegation = get_object_or_404(
        Delegation.objects.visible_to(request.actor).select_related("delegator", "delegate"),
        public_id=public_id,
    )
    if request.method == "POST":
        withdraw_delegation(delegation=delegation, actor=request.actor, at=timezone.now())
        told = {"name": delegation.delegate.name}
        messages.success(request, _("%(name)s no longer acts for the supervisor.") % told)
        return redirect(*after(request, delegation))
    if not may_withdraw(request.actor, delegation):
        raise PermissionDenied
    words = {"delegation": delegation, "back": resolve_url(*after(request, delegation))}
    return render(request, "accounts/delegation_withdraw.html", words)


def after(request, delegation):
    """Return the page to which one goes back: the own list, or HR's page of the supervisor."""
    own = request.user.pk in {delegation.delegator_id, delegation.delegate_id}
    if own:
        return ("accounts:delegation_list",)
    return ("accounts:employee_delegation", delegation.delegator.public_id)


def form_of(request, delegator):
    """Return the form, today as its first day."""
    on = request.actor.on
    people = suggested_delegates(delegator, on)
    return DelegationForm(request.POST or None, initial={"from_date": on}, people=people)


def colleagues_to_judge(request, delegator, form):
    """Return whom a member of the team would judge, until the supervisor has read it; else nobody."""
    delegate, team = form.cleaned_data["delegate"], delegator.reports(request.actor.on)
    if "agreed" in request.POST or not team.filter(pk=delegate.pk).exists():
        return []
    others = Employee.objects.filter(pk__in=team).exclude(pk=delegate.pk)
    return list(others.order_by("name", "pk"))


def ask_first(request, delegator, form, colleagues):
    """Name the colleagues before a member of the team may read and judge them; nothing is written."""
    here = resolve_url(request.path)
    words = {"form": form, "delegator": delegator, "colleagues": colleagues, "back": here}
    return render(request, "accounts/delegation_confirm.html", words)


def given(request, delegator, form):
    """Give through the service and say so; put a refusal at the field it is about."""
    with refused_into(form, **FIELD_OF):
        give_delegation(
            delegator=delegator,
            delegate=form.cleaned_data["delegate"],
            days=form.days(),
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        )
    if not form.errors:
        told = {"name": form.cleaned_data["delegate"].name, "supervisor": delegator.name}
        text = _("%(name)s acts for %(supervisor)s on these days. Both and the team were told.")
        if delegator == request.user:
            text = _("%(name)s acts for you on these days. %(name)s and your team were told.")
        messages.success(request, text % told)
    return not form.errors


def status_of(form):
    """Return 422 for a form with faults, else 200."""
    return 422 if form.errors else 200
