"""The words and figures that are frozen with a decision (schema 1)."""

from django.conf import settings
from django.utils import timezone

from accounts.models import Employee
from accounts.queries.org_tree import org_tree
from accounts.queries.reporting_line import definitive_assignments
from accounts.rules.ranks import rank_title
from appraisal.choices import Part
from appraisal.queries.achievement import achievement_for
from appraisal.queries.review_answers import sent_answers
from appraisal.rules.core_values import CORE_VALUES
from appraisal.rules.explanation import explain
from appraisal.rules.labels import ACHIEVEMENT_SCREEN
from competency.rules.agreement import agreement

SCHEMA = 1


def build_snapshot(evaluation, review, on):
    """Return everything that stands on screen and paper about a decision, as it is on this day."""
    answers, tree = sent_answers(evaluation), org_tree(on)
    explanation = explain(review.results_rating, review.behaviour_rating)
    return {
        "schema": SCHEMA,
        "agency": settings.AGENCY_NAME,
        "place": settings.AGENCY_PLACE,
        **frame(evaluation),
        **people(evaluation, review, on, tree),
        "plan": plan(evaluation, review, answers.results),
        "behaviours": behaviours(evaluation, review, answers.behaviours),
        "criteria": criteria(review, evaluation.period.cycle, answers.criteria),
        "competencies": competencies(review, answers.competencies),
        "narratives": [{"kind": row.kind, "text": row.text} for row in answers.narratives],
        "organisation": organisation(evaluation, on, tree),
        "ratings": {
            "results": review.results_rating,
            "results_reason": review.results_reason,
            "behaviour": review.behaviour_rating,
            "behaviour_reason": review.behaviour_reason,
            "rating": explanation.rating.value,
        },
        "explanation": [sentence.text for sentence in explanation.screen],
        **words(review),
        "self_assessment": sent_reference(answers.sent),
        "decided_at": timezone.localtime(review.decided_at).isoformat(),
    }


def frame(evaluation):
    """Return cycle and period."""
    period, cycle = evaluation.period, evaluation.period.cycle
    return {
        "cycle": {
            "name": cycle.name,
            "public_id": cycle.public_id,
            "template": cycle.template.code,
        },
        "period": {
            "name": period.name,
            "kind": period.kind,
            "from": period.from_date.isoformat(),
            "until": period.until_date.isoformat(),
        },
    }


def people(evaluation, review, on, tree):
    """Return the employee as evaluated; everybody else as placed on this day.

    `on_behalf` is who signed in the supervisor's name by delegation.
    """
    unit = unit_name(evaluation, tree)
    others = {
        "supervisor": evaluation.supervisor,
        "superior": evaluation.superior,
        "on_behalf": review.author if review.on_behalf_of_id else None,
    }
    posts = definitive_assignments(filter(None, others.values()), on)
    return {
        "employee": person(evaluation.employee, evaluation.job_position, unit),
        **{
            key: other and placed(other, posts.get(other.pk), tree) for key, other in others.items()
        },
    }


def unit_name(record, tree):
    """Return the name of a record's unit on the day of the tree; of a unit that is no more, the code."""
    return tree.names.get(record.org_unit_id) or record.org_unit.code


def placed(employee, assignment, tree):
    """Return a person with the definitive post of a day, if there is one."""
    if assignment is None:
        return person(employee, None, "")
    return person(employee, assignment.job_position, unit_name(assignment, tree))


def person(employee: Employee, job_position, unit):
    """Return a person as forms print one."""
    return {
        "public_id": employee.public_id,
        "name": employee.full_name,
        "nip": employee.nip or "",
        "rank": rank_title(employee.rank),
        "position": position_title(job_position),
        "unit": unit,
    }


def position_title(job_position):
    """Return "Analis Kebijakan Ahli Muda", or nothing without a post."""
    return job_position.title if job_position else ""


def plan(evaluation, review, answers):
    """Return the planned results with realisation and marks."""
    marks = {row.planned_result_id: row for row in review.results.all()}
    results = evaluation.work_plan.planned_results.in_form_order().prefetch_related("indicators")
    return {
        "version": evaluation.work_plan.version,
        "approach": evaluation.work_plan.approach,
        "results": [
            {
                "public_id": result.public_id,
                "kind": result.kind,
                "statement": result.statement,
                "leaders_result": result.leaders_result,
                "assigned_by": result.assigned_by,
                "indicators": [indicator(row) for row in in_order(result.indicators.all())],
                **realised(answers.get(result.pk)),
                **marked(marks.get(result.pk)),
            }
            for result in results
        ],
    }


