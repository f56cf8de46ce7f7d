"""A plan agreed by two people, and the evaluations that follow from it."""

from appraisal.models.cycle import (
    AppraisalCycle,
    Criterion,
    CycleExclusion,
    EvaluationPeriod,
    PhaseWindow,
)
from appraisal.models.cycle_template import CycleTemplate
from appraisal.models.deadline_extension import DeadlineExtension
from appraisal.models.dialogue import DialogueAction, PerformanceDialogue
from appraisal.models.draft_field import DraftField
from appraisal.models.evaluation import Evaluation, EvaluationChange
from appraisal.models.evidence import Evidence
from appraisal.models.issued_document import DocumentCounter, IssuedDocument
from appraisal.models.plan_comment import PlanComment
from appraisal.models.plan_proposal import PlanProposal
from appraisal.models.plan_share import PlanShare
from appraisal.models.progress_entry import ProgressEntry
from appraisal.models.published_result import PublishedResult
from appraisal.models.reminder import Reminder
from appraisal.models.reopening import Reopening
from appraisal.models.result_library import LibraryIndicator, LibraryResult
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
    "DeadlineExtension",
    "DevelopmentFocus",
    "DialogueAction",
    "DocumentCounter",
    "DraftField",
    "Evaluation",
    "EvaluationChange",
    "EvaluationPeriod",
    "Evidence",
    "Indicator",
    "IssuedDocument",
    "LibraryIndicator",
    "LibraryResult",
    "NarrativeAnswer",
    "PerformanceDialogue",
    "PhaseWindow",
    "PlanComment",
    "PlanProposal",
    "PlanShare",
    "PlannedResult",
    "ProgressEntry",
    "PublishedResult",
    "Reminder",
    "Reopening",
    "ResultAnswer",
    "ResultMark",
    "SelfAssessment",
    "SupervisorReview",
    "UnitAchievement",
    "WorkPlan",
    "WorkPlanChange",
]
