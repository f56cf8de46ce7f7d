"""Check a cycle, open it; later add who joined, and open self-assessment."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.models import Employee
from accounts.queries.org_tree import tree_for
from accounts.views.job import note_look
from appraisal.choices import PeriodKind, Phase
from appraisal.forms.cycle import ExclusionForm
from appraisal.queries.cycle_scope import units_of
from appraisal.queries.participants import candidates
from appraisal.queries.readiness import readiness
from appraisal.services import cycle as cycle_service
from appraisal.services.cycle_lock import is_being_opened
from appraisal.services.cycle_opening import request_opening
from appraisal.services.evaluation_opening import open_evaluations
from appraisal.views.cycle import cycle_to_prepare, steps


def cycle_check(request, public_id):
    """Show what blocks, what HR should know, and who is left out."""
    cycle = cycle_to_prepare(request, public_id)
    if cycle.opened_at:
        return redirect("appraisal:late_joiners", cycle.public_id)
    return check_page(request, cycle, exclusion_form(request, cycle))


def exclusion_form(request, cycle):
    """Return the form with which people are left out; only people who would take part."""
    units = units_of(cycle, request.actor)
    found = candidates(cycle, request.actor.on, units).values("employee")
    return ExclusionForm(request.POST or None, employees=Employee.objects.filter(pk__in=found))


def check_page(request, cycle, form, status=200):
    """Show the check with the form as it was sent."""
    context = {
        "cycle": cycle,
        "form": form,
        "tabs": [] if cycle.opened_at else steps(cycle, "cycle_check"),
        "readiness": readiness(cycle, request.actor.on, tree_for(request.actor)),
        "chosen": form["employees"].value() or [],
        "exclusions": cycle.exclusions.select_related("employee", "excluded_by").order_by(
            "employee__name", "pk"
        ),
    }
    return render(request, "appraisal/cycle_check.html", context, status=status)


def cycle_open(request, public_id):
    """Say what opening does; open on the second press."""
    cycle = cycle_to_prepare(request, public_id)
    if request.method == "POST":
        if request_opening(cycle=cycle, actor=request.actor, at=timezone.now()):
            return redirect("appraisal:cycle_opening", cycle.public_id)
        return opened(request, cycle)
    found = readiness(cycle, request.actor.on)
    if cycle.opened_at or is_being_opened(cycle) or not found.is_ready:
        return redirect("appraisal:cycle_check", cycle.public_id)
    context = {"cycle": cycle, "readiness": found, "points": opening_points(cycle, found)}
    return render(request, "appraisal/cycle_open.html", context)


def opened(request, cycle):
    """Say how many people have a plan now, and go to the dashboard."""
    count = cycle.work_plans.count()
    message = ngettext(
        "The cycle is open. %(count)s person has a work plan to fill in.",
        "The cycle is open. %(count)s people have a work plan to fill in.",
        count,
    )
    begins = cycle.windows.get(phase=Phase.PLAN).opens_date
    if begins > request.actor.on:
        message = ngettext(
            "The cycle is open. %(count)s person writes a work plan from %(date)s on.",
            "The cycle is open. %(count)s people write a work plan from %(date)s on.",
            count,
        )
    messages.success(request, message % {"count": count, "date": date_format(begins)})
    return redirect(cycle)


@never_cache
@require_safe
def cycle_opening(request, public_id):
    """Show how far the opening of a large cycle is; the page can be left and found again."""
    cycle = cycle_to_prepare(request, public_id)
    job = cycle.opening_job
    if job and not job.finished_at:
        note_look(job, request.actor)
        template = "appraisal/cycle_opening.html"
        part = f"{template}#progress" if request.htmx else template
        return render(request, part, {"cycle": cycle, "job": job})
    if request.htmx and not request.htmx.boosted:
        return HttpResponseClientRefresh()
    if cycle.opened_at:
        return opened(request, cycle)
    if job:
        messages.error(request, job.outcome)
    return redirect("appraisal:cycle_check", cycle.public_id)


def opening_points(cycle, found):
    """Say what will happen, in order."""
    count = ngettext(
        "%(count)s person gets an empty work plan and a notice.",
        "%(count)s people get an empty work plan and a notice.",
        found.people,
    )
    left_out = cycle.exclusions.count()
    points = [count % {"count": found.people}]
    if cycle.trials.filter(closed_at=None).exists():
        points.append(_("The running trial ends; what was written in it counts nowhere."))
    points += [
        _(
            "Name and chosen units can no longer be changed, and deadlines only move to a later day. "
            "Single people can still join."
        ),
        _(
            "Evaluations are created when self-assessment begins, for everybody with an agreed plan."
        ),
    ]
    if left_out:
        text = ngettext(
            "%(count)s person is left out by name and can be added later.",
            "%(count)s people are left out by name and can be added later.",
            left_out,
        )
        points.append(text % {"count": left_out})
    return points


@require_POST
def cycle_add_participants(request, public_id):
    """Give a work plan to everybody who joined since."""
    cycle = cycle_to_prepare(request, public_id)
    count = cycle_service.add_participants(cycle=cycle, actor=request.actor, at=timezone.now())
    message = ngettext("%(count)s person was added.", "%(count)s people were added.", count)
    messages.success(request, message % {"count": count})
    return redirect("appraisal:cycle_check", cycle.public_id)


@require_POST
def cycle_open_evaluations(request, public_id):
    """Open self-assessment now, or for those who are still missing."""
    cycle = cycle_to_prepare(request, public_id)
    wanted = {"public_id": request.POST["periode"]} if "periode" in request.POST else {}
    period = get_object_or_404(cycle.periods, **wanted or {"kind": PeriodKind.ANNUAL})
    count = open_evaluations(period=period, actor=request.actor, at=timezone.now())
    message = ngettext(
        "Self-assessment is open for %(count)s person.",
        "Self-assessment is open for %(count)s people.",
        count,
    )
    messages.success(request, message % {"count": count})
    return redirect(cycle)
