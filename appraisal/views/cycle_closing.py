"""Close a cycle, archive it, bring it back into the list."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.refused import refused_into
from appraisal.forms.cycle_closing import ClosingForm
from appraisal.queries.cycle_closing import unfinished
from appraisal.services import cycle_closing
from appraisal.views.cycle import cycle_to_prepare, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def cycle_close(request, public_id):
    """Say what is unfinished and what closing does; close on the second press."""
    cycle = cycle_to_prepare(request, public_id)
    if cycle.is_trial:
        return redirect("appraisal:cycle_trial_end", cycle.public_id)
    if not cycle.is_running:
        return redirect(cycle)
    rows = unfinished(cycle)
    form = ClosingForm(request.POST or None, is_required=bool(rows))
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            reason = form.cleaned_data["reason"]
            cycle_closing.close_cycle(
                cycle=cycle, reason=reason, actor=request.actor, at=timezone.now()
            )
            messages.success(request, _("The cycle is closed. Everybody in it was told."))
            return redirect(cycle)
    context = {"cycle": cycle, "form": form, "rows": rows, "points": closing_points(cycle)}
    return render(request, "appraisal/cycle_close.html", context, status=status_of(request))


def closing_points(cycle):
    """Say what will happen, in order."""
    people = cycle.work_plans.values("employee").distinct().count()
    told = ngettext(
        "%(count)s person with a work plan in it is told.",
        "%(count)s people with a work plan in it are told.",
        people,
    )
    return [
        _("Nothing more is written, decided or released in this cycle. This cannot be undone."),
        _("What was released stays readable, with its documents."),
        told % {"count": people},
    ]


@require_POST
def cycle_archive(request, public_id):
    """Take a cycle out of the list."""
    cycle = cycle_to_prepare(request, public_id)
    cycle_closing.archive_cycle(cycle=cycle, actor=request.actor, at=timezone.now())
    messages.success(
        request,
        _("“%(name)s” is archived. You find it under archived cycles.") % {"name": cycle.name},
    )
    return redirect("appraisal:cycle_list")


@require_POST
def cycle_bring_back(request, public_id):
    """Put an archived cycle back into the list."""
    cycle = cycle_to_prepare(request, public_id)
    cycle_closing.bring_back_cycle(cycle=cycle, actor=request.actor, at=timezone.now())
    messages.success(request, _("“%(name)s” is in the list again.") % {"name": cycle.name})
    return redirect("appraisal:cycle_list")
