"""A plan agreed by two people, and the evaluations that follow from it."""

from appraisal.models.cycle import (
    AppraisalCycle,
    Criterion,
    CycleExclusion,
    CycleTemplate,
    EvaluationPeriod,
    PhaseWindow,
)
from appraisal.models.draft_field import DraftField
from appraisal.models.evaluation import Evaluation, EvaluationChange
from appraisal.models.evidence import Evidence
from appraisal.models.issued_document import DocumentCounter, IssuedDocument
from appraisal.models.published_result import PublishedResult
from appraisal.models.review import (
    BehaviourMark,
    CompetencyRating,
    CriterionMark,
    DevelopmentFocus,
    ResultMark,
    SupervisorReview,
)
from appraisal.models.self_assessment import (
    BehaviourAnswer,
    CompetencyClaim,
    CriterionAnswer,
    NarrativeAnswer,
    ResultAnswer,
    SelfAssessment,
)
from appraisal.models.unit_achievement import UnitAchievement
from appraisal.models.work_plan import (
    BehaviourExpectation,
    Indicator,
    PlannedResult,
    WorkPlan,
    WorkPlanChange,
)

__all__ = [
    "AppraisalCycle",
    "BehaviourAnswer",
    "BehaviourExpectation",
    "BehaviourMark",
    "CompetencyClaim",
    "CompetencyRating",
    "Criterion",
    "CriterionAnswer",
    "CriterionMark",
    "CycleExclusion",
    "CycleTemplate",
    "DevelopmentFocus",
    "DocumentCounter",
    "DraftField",
    "Evaluation",
    "EvaluationChange",
    "EvaluationPeriod",
    "Evidence",
    "Indicator",
    "IssuedDocument",
    "NarrativeAnswer",
    "PhaseWindow",
    "PlannedResult",
    "PublishedResult",
    "ResultAnswer",
    "ResultMark",
    "SelfAssessment",
    "SupervisorReview",
    "UnitAchievement",
    "WorkPlan",
    "WorkPlanChange",
]
