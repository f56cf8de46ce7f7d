"""The pages on which an employee answers; each saves what was typed, whatever is still missing."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.refusals import Refusal
from appraisal.forms.plan_version import current_names
from appraisal.forms.self_assessment import AnswerSheet
from appraisal.models import BehaviourExpectation, Evaluation
from appraisal.queries.earlier import earlier_answers
from appraisal.queries.progress_entry import entries_for, lineage_of, offered, versions_of
from appraisal.queries.questionnaire import drafts_of, questionnaire, values_of
from appraisal.queries.questions import Questionnaire
from appraisal.queries.self_assessment import (
    INDICATORS,
    is_being_written,
    own_evaluations,
    short_label,
)
from appraisal.services.draft import save_drafts
from appraisal.services.earlier import copy_earlier


@dataclass
class Page:
    """One page of the questionnaire: what it asks, and how it is drawn."""

    evaluation: Evaluation
    asked: Questionnaire
    groups: list
    section: str
    template: str
    title: str
    cap: str
    more: dict = field(default_factory=dict)

    @property
    def is_required(self):
        """Tell whether this part must be filled in."""
        return self.asked.section(self.section).is_required

    @property
    def url(self):
        """Return the address of this page."""
        return self.groups[0].url

    @property
    def next_url(self):
        """Return the address of the page after this one: in the end, of the check."""
        urls = list(dict.fromkeys(group.url for group in self.asked.groups))
        after = urls[urls.index(self.url) + 1 :]
        return after[0] if after else check_url(self.evaluation)


def check_url(evaluation):
    """Return the address of the check-answers page."""
    return reverse("appraisal:self_check", args=[evaluation.public_id])


def cap_of(evaluation):
    """Return what stands above the heading: of which period, where it is not the whole year."""
    period, words = evaluation.period, [_("Self-assessment")]
    if not period.is_year:
        words.append(period.title)
    if period.cycle.is_trial:
        words.append(_("Trial"))
    return " · ".join(words)


def load(request, public_id):
    """Return one's own evaluation and its questionnaire."""
    evaluation = get_object_or_404(own_evaluations(request.actor), public_id=public_id)
    return evaluation, questionnaire(evaluation)


def whole_section(request, public_id, key, template):
    """Return the page of a part that stands on one page."""
    evaluation, asked = load(request, public_id)
    section = asked.section(key)
    if section is None or not section.groups:
        raise Http404
    return Page(
        evaluation, asked, list(section.groups), key, template, section.title, cap_of(evaluation)
    )


@require_http_methods(["GET", "POST"])
def results(request, public_id):
    """Ask about every planned result."""
    page = whole_section(request, public_id, "results", "appraisal/self_assessment_results.html")
    prefetch_related_objects([group.subject for group in page.groups], INDICATORS)
    return show(request, page)


@require_http_methods(["GET", "POST"])
def narratives(request, public_id):
    """Ask for achievements, challenges and innovations."""
    template = "appraisal/self_assessment_narratives.html"
    return show(request, whole_section(request, public_id, "narratives", template))


@require_http_methods(["GET", "POST"])
def behaviours(request, public_id):
    """Ask about the seven core values, with the leader's special expectations."""
    template = "appraisal/self_assessment_behaviours.html"
    page = whole_section(request, public_id, "behaviours", template)
    special = BehaviourExpectation.objects.filter(work_plan=page.evaluation.work_plan_id)
    page.more = {"expectations": dict(special.values_list("value", "text"))}
    return show(request, page)


@require_http_methods(["GET", "POST"])
def criteria(request, public_id):
    """Ask about the criteria that the agency chose for this cycle."""
    template = "appraisal/self_assessment_criteria.html"
    return show(request, whole_section(request, public_id, "criteria", template))


@require_http_methods(["GET", "POST"])
def competency(request, public_id, competency_id):
    """Ask about one competency."""
    evaluation, asked = load(request, public_id)
    section = asked.section("competencies")
    groups = list(section.groups) if section else []
    here = next((g for g in groups if g.subject.public_id == competency_id), None)
    if here is None:
        raise Http404
    levels = list(here.subject.levels.order_by("level"))
    for level in levels:
        level.name = short_label(level.title)
    number = {"number": groups.index(here) + 1, "total": len(groups)}
    return show(
        request,
        Page(
            evaluation,
            asked,
            [here],
            "competencies",
            "appraisal/self_assessment_competency.html",
            here.title,
            f"{cap_of(evaluation)} · {_('Competency %(number)s of %(total)s') % number}",
            more={"levels": levels, "all_groups": groups},
        ),
    )


