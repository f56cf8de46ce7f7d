"""With whom a cycle can be tried: a supervisor and the team; and how the trials went."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import Assignment, Employee
from appraisal.choices import DELIVERED_STAGES, SUBMITTED_STAGES
from appraisal.models import AppraisalCycle, Evaluation
from appraisal.queries.cycle_scope import units_of
from appraisal.queries.participants import candidates, lines_on
from appraisal.rules.trial import MOST_PEOPLE, best_team

SHOWN = 10  # supervisors in the list


@dataclass(frozen=True, slots=True)
class Team:
    """A supervisor with the people of the cycle who report to that person."""

    supervisor: Employee
    size: int


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A trial that was held or runs, and how far its people came."""

    trial: AppraisalCycle
    people: int
    sent: int
    released: int


@dataclass(frozen=True, slots=True)
class Teams:
    """The posts that would get a plan: by supervisor, and by the person who holds them."""

    posts: Mapping[int, list[int]]
    own: Mapping[int, int]

    def size(self, supervisor):
        """Return how many people of the cycle report to a supervisor."""
        return len(self.posts[supervisor.pk])


def teams_of(cycle, actor):
    """Return the teams of the people of a cycle; the same queries for any number of them."""
    lines, posts, own = lines_on(actor.on), defaultdict(list), {}
    people = candidates(cycle, actor.on, units_of(cycle, actor))
    for post, person in people.values_list("pk", "employee_id"):
        line = lines.get(person)
        if line and line.supervisor_id:
            posts[line.supervisor_id].append(post)
            own[person] = post
    return Teams(posts, own)


def supervisors(teams, words=""):
    """Return some supervisors with the size of their teams, by name, the best size first."""
    found = Employee.objects.filter(pk__in=teams.posts)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(nip=words))
    best = best_team(teams.posts)
    rows = sorted(found.order_by("name", "pk"), key=lambda person: person.pk != best)
    return [Team(person, teams.size(person)) for person in rows[:SHOWN]]


def chosen_supervisor(teams, public_id):
    """Return the supervisor of an address, else the one whose team suits best."""
    found = Employee.objects.filter(pk__in=teams.posts)
    named = found.filter(public_id=public_id).first() if public_id else None
    return named or found.filter(pk=best_team(teams.posts)).first()


def trial_people(supervisor, teams):
    """Return the posts of a team, then that of the supervisor where that person takes part too."""
    if supervisor is None:
        return []
    wanted = [*teams.posts[supervisor.pk], teams.own.get(supervisor.pk)]
    rows = Assignment.objects.filter(pk__in=[post for post in wanted if post])
    rows = rows.select_related("employee", "job_position").order_by("employee__name", "pk")
    return sorted(rows, key=lambda post: post.employee_id == supervisor.pk)


def suggested(posts, supervisor):
    """Return the keys of the people who are ticked at first: the team, at most ten."""
    people = [post.employee.public_id for post in posts if post.employee_id != supervisor.pk]
    return people[:MOST_PEOPLE]


def trial_rows(cycle):
    """Return the trials of a cycle, the newest first, with the numbers of their people."""
    trials = list(cycle.trials.order_by("-created_at", "-pk"))
    if not trials:
        return []
    counted = Evaluation.objects.filter(period__cycle__in=trials).values("period__cycle")
    counts = {
        row["period__cycle"]: row
        for row in counted.annotate(
            sent=Count("pk", Q(stage__in=SUBMITTED_STAGES)),
            released=Count("pk", Q(stage__in=DELIVERED_STAGES)),
        )
    }
    people = dict(
        AppraisalCycle.objects.filter(pk__in=[trial.pk for trial in trials])
        .annotate(count=Count("people"))
        .values_list("pk", "count")
    )
    return [
        TrialRow(
            trial,
            people[trial.pk],
            counts.get(trial.pk, {}).get("sent", 0),
            counts.get(trial.pk, {}).get("released", 0),
        )
        for trial in trials
    ]
