"""What a supervisor is asked about one evaluation, and what is still missing."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models.org_unit import units_named
from appraisal.choices import SUBMITTED_STAGES, Part
from appraisal.models import (
    BehaviourExpectation,
    DraftField,
    Evaluation,
    PlannedResult,
    SelfAssessment,
)
from appraisal.queries.review_sheet import (
    FOCUS_NUMBERS,
    BehaviourItem,
    CompetencyItem,
    Field,
    FocusItem,
    ResultItem,
    ReviewSheet,
)
from appraisal.rules.core_values import CORE_VALUES, VALUE_CODES
from competency.queries.standard import competencies_of, standard_levels

EVERYTHING = frozenset({"results", "behaviours", "competencies"})  # parts shown in full
PREFETCH = {
    "results": ("results__evidence", "narratives"),
    "behaviours": ("behaviours",),
    "competencies": ("competencies__evidence",),
}
OVERALL = (
    "results_rating",
    "results_reason",
    "behaviour_rating",
    "behaviour_reason",
    "strengths",
    "recommendation",
    "dialogue_date",
    "dialogue_note",
)


def evaluations_for_review(actor):
    """Return the evaluations that the actor reviews, with everything the page names."""
    return (
        Evaluation.objects.visible_to(actor)
        .supervised_by(actor)
        .select_related("employee", "supervisor", "job_position", "work_plan", "assignment")
        .select_related("period__cycle__framework")
        .prefetch_related(units_named(actor.on))
    )


def review_keys(evaluation):
    """Return the keys of every draft field that a supervisor may write."""
    keys = {f"overall.{name}" for name in OVERALL}
    keys |= {f"focus.{n}.{part}" for n in FOCUS_NUMBERS for part in ("competency", "text")}
    keys |= {f"behaviour.{value}.{part}" for value in VALUE_CODES for part in ("mark", "feedback")}
    results = evaluation.work_plan.planned_results.values_list("public_id", flat=True)
    keys |= {f"result.{key}.{part}" for key in results for part in ("mark", "feedback")}
    for key in reviewed_competencies(evaluation, standards_of(evaluation)).values_list(
        "public_id", flat=True
    ):
        keys |= {
            f"competency.{key}.{part}" for part in ("level", "indicators", "example", "reason")
        }
    return frozenset(keys)


def reviewed_competencies(evaluation, standards):
    """Return the competencies for which the post has a standard, if the cycle asks for them."""
    competencies = competencies_of(evaluation.period.cycle.framework)
    if not evaluation.period.cycle.has_part(Part.COMPETENCIES):
        return competencies.none()
    return competencies.filter(code__in=standards)


def standards_of(evaluation):
    """Return {competency code: level} of the post as it was when the evaluation was opened."""
    opened = timezone.localdate(evaluation.created_at)
    return standard_levels(evaluation.job_position, evaluation.period.cycle.framework, opened)


def review_sheet(evaluation, author, parts=EVERYTHING):
    """Return the sheet of one evaluation with the drafts of one author."""
    drafts = DraftField.objects.filter(evaluation=evaluation, author=author)
    return sheet_of(evaluation, {draft.key: draft for draft in drafts}, parts)


def sheet_of(evaluation, drafts, parts=EVERYTHING):
    """Put questions, answers and drafts together; only the parts shown are loaded in full."""

    def field(key):
        draft = drafts.get(key)
        if draft is None:
            return Field(key)
        return Field(key, draft.value, draft.revision, draft.saved_at)

    answers = sent_answers(evaluation, parts)
    return ReviewSheet(
        evaluation=evaluation,
        self_assessment=answers["sent"],
        narratives=answers["narratives"],
        results=tuple(result_items(evaluation, answers["results"], field, parts)),
        behaviours=tuple(behaviour_items(evaluation, answers["behaviours"], field, parts)),
        competencies=tuple(competency_items(evaluation, answers["competencies"], field, parts)),
        focuses=tuple(
            FocusItem(n, field(f"focus.{n}.competency"), field(f"focus.{n}.text"))
            for n in FOCUS_NUMBERS
        ),
        overall={name: field(f"overall.{name}") for name in OVERALL},
        saved_at=max((draft.saved_at for draft in drafts.values()), default=None),
        evidence_count=answers["evidence_count"],
    )


def sent_answers(evaluation, parts=EVERYTHING):
    """Return the newest sent self-assessment by question; nothing before it was sent."""
    nothing = {"results": {}, "behaviours": {}, "competencies": {}, "narratives": ()}
    nothing |= {"sent": None, "evidence_count": 0}
    if evaluation.stage not in SUBMITTED_STAGES:
        return nothing
    sent = (
        SelfAssessment.objects.filter(evaluation=evaluation)
        .annotate(evidence_count=Count("evaluation__evidence"))
        .prefetch_related("competencies", *(name for part in parts for name in PREFETCH[part]))
        .latest()
    )
    if sent is None:
        return nothing
    answers = nothing | {"sent": sent, "evidence_count": sent.evidence_count}
    answers["competencies"] = {row.competency_id: row for row in sent.competencies.all()}
    if "results" in parts:
        answers["results"] = {row.planned_result_id: row for row in sent.results.all()}
        answers["narratives"] = tuple(sent.narratives.all())
    if "behaviours" in parts:
        answers["behaviours"] = {row.value: row for row in sent.behaviours.all()}
    return answers


def planned_results_of(evaluation, parts):
    """Return the planned results, main ones first, with their indicators when they are shown."""
    results = PlannedResult.objects.filter(work_plan=evaluation.work_plan_id)
    if "results" in parts:
        results = results.prefetch_related("indicators")
    return results.in_form_order()


def result_items(evaluation, answers, field, parts):
    """Yield one item per planned result."""
    for result in planned_results_of(evaluation, parts):
        stem = f"result.{result.public_id}"
        yield ResultItem(
            planned_result=result,
            answer=answers.get(result.pk),
            mark=field(f"{stem}.mark"),
            feedback=field(f"{stem}.feedback"),
        )


def behaviour_items(evaluation, answers, field, parts):
    """Yield one item per core value, with the leader's special expectation."""
    rows = BehaviourExpectation.objects.filter(work_plan=evaluation.work_plan_id)
    expectations = dict(rows.values_list("value", "text")) if "behaviours" in parts else {}
    for value in CORE_VALUES:
        yield BehaviourItem(
            value=value,
            expectation=expectations.get(value.code, ""),
            answer=answers.get(value.code),
            mark=field(f"behaviour.{value.code}.mark"),
            feedback=field(f"behaviour.{value.code}.feedback"),
        )