def show(request, page):
    """Draw a page, or keep what was sent."""
    if request.method == "POST":
        return keep(request, page)
    if not is_being_written(page.evaluation):
        return redirect(page.evaluation)
    drafts = drafts_of(page.evaluation, request.actor.employee)
    return draw(request, page, drafts, AnswerSheet(page.groups, drafts))


def keep(request, page):
    """Save every field; then say what clashes or is missing, or go on."""
    employee, data = request.actor.employee, current_names(page.evaluation, request.POST)
    sheet = AnswerSheet(page.groups, drafts_of(page.evaluation, employee), data)
    conflicts, refusal = save(request, page, sheet)
    drafts = drafts_of(page.evaluation, employee)
    sheet = AnswerSheet(page.groups, drafts, data, conflicts)
    sheet.general += [str(refusal)] if refusal else []
    sheet.check_storable()
    if sheet.has_conflicts:
        return draw(request, page, drafts, sheet, status=409)
    if not sheet.errors and request.POST.get("action") != "continue":
        return leave(request, page)
    if not sheet.errors:
        sheet.check(is_required=page.is_required)
    if sheet.errors:
        return draw(request, page, drafts, sheet, status=422)
    return redirect(check_url(page.evaluation) if comes_from_check(request) else page.next_url)


def save(request, page, sheet):
    """Return (fields that changed elsewhere, what a rule said against saving)."""
    try:
        conflicts = save_drafts(
            evaluation=page.evaluation,
            entries=sheet.entries(),
            actor=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return {}, refusal
    return conflicts, None


def leave(request, page):
    """Go where the person wants to go; nothing is checked on the way."""
    action, _colon, subject = request.POST.get("action", "").partition(":")
    if action == "copy":
        return take_over(request, page, subject)
    if action == "evidence":
        target = reverse("appraisal:evidence_add", args=[page.evaluation.public_id])
        return redirect(f"{target}?{urlencode({'for': subject, 'back': page.url})}")
    saved_at = formats.time_format(timezone.localtime(), "TIME_FORMAT")
    messages.success(request, _("Draft saved at %(time)s") % {"time": saved_at})
    return redirect(page.url if action == "stay" else page.evaluation)


def take_over(request, page, subject):
    """Add what was answered in an earlier period to the text of a question, and go back to it."""
    key, _colon, identity = subject.partition(":")
    group = next((group for group in page.groups if group.key == key), None)
    if group is None:
        raise Http404
    copy_earlier(
        evaluation=page.evaluation,
        section=page.section,
        group=group,
        identity=identity,
        actor=request.actor,
        at=timezone.now(),
    )
    return redirect(f"{page.url}#{group.text_question.anchor}")


def comes_from_check(request):
    """Tell whether the page was opened from the check-answers page."""
    return request.GET.get("from") == "check"


def draw(request, page, drafts, sheet, status=200):
    """Draw the page with all that stands beside the questions."""
    values = values_of(drafts)
    evidence = list(page.evaluation.evidence.filter(note="").order_by("added_at", "pk"))
    put_beside(page, sheet)
    for level in page.more.get("levels", ()):
        level.is_chosen = str(level.level) == sheet.groups[0].fields["level"].value
        level.is_standard = level.level == page.groups[0].subject.standard
    beside = links(page, values)
    done = len([link for link in beside if link["state"] == "done"])
    context = {
        "page": page,
        "evaluation": page.evaluation,
        "form": sheet,
        "evidence": evidence,
        "links": beside,
        "count": _("%(done)s of %(total)s") % {"done": done, "total": len(beside)},
        "from_check": comes_from_check(request),
        **page.more,
    }
    return render(request, page.template, context, status=status)


def put_beside(page, sheet):
    """Put the notes that may be picked, and the answers of earlier periods, beside the questions."""
    earlier = earlier_answers(page.evaluation, page.section, page.groups)
    has_notes = page.section in {"results", "competencies"}
    entries = entries_for(page.evaluation) if has_notes else []
    lineage = lineage_of(page.evaluation) if entries and page.section == "results" else {}
    for drawn in sheet.groups:
        drawn.earlier = earlier.get(drawn.group.key, [])
        if entries:
            results = versions_of(drawn.group.subject.pk, lineage) if lineage else None
            drawn.notes = offered(entries, drawn.fields["evidence"].picked, results)


def links(page, values):
    """Return the list beside the questions: each group, whether it is done, and the level chosen."""
    groups = page.more.get("all_groups", page.groups)
    here = page.groups[0] if "all_groups" in page.more else None
    return [
        {
            "url": group.url if here else f"#{group.questions[0].anchor}",
            "label": group.title,
            "current": group is here,
            "state": "done" if group.is_done(values) else "",
            "note": note(values.get(f"{group.key}.level")),
        }
        for group in groups
    ]


def note(level):
    """Return the level in words."""
    return _("level %(level)s") % {"level": level} if level else ""
