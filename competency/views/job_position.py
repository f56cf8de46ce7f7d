"""The list of positions, and changing several of them at once."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.refused import refused_into
from competency.filters import PositionFilter
from competency.forms.job_position import BulkStandardForm, PositionForm
from competency.models import CompetencyFramework
from competency.queries.job_position import positions_list, with_gaps
from competency.queries.standard import competencies_of
from competency.services.bulk_standard import checked_plan, set_bulk_standards
from competency.services.job_position import correct_positions

PER_PAGE = 50
SHOWN = 100  # of the positions chosen, by name; the page says how many more there are


@require_safe
def position_list(request):
    """List positions with their people and what is missing of their standards."""
    if not request.actor.is_hr:
        raise PermissionDenied
    on = request.actor.on
    framework = CompetencyFramework.objects.current(on)
    found = PositionFilter(request.GET, positions_list(framework, on))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "positions": with_gaps(list(page), framework, on),
        "can_edit": request.actor.is_hr_of_everything,
    }
    return render(request, "competency/position_standard_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_standard(request):
    """Set levels for the chosen positions: form, preview, then apply."""
    positions = chosen(request)
    if not positions:
        return nothing_chosen(request)
    on = request.actor.on
    framework = CompetencyFramework.objects.current(on)
    competencies = competencies_of(framework, on).prefetch_related(None)
    form = BulkStandardForm(
        request.POST or None,
        competencies=list(competencies),
        initial={"from_date": first_day(positions, on)},
    )
    context = {"form": form, "plan": None} | shown(positions)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "apply" and applied(request, form, positions):
            return redirect("competency:position_standard_list")
        if request.POST.get("step") != "change":
            context["plan"] = previewed(request, form, positions)
    status = 422 if form.errors else 200
    return render(request, "competency/bulk_standard.html", context, status=status)


def first_day(positions, on):
    """Return the day to begin with: today only if all positions lack a level until now."""
    return on if all(position.lacks for position in positions) else on + timedelta(days=1)


def previewed(request, form, positions):
    """Return what would change; put a refusal into the form."""
    since = form.cleaned_data["from_date"]
    if form.errors:
        return None
    with refused_into(form, past_date="from_date"):
        return checked_plan(positions, form.levels, since, request.actor.on)
    return None


def applied(request, form, positions):
    """Apply through the service; put a refusal into the form."""
    expected = request.POST.get("expected", "")
    with refused_into(form, past_date="from_date"):
        plan = set_bulk_standards(
            positions=positions,
            levels=form.levels,
            from_date=form.cleaned_data["from_date"],
            note=form.cleaned_data["note"],
            expected=int(expected) if expected.isdecimal() else 0,
            actor=request.actor,
            at=timezone.now(),
        )
    if form.errors:
        return False
    count = len(plan.positions)
    words = ngettext(
        "The standards of %(count)s position were set.",
        "The standards of %(count)s positions were set.",
        count,
    )
    messages.success(request, words % {"count": count})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def position_edit(request):
    """Give the chosen positions another kind, grade or class."""
    positions = chosen(request)
    if not positions:
        return nothing_chosen(request)
    typed = request.POST if request.method == "POST" else None
    form = PositionForm(typed, initial=initial_of(positions))
    if request.method == "POST" and form.is_valid() and corrected(request, form, positions):
        return redirect("competency:position_standard_list")
    context = {"form": form} | shown(positions)
    status = 422 if form.errors else 200
    return render(request, "competency/position_edit.html", context, status=status)


def initial_of(positions):
    """Begin with what a single position is; several begin empty."""
    if len(positions) > 1:
        return {}
    names = ("kind", "functional_grade", "job_class")
    return {name: getattr(positions[0], name) for name in names}


def corrected(request, form, positions):
    """Call the service; put a refusal into the form."""
    data = form.cleaned_data
    with refused_into(form, grade="functional_grade"):
        changed = correct_positions(
            positions=positions,
            kind=data["kind"] or None,
            grade=data["functional_grade"],
            job_class=data["job_class"],
            actor=request.actor,
            at=timezone.now(),
        )
    if form.errors:
        return False
    words = ngettext(
        "%(count)s position was changed.", "%(count)s positions were changed.", len(changed)
    )
    messages.success(request, words % {"count": len(changed)})
    return True


def chosen(request):
    """Return the positions of the address: those ticked, or all that fit the filter, however many."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
    framework = CompetencyFramework.objects.current(request.actor.on)
    rows = positions_list(framework, request.actor.on)
    if request.GET.get("all"):
        rows = PositionFilter(request.GET, rows).qs
    else:
        rows = rows.filter(public_id__in=request.GET.getlist("posts"))
    return list(rows)


def shown(positions):
    """Return what a page says of the positions chosen: some by name, the rest by number."""
    return {
        "positions": positions,
        "named": positions[:SHOWN],
        "unnamed": max(0, len(positions) - SHOWN),
    }


def nothing_chosen(request):
    """Lead back to the list, which says what to do."""
    messages.info(request, _("Tick the positions first."))
    return redirect("competency:position_standard_list")
