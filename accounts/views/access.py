"""Who opened my data; for auditors, who opened whose."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Role
from accounts.filters import OpeningFilter
from accounts.queries.access import openings, own_openings

PER_PAGE = 50


@require_safe
def access_log(request):
    """Show who opened one's own data, as what, and when."""
    page = Paginator(own_openings(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    words = {"page": page, "is_auditor": Role.AUDITOR in request.actor.everywhere}
    return render(request, "accounts/access_log.html", words)


@require_safe
def access_audit(request):
    """Show the auditors of the whole agency who opened whose data."""
    if Role.AUDITOR not in request.actor.everywhere:
        raise PermissionDenied
    found = OpeningFilter(request.GET, openings(request.actor))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/access_audit.html", {"filter": found, "page": page})
