"""Change the tree of units: add, rename, move and end a unit, each from a day on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.org_unit import EndForm, NameForm, ParentForm, UnitForm
from accounts.forms.refused import refused_into
from accounts.models import OrgUnit
from accounts.queries.org_unit import manages_unit, posts_from, units_below_from
from accounts.services.org_unit import (
    add_unit,
    end_unit,
    move_unit,
    rename_unit,
    withdraw_change,
)
from accounts.views.org_unit import find_unit

MOST_NAMED = 50


@require_http_methods(["GET", "HEAD", "POST"])
def org_unit_add(request):
    """Add a unit below another one."""
    if not request.actor.scopes:
        raise PermissionDenied
    initial = {"parent": request.GET.get("induk", "")}
    form = UnitForm(request.POST or None, actor=request.actor, initial=initial)
    if len(form.fields["parent"].choices) == 1:
        raise PermissionDenied
    is_done, unit = attempt(request, form, add_unit)
    if is_done:
        return changed(request, unit, _("The unit exists from %(day)s."), form)
    words = {"title": gettext_lazy("Add a unit"), "button": gettext_lazy("Add the unit")}
    return page(request, form, words)


@require_http_methods(["GET", "HEAD", "POST"])
def org_unit_rename(request, public_id):
    """Give a unit another name from a day on."""
    unit = unit_for(request, public_id)
    form = NameForm(request.POST or None, actor=request.actor, initial={"name": unit.name})
    is_done, _result = attempt(request, form, rename_unit, unit=unit)
    if is_done:
        return changed(request, unit, _("The new name holds from %(day)s."), form)
    words = {
        "unit": unit,
        "title": gettext_lazy("Rename the unit"),
        "button": gettext_lazy("Save the name"),
        "hint": gettext_lazy("What was recorded before that day keeps the old name."),
    }
    return page(request, form, words)


@require_http_methods(["GET", "HEAD", "POST"])
def org_unit_move(request, public_id):
    """Put a unit below another one from a day on."""
    unit = unit_for(request, public_id)
    form = ParentForm(request.POST or None, actor=request.actor, unit=unit)
    is_done, _result = attempt(request, form, move_unit, unit=unit)
    if is_done:
        return changed(request, unit, _("The new place holds from %(day)s."), form)
    words = {
        "unit": unit,
        "title": gettext_lazy("Move the unit"),
        "button": gettext_lazy("Save the place"),
        "hint": gettext_lazy(
            "Its people and sub-units move along. Whoever holds a role in the unit above, "
            "with its sub-units, then holds it here too."
        ),
    }
    return page(request, form, words)


@require_http_methods(["GET", "HEAD", "POST"])
def org_unit_end(request, public_id):
    """Let a unit be no more from a day on; who and what still is there is named."""
    unit = unit_for(request, public_id)
    form = EndForm(request.POST or None, actor=request.actor)
    is_done, left = attempt(request, form, end_unit, unit=unit)
    if is_done and left:
        return changed(request, unit, _("The unit no longer exists from %(day)s."), form)
    if is_done:
        messages.success(request, _("The unit was removed; nothing had been recorded for it."))
        return redirect("accounts:org_unit_list")
    words = {
        "unit": unit,
        "title": gettext_lazy("End the unit"),
        "button": gettext_lazy("End the unit"),
        "is_danger": True,
        "people": first_of(posts_from(unit, request.actor.on)),
        "units": first_of(units_below_from(unit, request.actor.on)),
        "hint": gettext_lazy(
            "Records of the past stay. An end can be taken back on the page of the unit."
        ),
    }
    return page(request, form, words)


def first_of(rows):
    """Return the first page of what stands in the way; the page says how much more there is."""
    return Paginator(rows, MOST_NAMED).get_page(1)


@require_POST
def org_unit_withdraw(request, public_id):
    """Take back the last thing that was recorded for a unit."""
    unit = unit_for(request, public_id)
    withdraw_change(unit=unit, actor=request.actor, at=timezone.now())
    messages.success(request, _("The change was taken back."))
    return redirect(unit)


def unit_for(request, public_id):
    """Return a unit that the actor may change: 404 for one out of sight, 403 for one of others."""
    if not request.actor.is_hr:
        get_object_or_404(OrgUnit, public_id=public_id)
        raise PermissionDenied
    unit = find_unit(request.actor, public_id)
    if not manages_unit(request.actor, unit):
        raise PermissionDenied
    return unit


def attempt(request, form, service, **given):
    """Call a service with what a valid form says; return whether it was done, and what it returned."""
    if request.method != "POST" or not form.is_valid():
        return False, None
    with refused_into(form):
        return True, service(**given, **form.cleaned_data, actor=request.actor, at=timezone.now())
    return False, None


def changed(request, unit, sentence, form):
    """Say from which day a change holds, and lead to the unit."""
    day = date_format(form.cleaned_data["from_date"])
    messages.success(request, sentence % {"day": day})
    return redirect(unit)


def page(request, form, words):
    """Show the form of a change."""
    status = 422 if form.errors else 200
    return render(request, "accounts/org_unit_form.html", words | {"form": form}, status=status)
