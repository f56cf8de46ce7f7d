"""Go from one page of the preparation of a cycle to another; what was typed is saved on the way."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from appraisal.queries.cycle_steps import address, step_named, steps


def tabs_of(request, cycle, current):
    """Return the pages of the preparation as tabs; the one that was pressed is marked."""
    return steps(cycle, current, pressed=request.POST.get("go", ""))


def passing(request, cycle, *forms):
    """Return the way to the page whose tab was pressed where nothing was typed, else nothing.

    A page that only was looked at is not saved: its proposals stay proposals.
    """
    step = step_named(request.POST.get("go", ""))
    if step is None or any(form.has_changed() for form in forms):
        return None
    return redirect(address(step, cycle))


def saved_and_on(request, name, cycle) -> HttpResponseRedirect:
    """Say that the page was saved and go to the page that was asked for, usually the next one."""
    step = step_named(request.POST.get("go", ""))
    if step:
        messages.success(request, _("Saved."))
        return redirect(address(step, cycle))
    messages.success(request, _("Saved. You can stop here and come back later."))
    return redirect(f"appraisal:{name}", cycle.public_id)
