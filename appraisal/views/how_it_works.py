"""How the appraisal works: generated from the cycle's settings and from the tables of rules."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.queries.how_it_works import how_it_works_page


@require_safe
def how_it_works(request):
    """Show stages and dates, who sees what, how the predikat is found, scales, rights and clocks."""
    wanted = request.GET.get("siklus", "")
    page = how_it_works_page(request.actor, timezone.localdate(), wanted)
    return render(request, "appraisal/how_it_works.html", {"page": page})
