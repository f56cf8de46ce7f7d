"""Leaders look at units: how far they are, and what is published; never at a person."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.queries.leader import ground_of, may_look, overview


@require_safe
def leader_overview(request):
    """Show the overview of a unit in sight, for the cycle and the period asked for."""
    if not may_look(request.actor):
        raise PermissionDenied
    ground = ground_of(request.actor)
    if not ground.scope:
        raise PermissionDenied
    try:
        page = overview(actor=request.actor, ground=ground, wanted=request.GET, at=timezone.now())
    except KeyError as error:
        raise Http404 from error
    layout = "layouts/hr.html" if request.actor.is_hr else "layouts/wide.html"
    return render(request, "appraisal/leader_overview.html", {"page": page, "layout": layout})
