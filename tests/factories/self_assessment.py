"""Factories of the self-assessment: an evaluation being written, and everything it asks answered."""

from appraisal.models import Evidence
from appraisal.queries.questionnaire import questionnaire
from appraisal.queries.questions import Kind
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
