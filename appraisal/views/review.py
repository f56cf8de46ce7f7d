"""The tabs of a review: results, behaviours, competencies, dialogue, summary."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.choices import EvaluationStage, RatingLabel
from appraisal.queries.dialogue import dialogue_of
from appraisal.queries.explanation import behaviour_guide, results_guide, told
from appraisal.queries.plan_version import newer_agreed
from appraisal.queries.review import review_sheet
from appraisal.queries.review_missing import faults, missing
from appraisal.queries.review_questions import questions_before
from appraisal.queries.review_summary import (
    organisation_of,
    quadrant_cells,
    team_pattern,
)
from appraisal.rules.explanation import trace
from appraisal.views.review_frame import LEVELS, MARKS
from appraisal.views.review_page import Page, draft_page, elsewhere, evaluation_for
from competency.choices import competency_name

GET_AND_POST = ["GET", "HEAD", "POST"]


def address(name, sheet, *args):
    """Return the address of a page of the same review."""
    return reverse(f"appraisal:{name}", args=[sheet.evaluation.public_id, *args])


def marked_fields(items):
    """Return mark and feedback of each item."""
    return [field for item in items for field in (item.mark, item.feedback)]


@require_http_methods(GET_AND_POST)
def results(request, public_id):
    """Show each planned result with realisation and self-mark beside the supervisor's."""
    page = Page(
        name="review_results",
        template="appraisal/review_results.html",
        parts=frozenset({"results"}),
        fields=lambda sheet: marked_fields(sheet.results),
        extra=lambda _request, sheet, _around: {"newer": newer_agreed(sheet.evaluation.work_plan)},
        after=lambda sheet: address("review_behaviours", sheet),
    )
    return draft_page(request, public_id, page)


@require_http_methods(GET_AND_POST)
def behaviours(request, public_id):
    """Show each core value with self-mark and example beside the supervisor's mark."""
    page = Page(
        name="review_behaviours",
        template="appraisal/review_behaviours.html",
        parts=frozenset({"behaviours"}),
        fields=lambda sheet: marked_fields(sheet.behaviours),
        extra=lambda _request, sheet, _around: {
            "items": sheet.behaviours,
            "legend": _("Your mark for this value"),
        },
        after=after_behaviours,
    )
    return draft_page(request, public_id, page)


def after_behaviours(sheet):
    """Go on with the criteria, else the competencies, else the dialogue, as the cycle asks."""
    return address("review_criteria", sheet) if sheet.criteria else after_criteria(sheet)


@require_http_methods(GET_AND_POST)
def criteria(request, public_id):
    """Show each criterion of the cycle with self-mark and example beside the supervisor's mark."""
    page = Page(
        name="review_criteria",
        template="appraisal/review_criteria.html",
        parts=frozenset({"criteria"}),
        fields=lambda sheet: marked_fields(sheet.criteria),
        extra=lambda _request, sheet, _around: {
            "items": sheet.criteria,
            "legend": _("Your mark for this criterion"),
        },
        after=after_criteria,
    )
    return draft_page(request, public_id, page)


def after_criteria(sheet):
    """Go on with the competencies, or with the dialogue when the cycle asks for none."""
    return address("review_competencies" if sheet.competencies else "review_dialogue", sheet)


@require_safe
def competencies(request, public_id):
    """Open the first competency that is not complete; it is also the way into a review."""
    evaluation = evaluation_for(request, public_id)
    if evaluation.stage != EvaluationStage.REVIEW:
        return elsewhere(request, evaluation)
    sheet = review_sheet(evaluation, request.user, parts=frozenset())
    item = sheet.first_open_competency
    if item is None:
        return redirect(address("review_results", sheet))
    return redirect(address("review_competency", sheet, item.competency.public_id))


@require_http_methods(GET_AND_POST)
def competency(request, public_id, competency_id):
    """Show one competency: the two views side by side, and all of them in the gap plot."""

    def chosen(sheet):
        return get_competency(sheet, competency_id)

    page = Page(
        name="review_competencies",
        template="appraisal/review_competency.html",
        parts=frozenset({"competencies"}),
        fields=lambda sheet: fields_of(chosen(sheet)),
        extra=lambda _request, sheet, around: competency_context(sheet, chosen(sheet), around),
        check=lambda sheet: competency_errors(chosen(sheet)),
        after=lambda sheet: after_competency(sheet, chosen(sheet)),
    )
    return draft_page(request, public_id, page)


def get_competency(sheet, public_id):
    """Return the asked item of a sheet, or 404."""
    for item in sheet.competencies:
        if item.competency.public_id == public_id:
            return item
    raise Http404


def fields_of(item):
    """Return the four fields of a competency."""
    return [item.level, item.indicators, item.example, item.reason]


