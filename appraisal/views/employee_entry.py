"""Enter one employee by hand: a new one, a change from a day on, the end of service; and take it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.forms.employee_entry import ChangeForm, NewEmployeeForm
from accounts.forms.refused import refused_into
from accounts.models import Employee
from accounts.queries.employee import posts_history
from accounts.queries.employee_entry import entries_for, position_names
from accounts.queries.reporting_line import definitive_assignment
from accounts.refusals import Refusal
from accounts.rules.position_guess import bare_name
from accounts.services.employee_entry import person_of, plan_entry
from accounts.services.employee_import.obstacles import described
from accounts.services.employee_import.preview import shown_row
from accounts.services.employee_import.undo import may_undo
from appraisal.queries.employee_entry import next_steps, what_follows
from appraisal.services.employee_entry import apply_entry, undo_entry

HINDERED = gettext_lazy(
    "Nothing was taken back, because this has changed since. It is listed below."
)


@require_http_methods(["GET", "HEAD", "POST"])
def employee_add(request):
    """Ask for a new employee; what is right leads to the preview."""
    if not request.actor.is_hr:
        raise PermissionDenied
    initial = typed_before(request) or {"effective_date": request.actor.on}
    form = NewEmployeeForm(request.POST or None, actor=request.actor, initial=initial)
    if entry := planned(request, form):
        return redirect("appraisal:entry_detail", entry.public_id)
    return form_page(request, form, {"title": _("Add an employee")})


@require_http_methods(["GET", "HEAD", "POST"])
def employee_change(request, public_id):
    """Ask for another unit, position, supervisor or rank from a day on."""
    employee, posts = recordable(request, public_id)
    initial = typed_before(request) or as_today(employee, request.actor.on)
    form = ChangeForm(request.POST or None, employee=employee, actor=request.actor, initial=initial)
    if entry := planned(request, form):
        return redirect("appraisal:entry_detail", entry.public_id)
    words = {"title": _("Record a change"), "employee": employee, "posts": posts}
    return form_page(request, form, words)


def recordable(request, public_id):
    """Return somebody else, in whose units the actor is HR, with all posts."""
    employee = get_object_or_404(Employee.objects.visible_to(request.actor), public_id=public_id)
    posts = posts_history(employee, request.actor.on)
    in_scope = any(request.actor.is_hr_for(post.org_unit_id) for post in posts)
    if employee == request.actor.employee or not (in_scope or request.actor.is_hr_of_everything):
        raise PermissionDenied
    return employee, posts


def typed_before(request):
    """Return what was typed for a preview that somebody wants to change."""
    public_id = request.GET.get("ubah")
    if not public_id:
        return {}
    entry = get_object_or_404(entries_for(request.actor), public_id=public_id, applied_at=None)
    return entry.facts["typed"]


def as_today(employee, on):
    """Return the post of today, from which HR changes what is different."""
    post = definitive_assignment(employee, on)
    initial = {"effective_date": on, "rank": employee.rank}
    if employee.rank_since_date:
        initial["rank_since_date"] = employee.rank_since_date
    if post is None:
        return initial
    return initial | {
        "org_unit": post.org_unit.public_id,
        "job_position": bare_name(post.job_position.name, post.job_position.functional_grade),
        "functional_grade": post.job_position.functional_grade,
        "is_head": post.is_head,
    }


def planned(request, form):
    """Return the preview of what was typed, or None with every fault at its field."""
    if request.method != "POST" or not form.is_valid():
        return None
    with refused_into(form):
        entry, problems = plan_entry(
            cells=form.cells(),
            typed=form.typed(),
            effective_date=form.cleaned_data["effective_date"],
            actor=request.actor,
            at=timezone.now(),
        )
        form.refuse(problems)
        return entry
    return None


def form_page(request, form, words):
    """Show a form with the positions that are known."""
    status = 422 if form.errors else 200
    words |= {"form": form, "positions": position_names()}
    return render(request, "appraisal/employee_entry.html", words, status=status)


def entry_for(request, public_id):
    """Return an entry that the actor may see."""
    if not request.actor.is_hr:
        raise PermissionDenied
    return get_object_or_404(entries_for(request.actor), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_detail(request, public_id):
    """Show an entry before it is saved, save it, or show what was saved and what comes next."""
    entry = entry_for(request, public_id)
    if request.method == "POST":
        employee = apply_entry(entry=entry, actor=request.actor, at=timezone.now())
        messages.success(request, _("%(name)s: saved.") % {"name": employee.name})
        return redirect("appraisal:entry_detail", public_id)
    if entry.applied_at:
        return done_page(request, entry)
    return preview_page(request, entry)


def preview_page(request, entry):
    """Show what an entry changes and what follows from it."""
    row = entry.rows.get()
    employee = person_of(entry)
    words = {
        "entry": entry,
        "employee": employee,
        "row": shown_row(row),
        "points": what_follows(entry, row, employee, request.actor.on),
    }
    return render(request, "appraisal/entry_preview.html", words)


def done_page(request, entry):
    """Show what was saved, the next steps, and until when it can be taken back."""
    employee = Employee.objects.filter(public_id=entry.facts.get("employee")).first()
    row = entry.rows.first()
    words = {
        "entry": entry,
        "employee": employee,
        "end": getattr(entry, "service_end", None),
        "row": shown_row(row) if row else None,
        "steps": next_steps(entry, employee, request.actor) if row and employee else [],
        "may_undo": may_undo(batch=entry, at=timezone.now()),
        "obstacles": [described(found) for found in entry.undo_obstacles],
    }
    return render(request, "appraisal/entry_done.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_undo(request, public_id):
    """Ask once more, then take an entry back."""
    entry = entry_for(request, public_id)
    if request.method == "POST":
        take_back(request, entry)
        return redirect("appraisal:entry_detail", public_id)
    if not may_undo(batch=entry, at=timezone.now()):
        return redirect("appraisal:entry_detail", public_id)
    return render(request, "appraisal/entry_undo.html", {"entry": entry})


def take_back(request, entry):
    """Take an entry back; the page of the entry names what stands in the way."""
    try:
        undo_entry(entry=entry, actor=request.actor, at=timezone.now())
    except Refusal as refusal:
        named = refusal.code == "obstacles"
        messages.error(request, HINDERED if named else str(refusal))
    else:
        messages.success(request, _("Everything is as it was before this entry."))
