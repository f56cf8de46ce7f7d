"""The dates of a cycle in preparation."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from appraisal.forms.cycle_schedule import WindowsForm
from appraisal.queries.schedule import annual_too_late, schedule_of, usual_schedule
from appraisal.services.cycle_schedule import set_windows
from appraisal.views.cycle import preparing, status_of
from appraisal.views.cycle_step import passing, saved_and_on, tabs_of


@preparing
def cycle_windows(request, cycle):
    """Set the first and the last day of the phases, planning once and the others for each period."""
    if "usual" in request.POST:
        return page(request, cycle, usual_dates(request, cycle), 200)
    form = WindowsForm(
        request.POST or None,
        cycle=cycle,
        schedule=usual_schedule(cycle) | schedule_of(cycle),
        initial={"is_strict": cycle.is_strict},
    )
    if onward := passing(request, cycle, form):
        return onward
    if request.method == "POST" and form.is_valid():
        set_windows(
            cycle=cycle,
            schedule=form.schedule,
            is_strict=form.cleaned_data["is_strict"],
            actor=request.actor,
            at=timezone.now(),
        )
        warn_of_late_end(request, cycle)
        return saved_and_on(request, "cycle_parts", cycle)
    return page(request, cycle, form, status_of(request))


def warn_of_late_end(request, cycle):
    """Say that the saved dates end after the day that the rule sets for annual results."""
    prefetch_related_objects([cycle], "windows")
    if late := annual_too_late(cycle):
        words = _(
            "Saved, but the annual results end on %(closes)s. PermenPANRB 6/2022 has the annual"
            " evaluation closed by %(end)s: choose an earlier day, or keep the reason ready."
        )
        days = {"closes": date_format(late[0]), "end": date_format(late[1])}
        messages.warning(request, words % days)


def usual_dates(request, cycle):
    """Fill in the usual dates without saving them."""
    messages.info(request, _("The usual dates are filled in. They hold once you save the page."))
    strict = {"is_strict": "is_strict" in request.POST}
    return WindowsForm(cycle=cycle, schedule=usual_schedule(cycle), initial=strict)


def page(request, cycle, form, status):
    """Show the dates."""
    context = {"cycle": cycle, "form": form, "tabs": tabs_of(request, cycle, "cycle_windows")}
    return render(request, "appraisal/cycle_windows.html", context, status=status)
