"""Who opened my data; for auditors, who opened whose."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.choices import Role
from accounts.filters import OpeningFilter
from accounts.queries.access import openings, own_openings
from accounts.queries.delegation import acting_for_me
from accounts.services.access_export import request_access_export

PER_PAGE = 50


@require_safe
def access_log(request):
    """Show who opened one's own data, as what, and when."""
    page = Paginator(own_openings(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    words = {
        "page": page,
        "is_auditor": Role.AUDITOR in request.actor.everywhere,
        "acting": acting_for_me(request.actor),
    }
    return render(request, "accounts/access_log.html", words)


@require_safe
def access_audit(request):
    """Show the auditors of the whole agency who opened whose data."""
    if Role.AUDITOR not in request.actor.everywhere:
        raise PermissionDenied
    found = OpeningFilter(request.GET, openings(request.actor))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    status = 422 if found.form.errors else 200
    words = {"filter": found, "page": page}
    return render(request, "accounts/access_audit.html", words, status=status)


@require_POST
def access_export(request):
    """Write the openings that the filters of the address leave into a workbook, in the background."""
    found = OpeningFilter(request.GET, openings(request.actor))
    if found.form.errors:
        return redirect(f"{reverse('accounts:access_audit')}?{request.GET.urlencode()}")
    asked = {name: request.GET[name] for name in found.filters if request.GET.get(name)}
    count = found.qs.count()
    job = request_access_export(wanted=asked, count=count, actor=request.actor, at=timezone.now())
    return redirect(job)
