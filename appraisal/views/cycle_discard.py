"""Delete a cycle that nobody but HR has seen."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from appraisal.services.cycle import discard_cycle
from appraisal.views.cycle import preparing


@require_http_methods(["GET", "HEAD", "POST"])
@preparing
def cycle_discard(request, cycle):
    """Ask once more, then delete a cycle in preparation."""
    if request.method == "POST":
        name = cycle.name
        discard_cycle(cycle=cycle, actor=request.actor, at=timezone.now())
        messages.success(request, _("“%(name)s” was deleted.") % {"name": name})
        return redirect("appraisal:cycle_list")
    context = {"cycle": cycle, "had_trial": cycle.trials.exists()}
    return render(request, "appraisal/cycle_discard.html", context)
