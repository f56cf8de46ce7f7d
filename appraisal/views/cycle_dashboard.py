"""HR follows a running cycle: dashboard, people by status, mail to be checked."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import OrgUnit
from accounts.queries.org_tree import tree_for
from appraisal.forms.cycle import PeopleFilterForm
from appraisal.queries.attention import mail_to_check as mails_to_check
from appraisal.queries.cycle_people import people_of_cycle, person_row
from appraisal.queries.cycle_scope import (
    cycles_in_scope,
    manages,
    other_running,
    units_in_scope,
    units_of,
)
from appraisal.queries.cycle_steps import address, next_step
from appraisal.queries.dashboard import dashboard, latest_cycle
from appraisal.queries.period import chosen_period, periods_of
from appraisal.queries.unit_choices import units_in_order
from appraisal.views.cycle import cycle_for_hr, require_hr

ROWS_AT_FIRST = 10
PAGE = 50


def followed_units(request, cycle):
    """Return the units that a cycle covers; to who follows it in none of them it is not there."""
    units = units_of(cycle, request.actor)
    if not units_in_scope(request.actor, units):
        raise Http404
    return units


@require_safe
def cycle_detail(request, public_id):
    """Show the dashboard; a cycle in preparation leads to where it stopped."""
    cycle = cycle_for_hr(request, public_id)
    if not cycle.opened_at:
        return redirect(address(next_step(cycle), cycle))
    return dashboard_page(request, cycle, followed_units(request, cycle))


@require_safe
def cycle_dashboard_latest(request):
    """Show the dashboard of the newest running cycle, or the list where none runs."""
    require_hr(request)
    found = cycles_in_scope(request.actor)
    cycle = latest_cycle(found)
    if cycle is None:
        return redirect("appraisal:cycle_list")
    return dashboard_page(request, cycle, dict(found)[cycle])


def dashboard_page(request, cycle, covered):
    """Render the dashboard as the address asks: per office or unit, sorted, some rows or all."""
    order = request.GET.get("order", "sent")
    prefetch_related_objects([cycle], "periods", "windows")
    period = chosen_period(cycle, request.GET.get("periode"), request.actor.on)
    board = dashboard(
        cycle=cycle,
        period=period,
        actor=request.actor,
        at=timezone.now(),
        per_office=request.GET.get("per") != "unit",
        order=order,
        covered=covered,
    )
    shown = board.rows if "all" in request.GET else board.rows[:ROWS_AT_FIRST]
    context = {
        "board": board,
        "cycle": board.cycle,
        "rows": shown,
        "hidden": len(board.rows) - len(shown),
        "order": order,
        "may_prepare": manages(cycle, request.actor, covered),
        "may_open": may_open(board, request.actor.on),
        "tabs": period_tabs(cycle, period, cycle.get_absolute_url()),
        "others": other_running(cycle, request.actor),
        "may_keep_templates": request.actor.is_hr_of_everything,
    }
    return render(request, "appraisal/cycle_dashboard.html", context)


def may_open(board, today):
    """Tell whether self-assessment could be open and is not."""
    if not board.counts_plans or not board.cycle.is_running:
        return False
    windows = (row for row in board.cycle.windows.all() if row.period_id == board.period.pk)
    return any(row.phase == "SELF_ASSESSMENT" and row.opens_date <= today for row in windows)


def period_tabs(cycle, period, url, **more):
    """Return a tab for each period of a cycle; none where there is one only."""
    periods = periods_of(cycle)
    return [
        {
            "url": f"{url}?{urlencode({'periode': row.public_id} | more)}",
            "label": row.title,
            "current": row == period,
        }
        for row in periods
        if len(periods) > 1
    ]


@require_safe
def cycle_people(request, public_id):
    """List the people of a cycle with stage and dates."""
    cycle = cycle_for_hr(request, public_id)
    units = units_in_scope(request.actor, followed_units(request, cycle))
    tree = tree_for(request.actor)
    names = OrgUnit.objects.filter(pk__in=units)
    choices = [
        (key, f"{'– ' * depth}{name}")
        for key, name, depth in units_in_order(names, request.actor.on)
    ]
    form = PeopleFilterForm(request.GET, units=choices)
    form.is_valid()
    wanted = form.cleaned_data
    if wanted.get("unit"):
        unit = OrgUnit.objects.get(public_id=wanted["unit"])
        units = units & tree.with_descendants(unit.pk)
    period = chosen_period(cycle, request.GET.get("periode"), request.actor.on)
    people = people_of_cycle(
        cycle=cycle,
        period=period,
        units=units,
        on=request.actor.on,
        status=wanted.get("status", ""),
        words=wanted.get("q", "").strip(),
    )
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    page.object_list = [person_row(plan, tree) for plan in page.object_list]
    url = reverse("appraisal:cycle_people", args=[cycle.public_id])
    tabs = period_tabs(cycle, period, url, **kept(wanted))
    context = {"cycle": cycle, "form": form, "page": page, "tabs": tabs}
    return render(request, "appraisal/cycle_people.html", context)


def kept(filters):
    """Return the filters that go along from one period to the next."""
    return {name: value for name, value in filters.items() if value and name != "periode"}


@require_safe
def mail_to_check(request):
    """List the notices whose mail may or may not have gone out; they are never sent twice by themselves."""
    if not request.actor.is_hr:
        raise PermissionDenied
    mails = (
        mails_to_check(request.actor, timezone.now())
        .select_related("recipient")
        .order_by("-claimed_at", "-pk")
    )
    page = Paginator(mails, PAGE).get_page(request.GET.get("page"))
    return render(request, "appraisal/mail_to_check.html", {"page": page})
