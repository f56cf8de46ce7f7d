"""What a supervisor is asked about one evaluation, beside what the employee answered."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import OrgUnitTerm
from accounts.queries.leave import away_until
from appraisal.choices import CycleOption, Part
from appraisal.models import (
    BehaviourExpectation,
    CompetencyClaim,
    DraftField,
    Evaluation,
    PlannedResult,
)
from appraisal.queries.review_answers import (
    EVERYTHING,
    identities,
    opened_items,
    sent_answers,
)
from appraisal.queries.review_sheet import (
    FOCUS_NUMBERS,
    BehaviourItem,
    CompetencyItem,
    CriterionItem,
    Field,
    FocusItem,
    ResultItem,
    ReviewSheet,
)
from appraisal.queries.taking_back import reason_to_return
from appraisal.rules.core_values import CORE_VALUES, VALUE_CODES
from competency.models import PositionStandard
from competency.queries.standard import competencies_of, standard_levels

INTEGRITY = "Integritas"  # its name in the dictionary of the regulation
LINE_OF_A_PLAN = JSONObject(id="pk", public_id="public_id", kind="kind")
OVERALL = (
    "results_rating",
    "results_reason",
    "behaviour_rating",
    "behaviour_reason",
    "strengths",
    "recommendation",
)


def evaluations_for_review(actor):
    """Return the evaluations that the actor reviews, with everything the page names."""
    term = OrgUnitTerm.objects.in_force(actor.on).filter(unit=OuterRef("org_unit"))
    lines = PlannedResult.objects.filter(work_plan=OuterRef("work_plan")).in_form_order()
    return (
        Evaluation.objects.visible_to(actor)
        .supervised_by(actor)
        .select_related("employee", "supervisor", "job_position", "work_plan", "assignment")
        .select_related("period__cycle__framework", "period__cycle__template", "org_unit")
        .annotate(
            unit_name=Subquery(term.values("name")[:1]),
            away_until=away_until(actor.on),
            plan_lines=ArraySubquery(lines.values(row=LINE_OF_A_PLAN)),
            asked_back=reason_to_return(),
        )
    )


def review_keys(evaluation):
    """Return the keys of every draft field that a supervisor may write."""
    keys = {f"overall.{name}" for name in OVERALL}
    keys |= {f"focus.{n}.{part}" for n in FOCUS_NUMBERS for part in ("competency", "text")}
    keys |= {f"behaviour.{value}.{part}" for value in VALUE_CODES for part in ("mark", "feedback")}
    keys |= pairs_of("result", evaluation.work_plan.planned_results.only("public_id"))
    keys |= pairs_of("criterion", criteria_of(evaluation))
    for item in reviewed_competencies(evaluation):
        stem = f"competency.{item.public_id}"
        keys |= {f"{stem}.{part}" for part in ("level", "indicators", "example", "reason")}
    return frozenset(keys)


def pairs_of(subject, rows):
    """Return the keys of mark and feedback for rows with a public id."""
    return {f"{subject}.{row.public_id}.{part}" for row in rows for part in ("mark", "feedback")}


def criteria_of(evaluation):
    """Return the criteria of the cycle in their order, if it asks for them; at most one query."""
    cycle = evaluation.period.cycle
    return list(cycle.criteria.order_by("position", "pk")) if cycle.has_part(Part.CRITERIA) else []


def reviewed_competencies(evaluation, sent=None, opened=None):
    """Return the competencies of the post with `standard` and the level the employee claims (`own`).

    None at all if the cycle does not ask for them. With a self-assessment, `own` is what was sent
    there; where the supervisor marks first it stays empty until the item is opened.
    """
    cycle = evaluation.period.cycle
    if not cycle.has_part(Part.COMPETENCIES):
        return competencies_of(cycle.framework, cycle.dictionary_day).none()
    return (
        in_cycle_order(
            competencies_of(cycle.framework, cycle.dictionary_day).prefetch_related(None), cycle
        )
        .annotate(standard=standard_of(evaluation), own=claimed_level(sent, opened))
        .filter(standard__isnull=False)
    )


def in_cycle_order(competencies, cycle):
    """Order competencies as the dictionary does, integrity before all where the cycle says so."""
    if not cycle.has_option(CycleOption.INTEGRITY_FIRST):
        return competencies
    rest = Case(When(name__iexact=INTEGRITY, then=Value(0)), default=Value(1))
    return competencies.order_by(rest, "position", "pk")


def standard_of(evaluation):
    """Return the level the post required on the day of opening; its own goes before its kind's."""
    post = evaluation.job_position
    rows = PositionStandard.objects.in_force(timezone.localdate(evaluation.created_at)).filter(
        Q(job_position=post) | Q(position_kind=post.kind, functional_grade=post.functional_grade),
        competency=OuterRef("pk"),
    )
    return Subquery(rows.order_by(F("job_position").asc(nulls_last=True)).values("level")[:1])