def competency_context(sheet, item, around):
    """Return the chosen competency, its earlier levels, and the rows of the gap plot."""
    rows = [
        {
            "name": row.competency.name,
            "standard": row.standard,
            "own": row.own,
            "supervisor": row.observed,
            "url": address("review_competency", sheet, row.competency.public_id),
            "current": row is item,
        }
        for row in sheet.competencies
    ]
    left = len(sheet.competencies) - sheet.competencies_done
    earlier = around["history"].levels_of(item.competency.code)
    found = {"item": item, "gap_rows": rows, "levels": LEVELS, "left": left}
    return found | {"earlier_levels": earlier}


def competency_errors(item):
    """Return (anchor, sentence) for what the chosen competency still needs."""
    fields = {"level": item.level, "example": item.example, "reason": item.reason}
    suffix = {"level": "_0"}
    return [
        (f"#id_{fields[code].name}{suffix.get(code, '')}", text[:1].upper() + text[1:])
        for code, text in faults(item)
    ]


def after_competency(sheet, item):
    """Go on with the next competency that is not complete, else with the dialogue notes."""
    here = sheet.competencies.index(item)
    ahead = (*sheet.competencies[here + 1 :], *sheet.competencies[:here])
    following = next((row for row in ahead if not row.is_done), None)
    if following is None:
        return address("review_dialogue", sheet)
    return address("review_competency", sheet, following.competency.public_id) + "#detail"


@require_http_methods(GET_AND_POST)
def dialogue(request, public_id):
    """Note strengths and one to three focuses, beside the dialogue; focuses come from the gaps."""
    names = ("strengths", "recommendation")
    page = Page(
        name="review_dialogue",
        template="appraisal/review_dialogue.html",
        fields=lambda sheet: [
            *(sheet.overall[name] for name in names),
            *(field for focus in sheet.focuses for field in (focus.competency, focus.text)),
        ],
        extra=dialogue_context,
        after=lambda sheet: address("review_summary", sheet),
    )
    return draft_page(request, public_id, page)


def dialogue_context(request, sheet, _around):
    """Return the focuses, and the dialogue with its joint notes to read."""
    return {
        "focuses": focus_rows(sheet),
        "dialogue": dialogue_of(sheet.evaluation, request.actor),
    }


def focus_rows(sheet):
    """Return the three lines; while none is written, the widest gaps are proposed."""
    untouched = not any(focus.text.saved_at or focus.competency.saved_at for focus in sheet.focuses)
    proposals = sheet.by_gap if untouched else []
    return [
        focus_row(focus, proposals[place : place + 1]) for place, focus in enumerate(sheet.focuses)
    ]


def focus_row(focus, proposal):
    """Return one line with what was written, or with a proposal."""
    row = {
        "number": focus.number,
        "competency": focus.competency,
        "text": focus.text,
        "chosen": focus.competency.text,
        "words": focus.text.value,
        "is_proposal": bool(proposal),
    }
    for item in proposal:
        name = competency_name(item.competency.name)
        words = {"name": name, "now": item.observed, "next": item.observed + 1}
        row["chosen"] = item.competency.public_id
        row["words"] = _("%(name)s: from level %(now)s to level %(next)s.") % words
    return row


@require_http_methods(GET_AND_POST)
def summary(request, public_id):
    """Give the two overall ratings with their reasons, and see what follows before deciding."""
    page = Page(
        name="review_summary",
        template="appraisal/review_summary.html",
        fields=lambda sheet: [
            sheet.overall[name]
            for name in ("results_rating", "results_reason", "behaviour_rating", "behaviour_reason")
        ],
        extra=summary_context,
        check=lambda sheet: [(point.url, point.text) for point in missing(sheet)],
        after=lambda sheet: address("review_decide", sheet),
    )
    return draft_page(request, public_id, page)


def summary_context(request, sheet, around):
    """Return organisation, quadrant, explanation and pattern for the two ratings as they stand."""
    organisation = organisation_of(sheet.evaluation, request.actor.on)
    explanation = sheet.explanation
    rating = RatingLabel(explanation.rating.value) if explanation else None
    words = dict(MARKS)
    return {
        "organisation": organisation,
        "explanation": explanation,
        "told": told(trace(explanation)) if explanation else None,
        "rating": rating,
        "results_label": words.get(sheet.ratings[0]),
        "behaviour_label": words.get(sheet.ratings[1]),
        "quadrant_cells": quadrant_cells(*sheet.ratings),
        "pattern": team_pattern(
            sheet.evaluation, around["members"], organisation.achievement, rating
        ),
        "missing": missing(sheet),
        "questions": questions_before(sheet, around["members"], request.actor),
        "earlier": around["history"].versions,
        "results_guide": guide_rows(results_guide()),
        "behaviour_guide": guide_rows(behaviour_guide()),
    }


def guide_rows(guide):
    """Return (rating in words, what the regulation gives as example) for each rating."""
    return [(label, guide[value]) for value, label in MARKS]
