"""The teams one level below: agreed plans and decided results that the superior may read."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Q

from accounts.models import Employee
from appraisal.models import Evaluation, EvaluationPeriod, WorkPlan
from appraisal.queries.team_board import TeamBoard, board_period


@dataclass(frozen=True, slots=True)
class PersonBelow:
    """One person with what the superior may read; nothing else is known of the rest."""

    person: Employee
    supervisor: Employee
    plan: WorkPlan | None
    evaluation: Evaluation | None


@dataclass(frozen=True, slots=True)
class TeamsBelow:
    """The page "Satu tingkat di bawah" in one period."""

    period: EvaluationPeriod | None
    periods: list[EvaluationPeriod]
    teams: list[tuple[Employee, list[PersonBelow]]]

    same_cycle = TeamBoard.same_cycle
    other_cycles = TeamBoard.other_cycles


def teams_below(actor, period_id=""):
    """Return the people below the actor's own team, by supervisor, in one period; five queries."""
    periods = periods_below(actor)
    period = board_period(periods, period_id, actor.on)
    rows = people_below(actor, period) if period else []
    teams = groupby(rows, key=lambda row: row.supervisor)
    return TeamsBelow(period, periods, [(person, list(found)) for person, found in teams])


def has_teams_below(actor):
    """Tell whether the actor may read anything one level below."""
    return rows_below(actor).exists()


def plans_below(actor):
    """Return the agreed plans that the actor reads as superior of the supervisor."""
    return WorkPlan.objects.visible_to(actor).agreed().filter(superior=actor.employee)


def results_below(actor):
    """Return the decided evaluations that the actor reads as superior of the supervisor."""
    return Evaluation.objects.review_visible_to(actor).filter(superior=actor.employee)


def periods_below(actor):
    """Return the periods in which there is something to read, the newest first; three queries."""
    rows = rows_below(actor).select_related("cycle")
    rows = rows.prefetch_related("cycle__periods", "cycle__windows")
    return list(rows.order_by("-until_date", "-pk"))


def rows_below(actor):
    """Return the periods with a plan or a result that the actor reads as superior."""
    plans = plans_below(actor).filter(cycle=OuterRef("cycle"))
    results = results_below(actor).filter(period=OuterRef("pk"))
    known = Q(Exists(plans)) | Q(Exists(results))
    return EvaluationPeriod.objects.filter(known, cycle__archived_at=None)


def people_below(actor, period):
    """Return a row for each post with a plan or a result to read, by supervisor and name."""
    people = ("employee", "supervisor", "job_position")
    plans = plans_below(actor).filter(cycle=period.cycle_id).select_related(*people)
    results = results_below(actor).filter(period=period).select_related(*people)
    plan_of = {row.assignment_id: row for row in plans.order_by("version", "pk")}
    result_of = {row.assignment_id: row for row in results.order_by("pk")}
    rows = [row_of(plan_of.get(post), result_of.get(post)) for post in {**plan_of, **result_of}]
    return sorted(rows, key=place)


def row_of(plan, evaluation):
    """Return one row; who is in charge of the evaluation counts before who is in charge of the plan."""
    record = evaluation or plan
    return PersonBelow(record.employee, record.supervisor, plan, evaluation)


def place(row):
    """Return where a row stands."""
    boss, person = row.supervisor, row.person
    return boss.name, boss.pk, person.name, person.pk
