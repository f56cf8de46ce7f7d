"""Factories of the review: a sent self-assessment, a supervisor's complete drafts, a team."""

from appraisal.choices import EvaluationStage
from appraisal.models import (
    BehaviourAnswer,
    CompetencyClaim,
    DraftField,
    Evidence,
    ResultAnswer,
    SelfAssessment,
)
from appraisal.queries.review import reviewed_competencies
from appraisal.rules.core_values import VALUE_CODES
from tests.factories.accounts import make_assignment, make_employee
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_evaluation,
    make_work_plan,
)


def competencies_for(evaluation):
    """Return the competencies that the post of an evaluation is asked about."""
    return list(reviewed_competencies(evaluation))


def make_self_assessment(evaluation, *, level=3, version=1):
    """Send a self-assessment with the same level in every competency."""
    sent = SelfAssessment.objects.create(
        evaluation=evaluation,
        version=version,
        reference=f"PD-2026-{evaluation.pk:05d}-{version}",
        submitted_at=NOON,
    )
    for result in evaluation.work_plan.planned_results.order_by("position", "pk"):
        answer = ResultAnswer.objects.create(
            self_assessment=sent,
            planned_result=result,
            realisation="Satu dokumen ditetapkan pada bulan Juni.",
            mark="MEETS",
        )
        answer.evidence.add(
            Evidence.objects.create(
                evaluation=evaluation,
                employee=evaluation.employee,
                planned_result=result,
                title="Keputusan penetapan",
                url="https://contoh.example/keputusan",
                added_at=NOON,
            )
        )
    answer_values_and_competencies(sent, level)
    return sent


def answer_values_and_competencies(sent, level):
    """Answer the seven values, and every competency with the same level."""
    BehaviourAnswer.objects.bulk_create(
        BehaviourAnswer(
            self_assessment=sent, value=value, mark="MEETS", example="Saya menjawab dalam sehari."
        )
        for value in VALUE_CODES
    )
    CompetencyClaim.objects.bulk_create(
        CompetencyClaim(
            self_assessment=sent,
            competency=competency,
            level=level,
            example="Saya memetakan berkas yang paling sering kurang bersama empat rekan.",
        )
        for competency in competencies_for(sent.evaluation)
    )


def complete_drafts(evaluation, *, level=3, results="MEETS", behaviour="ABOVE"):
    """Return {key: text} of a review in which nothing is missing."""
    texts = {
        f"competency.{competency.public_id}.level": str(level)
        for competency in competencies_for(evaluation)
    }
    return texts | {
        "overall.results_rating": results,
        "overall.results_reason": "Semua hasil kerja utama tercapai tepat waktu.",
        "overall.behaviour_rating": behaviour,
        "overall.behaviour_reason": "Menjaga nilai dasar juga di luar unitnya.",
        "overall.strengths": "Teliti dan sabar menjelaskan.",
        "focus.1.text": "Mengelola perubahan: memimpin satu uji coba layanan.",
    }


def write_drafts(evaluation, author, texts):
    """Save draft fields of an author."""
    DraftField.objects.bulk_create(
        DraftField(evaluation=evaluation, author=author, key=key, value=value, saved_at=NOON)
        for key, value in texts.items()
    )


def in_review(office, **fields):
    """Return Ani's evaluation on Budi's desk, self-assessed, with the organisation's value set."""
    cycle = make_cycle(office.dewi)
    plan = make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid
    )
    evaluation = make_evaluation(plan, stage=EvaluationStage.REVIEW, submitted_at=NOON, **fields)
    make_self_assessment(evaluation)
    make_achievement(office.dinas, evaluation.period, office.dewi)
    return evaluation


def make_colleagues(office, evaluation, count, *, stage=EvaluationStage.REVIEW):
    """Put more people on Budi's desk, in the same period; return their evaluations."""
    found = []
    for number in range(count):
        person = make_employee(f"Rekan {chr(ord('A') + number)} Contoh")
        assignment = make_assignment(person, office.dinas, supervisor=office.budi)
        plan = make_work_plan(
            evaluation.period.cycle, assignment, supervisor=office.budi, superior=office.farid
        )
        found.append(make_evaluation(plan, stage=stage, submitted_at=NOON))
    return found
