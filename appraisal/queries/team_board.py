"""The supervisor's team in one period: who stands where, and what waits for the supervisor."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef, Subquery
from django.urls import reverse

from accounts.models import Delegation, Employee
from accounts.queries.delegation import given_now
from accounts.queries.leave import away_until
from appraisal.choices import EvaluationStage, TeamStatus, WorkPlanStage
from appraisal.models import (
    DraftField,
    Evaluation,
    EvaluationPeriod,
    PhaseWindow,
    PublishedResult,
    WorkPlan,
)
from appraisal.queries.period import current_period
from appraisal.queries.taking_back import handed_back_at, reason_to_return
from appraisal.queries.team_deeds import OtherHand, by_whom, last_move, other_draft, other_hand
from appraisal.queries.team_joining import joining_plans, open_plans, people_without
from appraisal.queries.windows import OPEN_PHASE, more_time_of

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
    rating: str = ""  # the decided predikat, for patterns; never shown beside a name on the board
    more_time: date | None = None  # the last day where this person got more time
    by: str = ""  # who made the last move, if it was not the reader
    other: OtherHand | None = None  # who else is writing a review of this person

    @property
    def name(self):
        """Return the name of the person."""
        return self.evaluation.employee.name

    @property
    def is_reopened(self):
        """Tell whether a decided result was opened again and is not decided anew."""
        return bool(self.rating) and not self.done

    @property
    def asks_back(self):
        """Tell whether the person waits to get the self-assessment back."""
        return self.status in REVIEWABLE and bool(self.evaluation.asked_back)

    @property
    def away_until(self):
        """Return the last day of a leave that holds today, or None."""
        return self.evaluation.away_until

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
    joining_plans: list[WorkPlan]  # proposed, and nobody of the period's evaluations
    plans_in_the_making: list[WorkPlan]
    others: list[Employee]
    on_behalf_of: list[Employee]  # supervisors who delegated their people to the actor
    acting: list[Delegation]  # by which somebody acts for the actor today

    @property
    def same_cycle(self):
        """Return the periods of the cycle that is shown, in their order."""
        return [row for row in reversed(self.periods) if row.cycle_id == self.period.cycle_id]

    @property
    def other_cycles(self):
        """Return the newest period of every other cycle."""
        first = {}
        for row in self.periods:
            if row.cycle_id != self.period.cycle_id:
                first.setdefault(row.cycle_id, row)
        return list(first.values())

    @property
    def elsewhere(self):
        """Return the other periods in which somebody waits for a review."""
        return [row for row in self.periods if row.waiting and row != self.period]

    @property
    def to_review(self):
        """Return who can be reviewed now."""
        return [member for member in self.members if member.status in REVIEWABLE]

    @property
    def begun(self):
        """Return of how many a review is being written."""
        return sum(member.status == TeamStatus.IN_REVIEW for member in self.members)

    @property
    def not_sent(self):
        """Return how many have not sent the self-assessment."""
        return sum(member.status == TeamStatus.NOT_SENT for member in self.members)

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
    """Return the board of the actor's team, in the period asked for or the one that runs now."""
    periods = supervised_periods(actor)
    period = board_period(periods, period_id, actor.on)
    members = team_members(actor, period, with_deadlines=True) if period else []
    plans = open_plans(actor, period)
    joining = joining_plans(plans, period)
    return TeamBoard(
        period=period,
        periods=periods,
        columns=columns(members),
        members=members,
        windows=windows_of(period),
        proposed_plans=[plan for plan in plans if plan.stage == WorkPlanStage.PROPOSED],
        joining_plans=[plan for plan in joining if plan.stage == WorkPlanStage.PROPOSED],
        plans_in_the_making=[plan for plan in joining if plan.stage == WorkPlanStage.DRAFT],
        others=people_without(actor, joining, period),
        on_behalf_of=on_behalf_of(actor, members),
        acting=given_now(actor),
    )


def supervised_periods(actor):
    """Return the periods in which the actor reviews somebody, the newest first; three queries."""
    mine = Evaluation.objects.supervised_by(actor).filter(period=OuterRef("pk"))
    waiting = mine.filter(stage=EvaluationStage.REVIEW).order_by().values("period")
    return list(
        EvaluationPeriod.objects.filter(Exists(mine))
        .annotate(waiting=Subquery(waiting.annotate(people=Count("pk")).values("people")))
        .filter(cycle__archived_at=None)
        .select_related("cycle")
        .prefetch_related("cycle__periods", "cycle__windows")
        .order_by("-until_date", "-pk")
    )


def board_period(periods, period_id, on):
    """Return the period asked for, else the current one of the newest cycle that runs."""
    named = [row for row in periods if row.public_id == period_id]
    counted = [row for row in periods if not row.cycle.is_trial]
    running = [row for row in counted if row.cycle.closed_at is None] or counted or periods
    if named or not running:
        return next(iter(named), None)
    current = current_period(running[0].cycle, on)
    return next((row for row in running if row == current), running[0])


def windows_of(period):
    """Return the windows of a period by phase, from what was loaded with it."""
    if period is None:
        return {}
    rows = [w for w in period.cycle.windows.all() if w.period_id in {period.pk, None}]
    return {window.phase: window for window in rows}


def on_behalf_of(actor, members):
    """Return the supervisors for whom the actor has people on the board."""
    people = {m.evaluation.supervisor for m in members if actor.acting_for(m.evaluation)}
    return sorted(people, key=lambda person: (person.name, person.pk))


def team_members(actor, period, *, with_deadlines=False):
    """Return everybody whom the actor reviews in a period, by name; more time only where it shows."""
    drafts = DraftField.objects.visible_to(actor).filter(evaluation=OuterRef("pk")).order_by()
    newest = drafts.values("evaluation").annotate(newest=Max("saved_at")).values("newest")
    published = PublishedResult.objects.filter(evaluation=OuterRef("pk")).order_by("-version")
    evaluations = (
        Evaluation.objects.visible_to(actor)
        .supervised_by(actor)
        .filter(period=period)
        .select_related("employee", "supervisor", "job_position", "dialogue")
        .annotate(review_saved_at=Subquery(newest))
        .annotate(newest_rating=Subquery(published.values("rating")[:1]))
        .annotate(away_until=away_until(actor.on), handed_back_at=handed_back_at())
        .annotate(last_move=last_move(), other_draft=other_draft(actor))
        .annotate(asked_back=reason_to_return())
        .order_by("employee__name", "pk")
    )
    evaluations = list(evaluations)
    for row in evaluations:
        row.period = period  # known already, with its cycle
    more_time = more_time_of(evaluations, period) if with_deadlines else {}
    return [
        TeamMember(
            row,
            status_of(row.stage, row.review_saved_at),
            row.review_saved_at,
            row.newest_rating or "",
            more_time.get((row, OPEN_PHASE.get(row.stage))),
            by_whom(row.last_move, actor),
            other_hand(row.other_draft) if row.stage == S.REVIEW else None,
        )
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
