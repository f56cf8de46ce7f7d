"""The start page."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from appraisal.queries.home import home_page


@never_cache
@require_safe
def home(request):
    """Show what awaits the person who signed in."""
    return render(
        request, "appraisal/home.html", {"page": home_page(request.actor, timezone.now())}
    )
