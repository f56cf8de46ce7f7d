"""One's own past cycles, results and documents on one page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from appraisal.queries.history import history_of


@require_safe
def history(request):
    """Show every cycle with what was sent, the result, and the documents with their codes."""
    context = {"cycles": history_of(request.actor)}
    return render(request, "appraisal/history.html", context)
