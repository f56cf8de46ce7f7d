"""Send a self-assessment: what was drafted becomes typed rows, and the supervisor is told."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify
from accounts.transitions import advance
from appraisal.choices import Phase
from appraisal.models import (
    BehaviourAnswer,
    CompetencyClaim,
    CriterionAnswer,
    Evidence,
    NarrativeAnswer,
    ResultAnswer,
    SelfAssessment,
)
from appraisal.queries.progress_entry import entries_for
from appraisal.queries.questionnaire import drafts_of, questionnaire, values_of
from appraisal.queries.questions import Kind
from appraisal.queries.windows import refuse_closed, refuse_outside, window_for
from appraisal.services.evidence import copy_entries
from appraisal.workflow.evaluation import SUBMIT, TAKE_BACK


class Incomplete(Refusal):
    """Something required is missing; the problems lead to their fields."""

    def __init__(self, problems):
        """Keep the problems for the page."""
        self.problems = problems
        count = len(problems)
        message = ngettext(
            "%(count)s entry still needs to be completed",
            "%(count)s entries still need to be completed",
            count,
        )
        super().__init__(message, code="incomplete", params={"count": count})


@transaction.atomic
def submit_self_assessment(*, evaluation, actor, at, expected_revision=None):
    """Send what the employee wrote to the supervisor; after the deadline it is marked late."""
    version = evaluation.self_assessments.count() + 1
    is_late = lateness(evaluation, version, at)
    advance(
        evaluation,
        SUBMIT,
        actor=actor,
        at=at,
        expected_revision=expected_revision,
        submitted_at=at,
        is_late=is_late,
    )
    asked = questionnaire(evaluation)
    values = values_of(drafts_of(evaluation, actor.employee))
    problems = asked.problems(values)
    if problems:
        raise Incomplete(problems)
    sent = create_self_assessment(evaluation, version, at)
    copy_answers(sent, asked, values)
    tell(evaluation, sent, actor, at)
    return sent


def lateness(evaluation, version, at):
    """Tell whether this comes late; what was returned keeps the mark of its first time."""
    cycle = evaluation.period.cycle
    if version > 1 and not was_taken_back(evaluation):
        refuse_closed(cycle)
        return evaluation.is_late
    window = window_for(evaluation, Phase.SELF_ASSESSMENT)
    return refuse_outside(window, cycle, at, is_again=version > 1)


def was_taken_back(evaluation):
    """Tell whether the author took it back, instead of getting it returned."""
    newest = evaluation.stage_changes.order_by("-changed_at", "-pk").first()
    return bool(newest) and newest.transition == TAKE_BACK.name


def create_self_assessment(evaluation, version, at):
    """Return the sent version with its reference; the database counts, so no two are alike."""
    sent = SelfAssessment(evaluation=evaluation, version=version, submitted_at=at)
    sent.reference = sent.public_id
    sent.save()
    year = evaluation.period.until_date.year
    sent.reference = f"PD-{year}-{sent.pk:05d}"
    sent.save(update_fields=["reference"])
    return sent


def copy_answers(sent, asked, values):
    """Copy the checked drafts into typed rows, letter by letter."""
    evidence = Evidence.objects.filter(evaluation=sent.evaluation_id, note="")
    evidence = {item.public_id: item for item in evidence}
    evidence |= picked_notes(sent, asked, values)
    copies = {
        "results": copy_results,
        "narratives": copy_narratives,
        "behaviours": copy_behaviours,
        "criteria": copy_criteria,
        "competencies": copy_competencies,
    }
    for section in asked.sections:
        groups = section.asked(values)
        answers = [(group.subject, Answers(values, group.key)) for group in groups]
        copies[section.key](sent, answers, evidence)


def picked_notes(sent, asked, values):
    """Return {public id of the note: its copy} of what was picked from the work log."""
    questions = [question for section in asked.sections for question in section.questions]
    picked = {
        name
        for question in questions
        if question.kind is Kind.EVIDENCE
        for name in values.get(question.key, "").split(",")
    }
    entries = [entry for entry in entries_for(sent.evaluation) if entry.public_id in picked]
    return copy_entries(evaluation=sent.evaluation, entries=entries, at=sent.submitted_at)


class Answers:
    """The answers of one group by the last word of their key."""

    def __init__(self, values, stem):
        """Keep where to look."""
        self.values, self.stem = values, stem

    def __getitem__(self, field):
        """Return an answer, or an empty text."""
        return self.values.get(f"{self.stem}.{field}", "")


def copy_results(sent, answers, evidence):
    """Write one row per planned result, with the evidence added to it and the notes picked."""
    rows = ResultAnswer.objects.bulk_create(
        ResultAnswer(
            self_assessment=sent,
            planned_result=result,
            realisation=given["realisation"],
            note=given["note"],
            mark=given["mark"],
        )
        for result, given in answers
    )
    pairs = [
        (row.pk, item.pk)
        for row, (_result, given) in zip(rows, answers, strict=True)
        for name, item in evidence.items()
        if item.planned_result_id == row.planned_result_id or name in given["evidence"].split(",")
    ]
    link(ResultAnswer.evidence.through, "resultanswer_id", pairs)


def copy_narratives(sent, answers, _evidence):
    """Write one row per story that was told."""
    NarrativeAnswer.objects.bulk_create(
        NarrativeAnswer(self_assessment=sent, kind=kind, text=given["text"])
        for kind, given in answers
        if given["text"].strip()
    )


def copy_behaviours(sent, answers, _evidence):
    """Write one row per core value."""
    BehaviourAnswer.objects.bulk_create(
        BehaviourAnswer(
            self_assessment=sent, value=value.code, mark=given["mark"], example=given["example"]
        )
        for value, given in answers
    )


def copy_criteria(sent, answers, _evidence):
    """Write one row per criterion of the cycle."""
    CriterionAnswer.objects.bulk_create(
        CriterionAnswer(
            self_assessment=sent,
            criterion=criterion,
            mark=given["mark"],
            example=given["example"],
        )
        for criterion, given in answers
    )


def copy_competencies(sent, answers, evidence):
    """Write one row per competency, with the evidence that was picked."""
    rows = CompetencyClaim.objects.bulk_create(
        CompetencyClaim(
            self_assessment=sent,
            competency=competency,
            level=int(given["level"]),
            example=given["example"],
        )
        for competency, given in answers
    )
    picked = [given["evidence"].split(",") for _competency, given in answers]
    pairs = [
        (row.pk, item.pk)
        for row, names in zip(rows, picked, strict=True)
        for name, item in evidence.items()
        if name in names
    ]
    link(CompetencyClaim.evidence.through, "competencyclaim_id", pairs)


def link(through, owner, pairs):
    """Write the links between answers and evidence with one statement."""
    through.objects.bulk_create(
        through(**{owner: row, "evidence_id": evidence}) for row, evidence in pairs
    )


def tell(evaluation, sent, actor, at):
    """Write down what happened, and tell the supervisor; no text of the employee goes along."""
    record_event(
        subject=evaluation,
        action=SUBMIT.name,
        actor=actor,
        at=at,
        self_assessment=sent.public_id,
        version=sent.version,
        is_late=evaluation.is_late,
    )
    mark_settled(recipient=evaluation.employee, link=evaluation.get_absolute_url(), at=at)
    notify(
        recipient=evaluation.supervisor,
        kind=NoticeKind.SELF_ASSESSMENT_SUBMITTED,
        at=at,
        about=evaluation.employee.name,
        link=reverse("appraisal:evaluation_detail", args=[evaluation.public_id]),
        dedupe=f"submit:{sent.public_id}",
    )
