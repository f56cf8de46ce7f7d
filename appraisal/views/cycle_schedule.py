"""The dates of a cycle in preparation."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from appraisal.forms.cycle_schedule import WindowsForm
from appraisal.queries.cycle_steps import steps
from appraisal.queries.schedule import schedule_of, usual_schedule
from appraisal.services.cycle_schedule import set_windows
from appraisal.views.cycle import preparing, saved_and_on, status_of


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
    if request.method == "POST" and form.is_valid():
        set_windows(
            cycle=cycle,
            schedule=form.schedule,
            is_strict=form.cleaned_data["is_strict"],
            actor=request.actor,
            at=timezone.now(),
        )
        return saved_and_on(request, "appraisal:cycle_parts", cycle)
    return page(request, cycle, form, status_of(request))


def usual_dates(request, cycle):
    """Fill in the usual dates without saving them."""
    messages.info(request, _("The usual dates are filled in. They hold once you save the page."))
    strict = {"is_strict": "is_strict" in request.POST}
    return WindowsForm(cycle=cycle, schedule=usual_schedule(cycle), initial=strict)


def page(request, cycle, form, status):
    """Show the dates."""
    context = {"cycle": cycle, "form": form, "tabs": steps(cycle, "cycle_windows")}
    return render(request, "appraisal/cycle_windows.html", context, status=status)