def in_order(rows):
    """Return rows with a position in their order."""
    return sorted(rows, key=lambda row: (row.position, row.pk))


def indicator(row):
    """Return one indicator with its target."""
    return {
        "aspect": row.aspect,
        "statement": row.statement,
        "target": row.target_text,
        "unit_of_measure": row.unit_of_measure,
        "perspective": row.perspective,
    }


def realised(answer):
    """Return what the employee wrote about one result."""
    if answer is None:
        return {"realisation": "", "note": "", "self_mark": "", "evidence": []}
    return {
        "realisation": answer.realisation,
        "note": answer.note,
        "self_mark": answer.mark,
        "evidence": [{"title": row["title"], "url": row["url"]} for row in answer.proof],
    }


def marked(row):
    """Return the supervisor's optional mark and feedback."""
    return {"mark": row.mark if row else "", "feedback": row.feedback if row else ""}


def behaviours(evaluation, review, answers):
    """Return the seven core values with both marks."""
    marks = {row.value: row for row in review.behaviours.all()}
    expectations = dict(evaluation.work_plan.behaviour_expectations.values_list("value", "text"))
    return [
        {
            "code": value.code,
            "name": value.name,
            "statements": list(value.statements),
            "expectation": expectations.get(value.code, ""),
            "self_mark": answers[value.code].mark if value.code in answers else "",
            "self_example": answers[value.code].example if value.code in answers else "",
            **marked(marks.get(value.code)),
        }
        for value in CORE_VALUES
    ]


def criteria(review, cycle, answers):
    """Return each criterion of the cycle with both marks; none where the cycle asks for none."""
    if not cycle.has_part(Part.CRITERIA):
        return []
    marks = {row.criterion_id: row for row in review.criteria.all()}
    return [
        {
            "code": row.code,
            "name": row.name,
            "description": row.description,
            "self_mark": answers[row.pk].mark if row.pk in answers else "",
            "self_example": answers[row.pk].example if row.pk in answers else "",
            **marked(marks.get(row.pk)),
        }
        for row in cycle.criteria.order_by("position", "pk")
    ]


def competencies(review, claims):
    """Return each rated competency beside the employee's claim."""
    rows = review.competencies.select_related("competency").prefetch_related("competency__levels")
    return [
        competency(row, claims.get(row.competency_id))
        for row in rows.order_by("competency__position", "pk")
    ]


def competency(row, claim):
    """Return one rated competency."""
    levels = {level.level: level for level in row.competency.levels.all()}
    met = set(row.indicators_met)
    return {
        "code": row.competency.code,
        "name": row.competency.name,
        "standard": row.standard,
        "self_level": claim.level if claim else None,
        "level": row.level,
        "level_label": levels[row.level].label if row.level in levels else "",
        "indicators": [
            {"text": text, "met": number in met}
            for number, text in enumerate(levels[row.standard].indicators, start=1)
        ],
        "example": row.example,
        "self_example": claim.example if claim else "",
        "reason": row.reason,
        "agreement": agreement(claim.level, row.level, row.standard).value if claim else "",
    }


def organisation(evaluation, on, tree):
    """Return the achievement that was set before this predikat (PermenPANRB 6/2022, ps. 24-25)."""
    achievement = achievement_for(evaluation.supervisor, evaluation.period, on, tree)
    return {
        "unit": unit_name(achievement, tree),
        "value": achievement.value,
        "label": ACHIEVEMENT_SCREEN[achievement.value],
        "source": achievement.source,
        "year": achievement.year,
        "is_last_year": achievement.is_last_year,
    }


def words(review):
    """Return strengths, focuses, recommendation and dialogue."""
    focuses = review.focuses.select_related("competency").order_by("position")
    day = review.dialogue_date
    return {
        "strengths": review.strengths,
        "focuses": [
            {"competency": row.competency.name if row.competency else "", "text": row.text}
            for row in focuses
        ],
        "recommendation": review.recommendation,
        "dialogue": {"date": day.isoformat() if day else None, "note": review.dialogue_note},
    }


def sent_reference(sent):
    """Return number and moment of the self-assessment that was read, or None."""
    if sent is None:
        return None
    moment = timezone.localtime(sent.submitted_at)
    return {"reference": sent.reference, "submitted_at": moment.isoformat()}
