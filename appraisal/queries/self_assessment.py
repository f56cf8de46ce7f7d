"""What the pages of a self-assessment show: one's own evaluation, the stages, and sent answers."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from accounts.models.org_unit import units_named
from accounts.queries.delegation import acting_now
from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, Indicator, SelfAssessment, WorkPlan
from appraisal.queries.progress_entry import entries_for
from appraisal.queries.questionnaire import drafts_of, questionnaire, values_of
from appraisal.queries.questions import Kind, Problem, Question
from appraisal.queries.windows import windows_for
from appraisal.workflow.evaluation import HAND_BACK, START_REVIEW, TAKE_BACK
from competency.choices import level_name
from competency.models import ProficiencyLevel

INDICATORS = Prefetch("indicators", Indicator.objects.order_by("position", "pk"))


def own_evaluations(actor):
    """Return the actor's own evaluations with all that their pages name, the newest first."""
    return (
        Evaluation.objects.visible_to(actor)
        .filter(employee=actor.employee)
        .select_related("employee", "supervisor", "superior", "job_position", "work_plan")
        .select_related("period__cycle__framework")
        .prefetch_related(units_named(actor.on))
        .annotate(acting=acting_now(actor.on))
        .order_by("-period__until_date", "-pk")
    )


def waiting_plan(actor):
    """Return the newest work plan of somebody who has no evaluation yet, or None."""
    plans = WorkPlan.objects.filter(employee=actor.employee, dropped_at=None)
    plans = plans.select_related("cycle")
    return plans.order_by("-cycle__until_date", "-version", "-pk").first()


def windows_of(evaluation):
    """Return {phase: window} of the period, with the last days that hold for the employee."""
    return windows_for(evaluation)


def latest_note(evaluation):
    """Return the last move that was made with a reason for the employee to read, or None."""
    names = [HAND_BACK.name, START_REVIEW.name, TAKE_BACK.name]
    moves = evaluation.stage_changes.filter(transition__in=names).select_related(
        "actor", "on_behalf_of"
    )
    newest = moves.order_by("-changed_at", "-pk").first()
    return newest if newest and newest.reason else None


def sent_before(evaluation):
    """Return the newest version that was sent, whatever became of it, or None."""
    return evaluation.self_assessments.latest()


def sent_self_assessment(evaluation, actor):
    """Return the newest sent version with its answers, or None."""
    return (
        SelfAssessment.objects.visible_to(actor)
        .filter(evaluation=evaluation)
        .prefetch_related("results__evidence", "results__planned_result", "narratives")
        .prefetch_related("behaviours", "competencies__evidence", "competencies__competency")
        .prefetch_related("criteria__criterion")
        .latest()
    )


def sent_values(sent):
    """Return sent answers under the keys of their questions, as drafts have them."""
    values = {}
    for row in sent.results.all():
        key = f"result.{row.planned_result.public_id}"
        values |= {f"{key}.realisation": row.realisation, f"{key}.note": row.note}
        values |= {f"{key}.mark": row.mark, f"{key}.evidence": notes_among(row.evidence.all())}
    for row in sent.narratives.all():
        values |= {f"narrative.{row.kind}.text": row.text, f"narrative.{row.kind}.done": "yes"}
    for row in sent.behaviours.all():
        key = f"behaviour.{row.value}"
        values |= {f"{key}.mark": row.mark, f"{key}.example": row.example}
    for row in sent.criteria.all():
        key = f"criterion.{row.criterion.public_id}"
        values |= {f"{key}.mark": row.mark, f"{key}.example": row.example}
    for row in sent.competencies.all():
        key = f"competency.{row.competency.public_id}"
        picked = ",".join(evidence.public_id for evidence in row.evidence.all())
        values |= {f"{key}.level": str(row.level), f"{key}.example": row.example}
        values |= {f"{key}.evidence": picked}
    return values


def notes_among(evidence):
    """Return the public ids of the evidence that was picked from the work log."""
    return ",".join(item.public_id for item in evidence if item.is_from_log)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is read."""

    question: Question
    text: str
    evidence: tuple = ()

    @property
    def is_word(self):
        """Tell whether the answer is a choice, not a text."""
        return bool(self.question.choices)

    @property
    def is_given(self):
        """Tell whether something was answered."""
        return bool(self.text.strip() or self.evidence)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The answers about one planned result, story, value or competency."""

    title: str
    url: str  # of the first field; from there one comes back to the check
    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]

    @property
    def is_started(self):
        """Tell whether anything was answered here."""
        return any(answer.is_given for answer in self.answers)


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """The answers of one part."""

    title: str
    is_required: bool
    rows: tuple[AnswerRow, ...]


def drafted_answers(evaluation, employee):
    """Return (parts, problems) of what would be sent now."""
    asked = questionnaire(evaluation)
    values = values_of(drafts_of(evaluation, employee))
    notes = entries_for(evaluation)
    return answer_parts(evaluation, asked, values, notes), asked.problems(values)


def sent_answers(evaluation, sent):
    """Return the parts of what was sent."""
    return answer_parts(evaluation, questionnaire(evaluation), sent_values(sent))


def answer_parts(evaluation, asked, values, notes=()):
    """Put questions and answers together, for reading; before sending, notes may be picked."""
    evidence = [*evaluation.evidence.order_by("added_at", "pk"), *notes]
    labels = level_labels(asked)
    return [
        AnswerPart(
            section.title,
            section.is_required,
            tuple(answer_row(group, values, evidence, labels) for group in section.groups),
        )
        for section in asked.sections
    ]


def answer_row(group, values, evidence, labels):
    """Return the answers of one group; what was added to a planned result stands below them."""
    answers = [
        read(question, values.get(question.key, ""), group, evidence, labels)
        for question in group.questions
        if question.key != group.declared_by
    ]
    own = tuple(item for item in evidence if group.key.startswith("result.") and is_of(item, group))
    if own:
        label = Question(f"{group.key}.evidence", Kind.EVIDENCE, _("Evidence"), required=False)
        answers.append(Answer(label, "", own))
    problems = tuple(group.problems(values))
    url = f"{group.url}?from=check#{group.questions[0].anchor}"
    return AnswerRow(group.title, url, tuple(answers), problems)


def is_of(evidence, group):
    """Tell whether a link or a file was added to a planned result; notes are picked instead."""
    return not evidence.note and evidence.planned_result_id == group.subject.pk


def read(question, value, group, evidence, labels):
    """Return one answer in words."""
    if question.kind is Kind.EVIDENCE:
        names = value.split(",")
        return Answer(question, "", tuple(item for item in evidence if item.public_id in names))
    if question.kind is Kind.LEVEL and value:
        label = labels.get((group.subject.pk, value), "")
        return Answer(question, f"{value}, {label}" if label else value)
    return Answer(question, question.words(value))


def level_labels(asked):
    """Return {(competency pk, level): label} of the competencies that are asked about."""
    section = asked.section("competencies")
    if section is None:
        return {}
    rows = ProficiencyLevel.objects.filter(competency__in=[g.subject.pk for g in section.groups])
    return {
        (pk, str(level)): short_label(level_name(label))
        for pk, level, label in rows.values_list("competency_id", "level", "label")
    }


def short_label(label):
    """Return the first of two names of a level: "Paham" of "Paham / dalam pengembangan"."""
    return label.partition(" / ")[0]


def is_being_written(evaluation):
    """Tell whether the employee may still write."""
    return evaluation.stage == EvaluationStage.SELF_ASSESSMENT
