"""The achievement of units: the list of a cycle, and the page on which one is recorded."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import OrgUnit
from appraisal.forms.unit_achievement import UnitAchievementForm
from appraisal.models import AppraisalCycle, UnitAchievement
from appraisal.queries.achievement import achievement_rows, units_to_record
from appraisal.queries.cycle_scope import cycles_in_scope
from appraisal.queries.dashboard import latest_cycle
from appraisal.queries.period import chosen_period
from appraisal.services.unit_achievement import may_record, record_achievement
from appraisal.views.cycle import require_hr, try_service
from appraisal.views.cycle_dashboard import other_running, period_tabs


def cycle_and_units(request, public_id):
    """Load a cycle and the units whose achievement the actor may see; nobody else comes here."""
    cycle = get_object_or_404(AppraisalCycle.objects.visible_to(request.actor), public_id=public_id)
    return cycle, units_shown(cycle, request.actor)


def units_shown(cycle, actor):
    """Return the units whose achievement the actor may see in a cycle, or let nobody pass."""
    units = units_to_record(cycle, actor)
    if not units and actor.is_hr:
        raise Http404
    if not units:
        raise PermissionDenied
    return units


@require_safe
def unit_achievement_list(request, public_id):
    """List the units with value, source and date, or what they take over."""
    cycle, units = cycle_and_units(request, public_id)
    return list_page(request, cycle, units)


def list_page(request, cycle, units):
    """Render the list."""
    period = chosen_period(cycle, request.GET.get("periode"), request.actor.on)
    rows = achievement_rows(period, units, request.actor)
    context = {
        "cycle": cycle,
        "period": period,
        "rows": rows,
        "tabs": period_tabs(cycle, period, list_url(cycle)),
        "others": other_running(cycle, request.actor) if request.actor.is_hr else (),
        "recorded": sum(row.achievement is not None for row in rows),
        "layout": "layouts/hr.html" if request.actor.is_hr else "layouts/app.html",
    }
    return render(request, "appraisal/unit_achievement_list.html", context)


def list_url(cycle):
    """Return the address of the list of a cycle."""
    return reverse("appraisal:unit_achievement_list", args=[cycle.public_id])


def period_query(request):
    """Return the part of the address that keeps the chosen period."""
    return f"?{urlencode({'periode': request.GET['periode']})}" if "periode" in request.GET else ""


@require_safe
def unit_achievement_latest(request):
    """List the units of the newest running cycle."""
    require_hr(request)
    cycle = latest_cycle(cycles_in_scope(request.actor))
    if cycle is None:
        return redirect("appraisal:cycle_list")
    return list_page(request, cycle, units_shown(cycle, request.actor))


def unit_achievement_edit(request, public_id, unit):
    """Record the achievement of one unit."""
    cycle, units = cycle_and_units(request, public_id)
    named = OrgUnit.objects.named(request.actor.on).filter(pk__in=units)
    org_unit = get_object_or_404(named, public_id=unit)
    if not may_record(org_unit, request.actor):
        raise PermissionDenied
    period = chosen_period(cycle, request.GET.get("periode"), request.actor.on)
    current = UnitAchievement.objects.filter(org_unit=org_unit, period=period).first()
    form = UnitAchievementForm(request.POST or None, initial=initial_of(current))
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and try_service(form, record, request, org_unit, period, form.cleaned_data):
        messages.success(
            request, _("The achievement of %(unit)s is recorded.") % {"unit": org_unit.name}
        )
        return redirect(list_url(cycle) + period_query(request))
    context = {
        "cycle": cycle,
        "period": period,
        "org_unit": org_unit,
        "form": form,
        "current": current,
        "layout": "layouts/hr.html" if request.actor.is_hr else "layouts/app.html",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "appraisal/unit_achievement_edit.html", context, status=status)


def initial_of(achievement):
    """Return what is recorded, as the form starts with it."""
    if achievement is None:
        return {}
    names = ("value", "source", "set_date", "is_last_year")
    return {name: getattr(achievement, name) for name in names}


def record(request, org_unit, period, data):
    """Hand the fields to the service."""
    return record_achievement(
        org_unit=org_unit, period=period, **data, actor=request.actor, at=timezone.now()
    )
