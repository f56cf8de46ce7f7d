"""Draw and save one page of draft fields: nothing a supervisor typed is ever lost."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import AccessKind
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage, Phase
from appraisal.forms.review import posted_entries
from appraisal.queries.questionnaire import drafts_of
from appraisal.queries.reminder import last_reminder
from appraisal.queries.result import can_start_review
from appraisal.queries.review import evaluations_for_review, sheet_of
from appraisal.queries.review_answers import opened_items
from appraisal.queries.taking_back import handed_back
from appraisal.queries.windows import window_for
from appraisal.services.draft import save_drafts
from appraisal.views.access import note_opening
from appraisal.views.review_frame import frame
from appraisal.views.review_late import came_late, no_longer_theirs


@dataclass(frozen=True, slots=True)
class Page:
    """One tab: name, template, fields, what it adds, what it checks, where it leads."""

    name: str
    template: str
    fields: object  # (sheet) -> list of Field
    extra: object = None  # (request, sheet, frame) -> dict
    check: object = None  # (sheet) -> list of (anchor, sentence), asked when going on
    after: object = None  # (sheet) -> address
    parts: frozenset = frozenset()  # what is shown in full


def evaluation_for(request, public_id):
    """Return an evaluation that the person reviews, its unit with the name of today, or 404."""
    evaluation = get_object_or_404(evaluations_for_review(request.actor), public_id=public_id)
    if evaluation.unit_name:
        evaluation.org_unit.name = evaluation.unit_name
    return evaluation


def draft_page(request, public_id, page):
    """Answer a tab: draw it, or keep what was typed, also by somebody who comes too late."""
    try:
        evaluation = evaluation_for(request, public_id)
    except Http404:
        return no_longer_theirs(request)
    if evaluation.stage != EvaluationStage.REVIEW:
        return moved_on(request, evaluation, page)
    note_reading(request, evaluation)
    drafts = drafts_of(evaluation, request.user)
    if request.method == "POST":
        return save(request, evaluation, page, drafts)
    return draw(request, evaluation, page, drafts)


def moved_on(request, evaluation, page):
    """Answer for a review that is over: first of all what was typed and could not be saved."""
    kept = None
    if request.method == "POST":
        kept = came_late(request, evaluation, page, drafts_of(evaluation, request.user))
    return kept or elsewhere(request, evaluation)


def note_reading(request, evaluation):
    """Write down that the self-assessment was opened, where one was sent."""
    if evaluation.submitted_at:
        note_opening(request, evaluation, AccessKind.SELF_ASSESSMENT)


def elsewhere(request, evaluation):
    """Show progress before the self-assessment was sent, and the result once it is decided."""
    if evaluation.stage == EvaluationStage.SELF_ASSESSMENT:
        context = frame(request, evaluation) | {
            "window": self_assessment_window(evaluation),
            "handed_back": handed_back(evaluation),
            "reminder": last_reminder(evaluation.employee_id, timezone.now()),
        }
        context["can_start"] = can_start_review(evaluation, request.actor.on)
        return render(request, "appraisal/review_waiting.html", context)
    return redirect("appraisal:result_detail", evaluation.public_id)


def self_assessment_window(evaluation):
    """Return the window in which the employee may send the self-assessment."""
    return window_for(evaluation, Phase.SELF_ASSESSMENT)


def draw(request, evaluation, page, drafts, errors=()):
    """Draw a tab with these drafts; errors make it a 422."""
    sheet = sheet_of(evaluation, drafts, page.parts)
    context = frame(request, evaluation, sheet, page.name)
    if context["history"].results:
        note_opening(request, evaluation, AccessKind.REVIEW)
    context |= page.extra(request, sheet, context) if page.extra else {}
    context["errors"] = list(errors)
    return render(request, page.template, context, status=422 if errors else 200)


def save(request, evaluation, page, drafts):
    """Save the fields of a tab; go on, stay, or show what stands in the way."""
    asked = page.fields(sheet_of(evaluation, drafts, frozenset()))
    entries = posted_entries(request.POST, asked)
    try:
        conflicts = save_drafts(
            evaluation=evaluation, entries=entries, actor=request.actor, at=timezone.now()
        )
    except PermissionDenied:  # somebody else took over between two breaths
        return no_longer_theirs(request)
    except Refusal as refusal:
        if evaluation.stage != EvaluationStage.REVIEW:  # it moved on between two breaths
            return moved_on(request, evaluation, page)
        return draw(request, evaluation, page, typed(drafts, entries), [("", str(refusal))])
    saved = drafts_of(evaluation, request.user)
    if conflicts:
        clashing = [entry for entry in entries if entry.key in conflicts]
        errors = [in_conflict(draft) for draft in conflicts.values()]
        return draw(request, evaluation, page, typed(saved, clashing, conflicts), errors)
    opened = newly_opened(evaluation, drafts, saved)
    return go_on(request, evaluation, page, saved, has_opened=opened)


def newly_opened(evaluation, before, after):
    """Tell whether saving has just opened an answer of the employee, where the supervisor marks first."""
    was, now = opened_items(evaluation, before), opened_items(evaluation, after)
    return bool(evaluation.submitted_at and now and now - was)


def typed(drafts, entries, conflicts=None):
    """Lay what was typed over what is saved, so that saving once more keeps it."""
    over = {}
    for entry in entries:
        kept = (conflicts or {}).get(entry.key) or drafts.get(entry.key)
        over[entry.key] = SimpleNamespace(
            value=entry.value,
            revision=kept.revision if kept else 0,
            saved_at=kept.saved_at if kept else timezone.now(),
        )
    return drafts | over


def in_conflict(draft):
    """Return (anchor, sentence) for a field that was saved elsewhere meanwhile."""
    text = _("This entry is also open elsewhere. Saved there: “%(text)s”. Save again to use yours.")
    return f"#id_{draft.key.replace('.', '-')}", text % {"text": draft.value}


def go_on(request, evaluation, page, drafts, *, has_opened=False):
    """Lead to the next page when asked for and nothing is missing or has just opened; else stay."""
    if "next" not in request.POST:
        messages.success(request, _("Draft saved. Only you can see it."))
        return redirect(request.path)
    sheet = sheet_of(evaluation, drafts, frozenset())
    errors = page.check(sheet) if page.check else []
    if errors:
        return draw(request, evaluation, page, drafts, errors)
    if has_opened:
        told = {"name": evaluation.employee.name}
        messages.success(
            request, _("Saved. Now open here: how %(name)s sees it. Read it, then go on.") % told
        )
        return redirect(request.path)
    return redirect(page.after(sheet))
