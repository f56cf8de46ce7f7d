"""HR follows a running cycle: dashboard, people by status, mail to be checked."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import OrgUnit
from accounts.queries.org_tree import tree_with_former
from appraisal.forms.cycle import PeopleFilterForm
from appraisal.models import AppraisalCycle
from appraisal.queries.attention import mail_to_check as mails_to_check
from appraisal.queries.cycle_people import people_of_cycle, person_row
from appraisal.queries.cycle_scope import cycles_in_scope, manages, units_in_scope
from appraisal.queries.dashboard import dashboard, latest_cycle
from appraisal.queries.participants import covered_units
from appraisal.queries.unit_choices import units_in_order
from appraisal.views.cycle import cycle_for_hr, require_hr

ROWS_AT_FIRST = 10
PAGE = 50


def followed(request, public_id):
    """Load an opened cycle and the units in which the actor follows it; outside them it is not there."""
    cycle = cycle_for_hr(request, public_id)
    units = units_in_scope(request.actor, covered_units(cycle, request.actor.on))
    if not units:
        raise Http404
    return cycle, units


@require_safe
def cycle_detail(request, public_id):
    """Show the dashboard; a cycle in preparation leads to its first page."""
    cycle = cycle_for_hr(request, public_id)
    if not cycle.opened_at:
        return redirect("appraisal:cycle_edit", cycle.public_id)
    cycle, _units = followed(request, public_id)
    return dashboard_page(request, cycle)


@require_safe
def cycle_dashboard_latest(request):
    """Show the dashboard of the newest running cycle, or the list where none runs."""
    require_hr(request)
    cycle = latest_cycle(cycles_in_scope(request.actor))
    if cycle is None:
        return redirect("appraisal:cycle_list")
    return dashboard_page(request, cycle)


def dashboard_page(request, cycle):
    """Render the dashboard as the address asks: per office or unit, sorted, some rows or all."""
    order = request.GET.get("order", "sent")
    board = dashboard(
        cycle=AppraisalCycle.objects.prefetch_related("units", "periods", "windows").get(
            pk=cycle.pk
        ),
        actor=request.actor,
        at=timezone.now(),
        per_office=request.GET.get("per") != "unit",
        order=order,
    )
    shown = board.rows if "all" in request.GET else board.rows[:ROWS_AT_FIRST]
    context = {
        "board": board,
        "cycle": board.cycle,
        "rows": shown,
        "hidden": len(board.rows) - len(shown),
        "order": order,
        "may_prepare": manages(cycle, request.actor),
        "may_open": may_open(board, request.actor.on),
    }
    return render(request, "appraisal/cycle_dashboard.html", context)


def may_open(board, today):
    """Tell whether self-assessment could be open and is not."""
    windows = [w for w in board.cycle.windows.all() if w.phase == "SELF_ASSESSMENT"]
    return board.counts_plans and any(window.opens_date <= today for window in windows)


@require_safe
def cycle_people(request, public_id):
    """List the people of a cycle with stage and dates."""
    cycle, units = followed(request, public_id)
    tree = tree_with_former(request.actor.on)
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
    people = people_of_cycle(
        cycle=cycle,
        period=cycle.periods.get(kind="ANNUAL"),
        units=units,
        on=request.actor.on,
        status=wanted.get("status", ""),
        words=wanted.get("q", "").strip(),
    )
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    page.object_list = [person_row(plan, tree) for plan in page.object_list]
    context = {"cycle": cycle, "form": form, "page": page}
    return render(request, "appraisal/cycle_people.html", context)


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
