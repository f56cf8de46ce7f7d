"""The words of the appraisal: stages and their named sets, parts, marks and phases."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from appraisal.rules.distribution import OrganisationAchievement
from appraisal.rules.quadrant import Expectation, PerformanceRating


class WorkPlanStage(TextChoices):
    """The life of one version of a work plan."""

    DRAFT = "DRAFT", _("Draft")
    PROPOSED = "PROPOSED", _("Proposed")
    AGREED = "AGREED", _("Agreed")


class EvaluationStage(TextChoices):
    """The life of an evaluation."""

    SELF_ASSESSMENT = "SELF_ASSESSMENT", _("Self-assessment")
    REVIEW = "REVIEW", _("Supervisor's review")
    DECIDED = "DECIDED", _("Decided")
    DELIVERED = "DELIVERED", _("Results released")
    ACKNOWLEDGED = "ACKNOWLEDGED", _("Read and discussed")
    FINAL = "FINAL", _("Closed")


PROPOSED_STAGES = (WorkPlanStage.PROPOSED, WorkPlanStage.AGREED)
DELIVERED_STAGES = (
    EvaluationStage.DELIVERED,
    EvaluationStage.ACKNOWLEDGED,
    EvaluationStage.FINAL,
)
DECIDED_STAGES = (EvaluationStage.DECIDED, *DELIVERED_STAGES)
SUBMITTED_STAGES = (EvaluationStage.REVIEW, *DECIDED_STAGES)


class ExpectationMark(TextChoices):
    """The three steps of every mark and rating (PermenPANRB 6/2022 p. 97-102)."""

    ABOVE = Expectation.ABOVE.value, _("Above expectations")
    MEETS = Expectation.MEETS.value, _("Meets expectations")
    BELOW = Expectation.BELOW.value, _("Below expectations")


class RatingLabel(TextChoices):
    """The predikat kinerja, looked up in the quadrant, never computed."""

    VERY_GOOD = PerformanceRating.VERY_GOOD.value, _("Very good")
    GOOD = PerformanceRating.GOOD.value, _("Good")
    NEEDS_IMPROVEMENT = PerformanceRating.NEEDS_IMPROVEMENT.value, _("Needs improvement")
    POOR = PerformanceRating.POOR.value, _("Poor")
    VERY_POOR = PerformanceRating.VERY_POOR.value, _("Very poor")


class AchievementValue(TextChoices):
    """The capaian kinerja organisasi."""

    OUTSTANDING = OrganisationAchievement.OUTSTANDING.value, _("Outstanding")
    GOOD = OrganisationAchievement.GOOD.value, _("Good (organisation)")
    NEEDS_IMPROVEMENT = (
        OrganisationAchievement.NEEDS_IMPROVEMENT.value,
        _("Needs improvement (organisation)"),
    )
    POOR = OrganisationAchievement.POOR.value, _("Poor (organisation)")
    VERY_POOR = OrganisationAchievement.VERY_POOR.value, _("Very poor (organisation)")


ACHIEVEMENT_WORDS = {  # where the sentence says already that the organisation is meant
    AchievementValue.OUTSTANDING: _("Outstanding"),
    AchievementValue.GOOD: pgettext_lazy("achievement of the organisation", "Good"),
    AchievementValue.NEEDS_IMPROVEMENT: pgettext_lazy(
        "achievement of the organisation", "Needs improvement"
    ),
    AchievementValue.POOR: pgettext_lazy("achievement of the organisation", "Poor"),
    AchievementValue.VERY_POOR: pgettext_lazy("achievement of the organisation", "Very poor"),
}


class PeriodKind(TextChoices):
    """How long an evaluation period is."""

    MONTH = "MONTH", _("monthly")
    QUARTER = "QUARTER", _("quarterly")
    SEMESTER = "SEMESTER", _("half-yearly")
    ANNUAL = "ANNUAL", _("annual")


class Phase(TextChoices):
    """The phases of a cycle that have a window."""

    PLAN = "PLAN", _("Work plan")
    SELF_ASSESSMENT = "SELF_ASSESSMENT", _("Self-assessment")
    REVIEW = "REVIEW", _("Supervisor's review")
    DELIVERY = "DELIVERY", _("Results and dialogue")


class PlanApproach(TextChoices):
    """How results are described (performance.md 2.2)."""

    QUANTITATIVE = "QUANTITATIVE", _("quantitative")
    QUALITATIVE = "QUALITATIVE", _("qualitative")


class ResultKind(TextChoices):
    """Priority of a planned result, decided by the supervisor."""

    MAIN = "MAIN", _("main")
    ADDITIONAL = "ADDITIONAL", _("additional")


class Aspect(TextChoices):
    """What an indicator measures (form A.1.7)."""

    QUANTITY = "QUANTITY", _("quantity")
    QUALITY = "QUALITY", _("quality")
    TIME = "TIME", _("time")
    COST = "COST", _("cost")


class Direction(TextChoices):
    """Which way an indicator should move."""

    UP = "UP", _("higher is better")
    DOWN = "DOWN", _("lower is better")
    RANGE = "RANGE", _("within the range")


class Perspective(TextChoices):
    """The perspectives of forms A.1.1 and A.1.2 (JPT and heads of independent units)."""

    RECIPIENTS = "RECIPIENTS", _("service recipients")
    PROCESS = "PROCESS", _("business process")
    STRENGTHENING = "STRENGTHENING", _("internal strengthening")
    BUDGET = "BUDGET", _("budget")


class NarrativeKind(TextChoices):
    """The three stories of a self-assessment."""

    ACHIEVEMENT = "ACHIEVEMENT", _("Achievements")
    CHALLENGE = "CHALLENGE", _("Challenges")
    INNOVATION = "INNOVATION", _("Innovations")


class Part(TextChoices):
    """The parts that a template switches on."""

    WORK_PLAN = "WORK_PLAN", _("Work plan (SKP)")
    RESULTS = "RESULTS", _("Self-assessment: results")
    NARRATIVES = "NARRATIVES", _("Achievements, challenges, innovations")
    BEHAVIOURS = "BEHAVIOURS", _("Behaviours (BerAKHLAK)")
    CRITERIA = "CRITERIA", _("Criteria of the agency")
    COMPETENCIES = "COMPETENCIES", _("Competencies")
    PEERS = "PEERS", _("Peer feedback")
    CALIBRATION = "CALIBRATION", _("Assessment team")
    SURVEY = "SURVEY", _("Citizens' survey")
    RATER_TRAINING = "RATER_TRAINING", _("Rater training")
    DEVELOPMENT = "DEVELOPMENT", _("Development plan")
    TALENT = "TALENT", _("Talent view")


class CycleOption(TextChoices):
    """What a template or a cycle may switch on beside its parts."""

    BOTH_MEASURES = "BOTH_MEASURES", _("Every planned result is measured by numbers and in words")
    CASCADED = "CASCADED", _("Every main result names the leader's result it serves")
    BLIND_FIRST = "BLIND_FIRST", _("The supervisor marks first, then sees the self-assessment")
    INTEGRITY_FIRST = "INTEGRITY_FIRST", _("Integrity stands first")


class DialogueSide(TextChoices):
    """The two people of a performance dialogue."""

    EMPLOYEE = "EMPLOYEE", _("the employee")
    SUPERVISOR = "SUPERVISOR", _("the supervisor")


class DocumentKind(TextChoices):
    """What is printed and can be verified."""

    EVALUATION = "EVALUATION", _("Evaluation document (D.1.1)")
    REPORT = "REPORT", _("Result report")


class TeamStatus(TextChoices):
    """Where a team member stands on the supervisor's board, in the board's order."""

    NOT_SENT = "NOT_SENT", _("Not sent yet")
    READY = "READY", _("Ready for review")
    IN_REVIEW = "IN_REVIEW", _("Being reviewed")
    DECIDED = "DECIDED", _("Decided")
    RELEASED = "RELEASED", _("Results released")
    CLOSED = "CLOSED", _("Closed")


class ReopeningSide(TextChoices):
    """The two sides that open a released result again together."""

    HR = "HR", _("HR")
    SUPERIOR = "SUPERIOR", _("superior of the supervisor")


class ReminderAudience(TextChoices):
    """Whose step is still open, in the order of the path."""

    PLAN_OWNER = "PLAN_OWNER", _("Work plan not proposed yet")
    PLAN_SUPERVISOR = "PLAN_SUPERVISOR", _("Work plan waits for the supervisor")
    NOT_STARTED = "NOT_STARTED", _("Self-assessment not started")
    IN_PROGRESS = "IN_PROGRESS", _("Self-assessment begun, not sent")
    TO_REVIEW = "TO_REVIEW", _("Self-assessment waits for the supervisor's review")
    TO_RELEASE = "TO_RELEASE", _("Result decided, not released")
    TO_READ = "TO_READ", _("Result released, not marked as read")


class ExportKind(TextChoices):
    """What HR may take out as a table."""

    PARTICIPANTS = "PARTICIPANTS", _("Participants and their status")
    PLANS = "PLANS", _("Agreed work plans")
    RESULTS = "RESULTS", _("Results")
    ACHIEVEMENTS = "ACHIEVEMENTS", _("Achievement of units")
    PEOPLE = "PEOPLE", _("Employees and supervisors")
    FOCUSES = "FOCUSES", _("Development focuses")


class PackLayout(TextChoices):
    """How documents are put together."""

    FOLDERS = "FOLDERS", _("ZIP with a folder per unit, one PDF per document")
    MERGED = "MERGED", _("One PDF to print, by unit and name")


class ExportFormat(TextChoices):
    """As which file."""

    XLSX = "XLSX", _("Excel (XLSX)")
    CSV = "CSV", _("CSV with semicolons")