def competency_items(evaluation, answers, field, parts):
    """Yield one item per competency of the post."""
    standards = standards_of(evaluation)
    competencies = reviewed_competencies(evaluation, standards)
    if "competencies" not in parts:
        competencies = competencies.prefetch_related(None)
    for competency in competencies:
        stem = f"competency.{competency.public_id}"
        yield CompetencyItem(
            competency=competency,
            levels=levels_of(competency) if "competencies" in parts else (),
            standard=standards[competency.code],
            claim=answers.get(competency.pk),
            level=field(f"{stem}.level"),
            indicators=field(f"{stem}.indicators"),
            example=field(f"{stem}.example"),
            reason=field(f"{stem}.reason"),
        )


def levels_of(competency):
    """Return the five levels of a competency, the lowest first."""
    return tuple(sorted(competency.levels.all(), key=lambda level: level.level))


@dataclass(frozen=True, slots=True)
class Missing:
    """Something without which a decision cannot be taken, and where to write it."""

    code: str
    text: str
    url: str


def missing(sheet):
    """Return what a decision still needs, in the order of the tabs."""
    return [*missing_levels(sheet), *missing_words(sheet), *missing_ratings(sheet)]


def missing_levels(sheet):
    """Yield each competency whose answer is not complete."""
    for item in sheet.competencies:
        url = reverse(
            "appraisal:review_competency",
            args=[sheet.evaluation.public_id, item.competency.public_id],
        )
        for code, text in faults(item):
            yield Missing(code, f"{item.competency.name}: {text}", f"{url}#detail")


def faults(item):
    """Yield (code, sentence) for what one competency still needs."""
    if item.observed is None:
        yield "level", _("choose the level you observed")
    if item.needs_example and not item.example.text:
        yield "example", _("write an example, because the two levels differ by two or more")
    if item.needs_reason and not item.reason.text:
        yield "reason", _("write why the level and the ticked indicators differ")


def missing_words(sheet):
    """Yield what the dialogue page still needs."""
    url = reverse("appraisal:review_dialogue", args=[sheet.evaluation.public_id])
    if not sheet.overall["strengths"].text:
        yield Missing("strengths", _("Write the strengths you saw"), f"{url}#id_overall-strengths")
    if not sheet.written_focuses:
        yield Missing("focus", _("Write at least one development focus"), f"{url}#id_focus-1-text")


def missing_ratings(sheet):
    """Yield what the summary still needs."""
    url = reverse("appraisal:review_summary", args=[sheet.evaluation.public_id])
    asked = {
        "results_rating": _("Choose the rating of work results"),
        "results_reason": _("Write the reason for the rating of work results"),
        "behaviour_rating": _("Choose the rating of work behaviour"),
        "behaviour_reason": _("Write the reason for the rating of work behaviour"),
    }
    for name, text in asked.items():
        field = sheet.overall[name]
        given = field.mark if name.endswith("_rating") else field.text
        if not given:
            yield Missing(name, text, f"{url}#id_overall-{name}")
