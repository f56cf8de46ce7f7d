"""Whom to turn to: who is HR for one's own unit, by name."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.queries.hr_contact import hr_of


@require_safe
def hr_contact(request):
    """Name the people of HR for the post of whoever asks."""
    return render(request, "accounts/hr_contact.html", {"people": hr_of(request.actor)})
