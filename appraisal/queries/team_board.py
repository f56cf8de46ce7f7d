"""The supervisor's team in one period: who stands where, and what waits for the supervisor."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import Employee
from appraisal.choices import EvaluationStage, Phase, TeamStatus, WorkPlanStage
from appraisal.models import DraftField, Evaluation, EvaluationPeriod, PhaseWindow, WorkPlan

S = EvaluationStage
STATUS_OF_STAGE = {
    S.SELF_ASSESSMENT: TeamStatus.NOT_SENT,
    S.DECIDED: TeamStatus.DECIDED,
    S.DELIVERED: TeamStatus.RELEASED,
    S.ACKNOWLEDGED: TeamStatus.RELEASED,
    S.FINAL: TeamStatus.CLOSED,
}
REVIEWABLE = (TeamStatus.READY, TeamStatus.IN_REVIEW)
DONE = (TeamStatus.DECIDED, TeamStatus.RELEASED, TeamStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One person of the team in a period, with the dates that the status needs."""

    evaluation: Evaluation
    status: TeamStatus
    saved_at: datetime | None

    @property
    def name(self):
        """Return the name of the person."""
        return self.evaluation.employee.name

    @property
    def done(self):
        """Tell whether the supervisor has decided."""
        return self.status in DONE

    @property
    def url(self):
        """Return where the supervisor goes on: the review, or the decided result."""
        page = "appraisal:result_detail" if self.done else "appraisal:review_competencies"
        return reverse(page, args=[self.evaluation.public_id])


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """Everybody with one status."""

    status: TeamStatus
    members: list[TeamMember]


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """The page "Tim saya"."""

    period: EvaluationPeriod | None
    periods: list[EvaluationPeriod]
    columns: list[BoardColumn]
    members: list[TeamMember]
    windows: dict[str, PhaseWindow]
    proposed_plans: list[WorkPlan]
    plans_in_the_making: list[WorkPlan]
    others: list[Employee]

    @property
    def to_review(self):
        """Return who can be reviewed now."""
        return [member for member in self.members if member.status in REVIEWABLE]

    @property
    def done(self):
        """Return how many are decided."""
        return sum(member.done for member in self.members)

    @property
    def is_empty(self):
        """Tell whether nobody at all belongs to the team."""
        plans = self.proposed_plans or self.plans_in_the_making
        return not (self.members or plans or self.others)


def team_board(actor, period_id=""):
    """Return the board of the actor's team, in the period asked for or the newest one."""
    periods = supervised_periods(actor)
    period = next((row for row in periods if row.public_id == period_id), None)
    period = period or (periods[0] if periods else None)
    members = team_members(actor, period) if period else []
    plans = list(open_plans(actor))
    return TeamBoard(
        period=period,
        periods=periods,
        columns=columns(members),
        members=members,
        windows=windows_of(period),
        proposed_plans=[plan for plan in plans if plan.stage == WorkPlanStage.PROPOSED],
        plans_in_the_making=[plan for plan in plans if plan.stage == WorkPlanStage.DRAFT],
        others=list(people_without(actor, members, plans)),
    )


def supervised_periods(actor):
    """Return the periods in which the actor reviews somebody, the newest and running ones first."""
    mine = Evaluation.objects.supervised_by(actor).filter(period=OuterRef("pk"))
    return list(
        EvaluationPeriod.objects.filter(Exists(mine))
        .select_related("cycle")
        .order_by("-until_date", "-pk")
    )


def team_members(actor, period):
    """Return everybody whom the actor reviews in a period, by name."""
    drafts = DraftField.objects.visible_to(actor).filter(evaluation=OuterRef("pk")).order_by()
    newest = drafts.values("evaluation").annotate(newest=Max("saved_at")).values("newest")
    evaluations = (
        Evaluation.objects.visible_to(actor)
        .supervised_by(actor)
        .filter(period=period)
        .select_related("employee", "job_position")
        .annotate(review_saved_at=Subquery(newest))
        .order_by("employee__name", "pk")
    )
    return [
        TeamMember(row, status_of(row.stage, row.review_saved_at), row.review_saved_at)
        for row in evaluations
    ]


def status_of(stage, saved_at):
    """Return the status on the board; a review is being written once there is a draft."""
    if stage == S.REVIEW:
        return TeamStatus.IN_REVIEW if saved_at else TeamStatus.READY
    return STATUS_OF_STAGE[S(stage)]


def columns(members):
    """Return one column per status, also the empty ones."""
    return [
        BoardColumn(status, [member for member in members if member.status == status])
        for status in TeamStatus
    ]


def windows_of(period):
    """Return the windows of a period by phase."""
    if period is None:
        return {}
    windows = PhaseWindow.objects.filter(Q(period=period) | Q(cycle=period.cycle, phase=Phase.PLAN))
    return {window.phase: window for window in windows}


def open_plans(actor):
    """Return the plans of the team that are not agreed yet, in running cycles."""
    return (
        WorkPlan.objects.followed_by(actor)
        .filter(actor.as_supervisor(), cycle__opened_at__isnull=False, cycle__closed_at=None)
        .exclude(stage=WorkPlanStage.AGREED)
        .select_related("employee", "job_position", "cycle")
        .order_by("employee__name", "pk")
    )


def people_without(actor, members, plans):
    """Return who reports to the actor and stands in none of the lists."""
    listed = [member.evaluation.employee_id for member in members]
    listed += [plan.employee_id for plan in plans]
    return (
        Employee.objects.visible_to(actor)
        .filter(pk__in=actor.employee.reports(actor.on))
        .exclude(pk__in=listed)
        .order_by("name", "pk")
    )
