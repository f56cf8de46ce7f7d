"""Factories of the self-assessment: an evaluation being written, and everything it asks answered."""

from datetime import date

from appraisal.choices import EvaluationStage, PeriodKind
from appraisal.models import (
    Criterion,
    CycleTemplate,
    Evaluation,
    EvaluationPeriod,
    Evidence,
    ProgressEntry,
)
from appraisal.queries.questionnaire import questionnaire
from appraisal.queries.questions import Kind
from appraisal.services.self_assessment import copy_answers, create_self_assessment
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

EXAMPLE = "Antrean di loket menumpuk setiap Senin, lalu saya menyusun lembar periksa satu halaman."


def self_assessing(office, *, results=1, **fields):
    """Return Ani's evaluation while she writes; Budi supervises, Farid is his superior."""
    cycle = make_cycle(office.dewi, units=[office.dinas], **fields)
    plan = make_work_plan(
        cycle,
        office.assignments.ani,
        supervisor=office.budi,
        superior=office.farid,
        results=results,
    )
    return make_evaluation(plan)


def complete_answers(evaluation, **changes):
    """Return {key: text} that answers all required questions; changes replace by key."""
    texts = {}
    for section in questionnaire(evaluation).sections:
        for question in section.questions:
            if question.required:
                texts[question.key] = answer_to(question)
    return texts | changes


def answer_to(question):
    """Return a fitting answer."""
    if question.kind is Kind.LEVEL:
        return "3"
    return "MEETS" if question.kind is Kind.MARK else EXAMPLE


def make_evidence(evaluation, title="Rekap berkas", **fields):
    """Return a link that shows something."""
    if "file" not in fields:
        fields.setdefault("url", "https://contoh.example/rekap")
    return Evidence.objects.create(
        evaluation=evaluation, employee=evaluation.employee, title=title, added_at=NOON, **fields
    )


def form_data(questions, drafts=(), **changes):
    """Return what the form of a page posts: each field and the revision it was drawn with."""
    drafts, data = dict(drafts), {}
    for question in questions:
        draft = drafts.get(question.key)
        data[f"{question.name}-rev"] = str(draft.revision) if draft else "0"
        value = changes.get(question.key, draft.value if draft else "")
        if value:
            data[question.name] = value
    return data | {"action": changes.get("action", "continue")}


def make_entry(employee, text="Rekap berkas kembali selesai.", **fields):
    """Return a note in somebody's work log."""
    fields.setdefault("happened_on", NOON.date())
    return ProgressEntry.objects.create(employee=employee, text=text, created_at=NOON, **fields)


def ask_as(cycle, code):
    """Let a cycle ask for what one of the templates of the product asks for."""
    template = CycleTemplate.objects.get(code=code)
    cycle.template, cycle.parts = template, template.parts
    cycle.narratives, cycle.options = template.narratives, template.options
    cycle.save()
    for position, row in enumerate(template.criteria):
        Criterion.objects.create(cycle=cycle, position=position, **row)


def quarter_of(evaluation, number, *, answers=None, stage=EvaluationStage.REVIEW):
    """Return the evaluation of one quarter of the same plan; with answers it was sent."""
    starts = date(2026, 3 * number - 2, 1)
    period = EvaluationPeriod.objects.create(
        cycle=evaluation.period.cycle,
        kind=PeriodKind.QUARTER,
        number=number,
        name=f"Triwulan {'I' * number}",
        from_date=starts,
        until_date=date(2026, 3 * number, 30),
        opened_at=NOON,
    )
    same = ("work_plan", "assignment", "employee", "supervisor", "superior")
    same += ("org_unit", "job_position")
    quarter = Evaluation.objects.create(
        period=period,
        stage=stage,
        created_at=NOON,
        **{name: getattr(evaluation, name) for name in same},
    )
    if answers:
        sent = create_self_assessment(quarter, 1, NOON)
        copy_answers(sent, questionnaire(quarter), complete_answers(quarter, **answers))
    return quarter