def claimed_level(sent, opened):
    """Return the level that was claimed in a self-assessment, as far as it is opened."""
    rows = CompetencyClaim.objects.filter(self_assessment=sent, competency=OuterRef("pk"))
    if opened is not None:
        rows = rows.filter(competency__public_id__in=identities(opened, "competency"))
    return Subquery(rows.values("level")[:1])


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

    opened = opened_items(evaluation, drafts)
    answers = sent_answers(evaluation, parts, opened)
    return ReviewSheet(
        evaluation=evaluation,
        self_assessment=answers.sent,
        narratives=answers.narratives,
        results=tuple(result_items(evaluation, answers.results, field, parts)),
        behaviours=tuple(behaviour_items(evaluation, answers.behaviours, field, parts)),
        criteria=tuple(criterion_items(evaluation, answers.criteria, field)),
        competencies=tuple(competency_items(evaluation, answers, opened, field, parts)),
        focuses=tuple(
            FocusItem(n, field(f"focus.{n}.competency"), field(f"focus.{n}.text"))
            for n in FOCUS_NUMBERS
        ),
        overall={name: field(f"overall.{name}") for name in OVERALL},
        saved_at=max((draft.saved_at for draft in drafts.values()), default=None),
        evidence_count=answers.evidence_count,
        is_blind=opened is not None,
    )


def planned_results_of(evaluation, parts):
    """Return the planned results, main ones first, with their indicators when they are shown.

    Where they are only counted, what came with the evaluation is enough.
    """
    if "results" not in parts and hasattr(evaluation, "plan_lines"):
        return [PlannedResult(**line) for line in evaluation.plan_lines]
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


def criterion_items(evaluation, answers, field):
    """Yield one item per criterion of the cycle."""
    for criterion in criteria_of(evaluation):
        stem = f"criterion.{criterion.public_id}"
        yield CriterionItem(
            criterion=criterion,
            answer=answers.get(criterion.pk),
            mark=field(f"{stem}.mark"),
            feedback=field(f"{stem}.feedback"),
        )


def competency_items(evaluation, answers, opened, field, parts):
    """Yield one item per competency of the post."""
    is_shown = "competencies" in parts
    competencies = reviewed_competencies(evaluation, answers.sent, opened)
    for competency in competencies.prefetch_related("levels") if is_shown else competencies:
        stem = f"competency.{competency.public_id}"
        yield CompetencyItem(
            competency=competency,
            levels=levels_of(competency) if is_shown else (),
            standard=competency.standard,
            own=competency.own,
            claim=answers.competencies.get(competency.pk),
            level=field(f"{stem}.level"),
            indicators=field(f"{stem}.indicators"),
            example=field(f"{stem}.example"),
            reason=field(f"{stem}.reason"),
        )


def levels_of(competency):
    """Return the five levels of a competency, the lowest first."""
    return tuple(sorted(competency.levels.all(), key=lambda level: level.level))
