"""Typed rows of many answers and reviews at once, from the drafts that people would have written."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from appraisal.management.demo.answers import Story
from appraisal.models import (
    BehaviourAnswer,
    BehaviourMark,
    CompetencyClaim,
    CompetencyRating,
    CriterionAnswer,
    CriterionMark,
    DevelopmentFocus,
    Evaluation,
    NarrativeAnswer,
    ResultAnswer,
    ResultMark,
    SelfAssessment,
    SupervisorReview,
)
from competency.choices import LevelSource
from competency.models import AssessedLevel

OVERALL = (
    "results_rating", "results_reason", "behaviour_rating", "behaviour_reason", "strengths",
    "recommendation", "dialogue_note",
)  # fmt: skip


@dataclass
class Record:
    """One evaluation with everything that two people wrote about it."""

    evaluation: Evaluation
    story: Story
    planned: list
    competencies: list
    criteria: list
    own: dict = None
    said: dict = None
    sent: SelfAssessment = None
    review: SupervisorReview = None

    def subjects(self, kind, values):
        """Yield (thing, answers) for each thing of a kind that something was written about."""
        things = {
            "result": {result.public_id: result for result in self.planned},
            "competency": {one.public_id: one for one in self.competencies},
            "criterion": {one.public_id: one for one in self.criteria},
        }
        for identity, answers in grouped(values, kind).items():
            yield things.get(kind, {}).get(identity, identity), answers


def grouped(values, kind):
    """Return {identity: {field: text}} of the drafts of one kind."""
    found = {}
    for key, text in values.items():
        start, _dot, rest = key.partition(".")
        identity, _dot, field = rest.partition(".")
        if start == kind:
            found.setdefault(identity, {})[field] = text
    return found


def write_sent(records):
    """Write all self-assessments, with six statements; the numbers go on where they ended."""
    last = SelfAssessment.objects.aggregate(last=Max("pk"))["last"] or 0
    rows = SelfAssessment.objects.bulk_create(
        SelfAssessment(
            evaluation=record.evaluation,
            reference=f"PD-{record.evaluation.period.until_date.year}-{number:05d}",
            submitted_at=record.evaluation.submitted_at,
        )
        for number, record in enumerate(records, start=last + 1)
    )
    for record, row in zip(records, rows, strict=True):
        record.sent = row
    ResultAnswer.objects.bulk_create(
        ResultAnswer(self_assessment=record.sent, planned_result=result, **answers)
        for record in records
        for result, answers in record.subjects("result", record.own)
    )
    NarrativeAnswer.objects.bulk_create(
        NarrativeAnswer(self_assessment=record.sent, kind=kind, text=answers["text"])
        for record in records
        for kind, answers in record.subjects("narrative", record.own)
    )
    BehaviourAnswer.objects.bulk_create(
        BehaviourAnswer(self_assessment=record.sent, value=value, **answers)
        for record in records
        for value, answers in record.subjects("behaviour", record.own)
    )
    CompetencyClaim.objects.bulk_create(
        CompetencyClaim(
            self_assessment=record.sent,
            competency=competency,
            level=int(answers["level"]),
            example=answers["example"],
        )
        for record in records
        for competency, answers in record.subjects("competency", record.own)
    )


def write_reviews(records):
    """Write all reviews with ratings, marks and focuses, with five statements."""
    reviews = SupervisorReview.objects.bulk_create(new_review(record) for record in records)
    for record, review in zip(records, reviews, strict=True):
        record.review = review
    ResultMark.objects.bulk_create(
        ResultMark(review=record.review, planned_result=result, **answers)
        for record in records
        for result, answers in record.subjects("result", record.said)
    )
    BehaviourMark.objects.bulk_create(
        BehaviourMark(review=record.review, value=value, **answers)
        for record in records
        for value, answers in record.subjects("behaviour", record.said)
    )
    CompetencyRating.objects.bulk_create(
        CompetencyRating(
            review=record.review,
            competency=competency,
            standard=competency.standard,
            level=int(answers["level"]),
            indicators_met=[int(tick) for tick in answers["indicators"].split(",") if tick],
            example=answers["example"],
        )
        for record in records
        for competency, answers in record.subjects("competency", record.said)
    )
    DevelopmentFocus.objects.bulk_create(
        DevelopmentFocus(
            review=record.review,
            position=int(number),
            competency=next(
                (c for c in record.competencies if c.public_id == answers.get("competency")), None
            ),
            text=answers["text"],
        )
        for record in records
        for number, answers in record.subjects("focus", record.said)
    )


def write_criteria(records):
    """Write what both said about the criteria of the cycle, with two statements."""
    CriterionAnswer.objects.bulk_create(
        CriterionAnswer(self_assessment=record.sent, criterion=criterion, **answers)
        for record in records
        for criterion, answers in record.subjects("criterion", record.own)
    )
    CriterionMark.objects.bulk_create(
        CriterionMark(review=record.review, criterion=criterion, **answers)
        for record in records
        for criterion, answers in record.subjects("criterion", record.said)
    )


def new_review(record):
    """Return one unsaved review."""
    return SupervisorReview(
        evaluation=record.evaluation,
        author=record.evaluation.supervisor,
        decided_at=record.evaluation.decided_at,
        dialogue_date=date.fromisoformat(record.said["overall.dialogue_date"]),
        **{name: record.said[f"overall.{name}"] for name in OVERALL},
    )


def write_ledger(records):
    """Enter the observed levels of all evaluations into the ledger."""
    AssessedLevel.objects.bulk_create(
        AssessedLevel(
            employee=record.evaluation.employee,
            competency=competency,
            level=int(answers["level"]),
            assessed_date=timezone.localdate(record.evaluation.delivered_at),
            source=LevelSource.SUPERVISOR,
            source_id=record.evaluation.public_id,
        )
        for record in records
        for competency, answers in record.subjects("competency", record.said)
    )
