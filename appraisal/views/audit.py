"""The change history: find changes, check the chains, take a table out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import AuditEvent, BackgroundJob, Employee
from appraisal.forms.audit import AuditForm, PersonSearchForm
from appraisal.queries.audit import chain_damage
from appraisal.queries.audit_search import changes, found_events, may_audit, people_named
from appraisal.services.audit_check import (
    AUDIT_EXPORT_TASK,
    CHECK_TASK,
    request_audit_export,
    request_check,
)
from appraisal.views.export import files_of

PAGE = 50


def require_auditor(request):
    """Let nobody pass but auditors and HR administrators of the whole agency."""
    if not may_audit(request.actor):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def audit_search(request):
    """Show the changes that match, newest first; a POST looks for a person, by name or NIP."""
    require_auditor(request)
    search = PersonSearchForm(request.POST or None)
    people = people_found(search)
    if search.is_valid() and AuditForm(request.POST).is_valid() and len(people) < 2:
        return redirect(address_of(request, *people))
    return draw(request, search, people)


def people_found(search):
    """Return who is meant, if anybody; nobody of that name is said at the field."""
    who = search.cleaned_data["who"] if search.is_valid() else ""
    people = people_named(who) if who else []
    if who and not people:
        search.add_error("who", _("Nobody has this name or NIP. Check how it is written."))
    return people


def address_of(request, person=None):
    """Return the address of what the filters leave, about a person if one was named just now."""
    query = request.GET.copy()
    query.pop("page", None)
    for name in AuditForm.base_fields:
        if name in request.POST:
            query[name] = request.POST[name]
    if person:
        query["person"] = person.public_id
    return f"{request.path}?{query.urlencode()}"


def draw(request, search, people):
    """Draw the page, with the people to choose from if several were found."""
    form, subject = AuditForm(request.POST or request.GET), request.GET.get("subject", "")
    events = found_events(request.actor, **wanted(form, subject)) if form.is_valid() else none()
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    page.object_list = changes(page.object_list)
    context = {
        "form": form,
        "search": search,
        "people": [(person, address_of(request, person)) for person in people],
        "person": Employee.objects.filter(public_id=request.GET.get("person", "")).first(),
        "page": page,
        "subject": subject,
        "chain": chain_of(subject, page),
        "check": last_check(),
        "layout": "layouts/hr.html" if request.actor.is_hr else "layouts/wide.html",
        **files_of(request.actor, AUDIT_EXPORT_TASK, CHECK_TASK),
    }
    status = 422 if form.errors or search.errors else 200
    return render(request, "appraisal/audit_search.html", context, status=status)


def wanted(form, subject):
    """Return what is looked for: the filters, and one record if an address names it."""
    return form.cleaned_data | {"subject": subject}


def none():
    """Return no event."""
    return AuditEvent.objects.none()


def chain_of(subject, page):
    """Return (change that names the subject, whether its chain is whole), or nothing."""
    if not (subject and page.object_list):
        return None
    label, _colon, public_id = subject.partition(":")
    return page.object_list[0], not chain_damage(label, public_id)


def last_check():
    """Return the last finished check of all chains, whoever asked for it."""
    checks = BackgroundJob.objects.filter(task=CHECK_TASK, finished_at__isnull=False, error="")
    return checks.order_by("-finished_at", "-pk").first()


@require_POST
def audit_check(request):
    """Check every chain in the background."""
    request_check(actor=request.actor, at=timezone.now())
    messages.success(request, _("The chains are being checked. The result appears here."))
    return redirect("appraisal:audit_search")


@require_POST
def audit_export(request):
    """Write the changes that match into a workbook, in the background."""
    require_auditor(request)
    form = AuditForm(request.POST)
    if not form.is_valid():
        return redirect("appraisal:audit_search")
    asked = wanted(form, request.POST.get("subject", ""))
    job = request_audit_export(wanted=asked, actor=request.actor, at=timezone.now())
    text = _("%(title)s is being made. You may leave this page.") % {"title": job.title}
    messages.success(request, text)
    return redirect("appraisal:audit_search")
