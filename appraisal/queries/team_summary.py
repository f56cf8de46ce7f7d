"""The team as a whole, once decided: levels of everybody, how the predikat lie, and questions."""

from collections import Counter
from dataclasses import dataclass

from accounts.models import Employee
from appraisal.choices import RatingLabel
from appraisal.models import Evaluation, EvaluationPeriod, PublishedResult, UnitAchievement
from appraisal.queries.achievement import achievement_for
from appraisal.queries.review_summary import TeamPattern, pattern
from appraisal.queries.team_board import (
    TeamBoard,
    TeamMember,
    board_period,
    supervised_periods,
    team_members,
)
from appraisal.queries.team_questions import Question, questions_about
from appraisal.rules.distribution import SE_3_2023, OrganisationAchievement, WarningCode
from appraisal.rules.team_patterns import FEWEST_PEOPLE, Rated

TICKS = {WarningCode.ABOVE_MAXIMUM, WarningCode.BELOW_MINIMUM}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One level of one person beside the standard; None where nothing was rated."""

    level: int | None = None
    standard: int | None = None

    @property
    def gap(self):
        """Return level minus standard, or None."""
        return None if self.level is None else self.level - self.standard

    @property
    def tone(self):
        """Return the shade: "none", or n2, n1, 0, p1, p2 from far below to far above."""
        if self.gap is None:
            return "none"
        step = max(-2, min(2, self.gap))
        return f"{'n' if step < 0 else 'p' if step else ''}{abs(step)}"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One person: the decided predikat and levels, or that they are still to come."""

    member: TeamMember
    rating: RatingLabel | None
    cells: tuple[HeatCell, ...]

    @property
    def url(self):
        """Return the page of the result, or of the review."""
        return self.member.url


@dataclass(frozen=True, slots=True)
class TeamSummary:
    """The page "Ringkasan tim dan sebaran" of one supervisor in one period."""

    period: EvaluationPeriod | None
    periods: list[EvaluationPeriod]
    desk: Employee | None  # whose team it is; a delegate may open several
    desks: list[Employee]
    columns: tuple[str, ...]
    rows: list[SummaryRow]
    achievement: UnitAchievement | None
    pattern: TeamPattern | None
    bars: list[tuple]
    questions: list[Question]

    same_cycle = TeamBoard.same_cycle
    other_cycles = TeamBoard.other_cycles

    @property
    def asked(self):
        """Return (question, rows of the people it names)."""
        return [
            (found.text, [row for row in self.rows if row.member.evaluation.pk in found.keys])
            for found in self.questions
        ]

    @property
    def total(self):
        """Return how many people the team has in this period."""
        return len(self.rows)

    @property
    def done(self):
        """Return how many are decided."""
        return sum(row.rating is not None for row in self.rows)

    @property
    def is_shown(self):
        """Tell whether enough is decided for a pattern to say something."""
        return self.done >= FEWEST_PEOPLE

    @property
    def still_needed(self):
        """Return how many decisions are missing until the distribution appears."""
        return FEWEST_PEOPLE - self.done

    @property
    def to_review(self):
        """Return where the first person who can be reviewed stands, or nothing."""
        ready = (row.member for row in self.rows if row.member.status in ("READY", "IN_REVIEW"))
        return next((member.url for member in ready), "")


def team_summary(actor, period_id="", desk_id=""):
    """Return the summary of the actor's team, or of one the actor acts for."""
    periods = supervised_periods(actor)
    period = board_period(periods, period_id, actor.on)
    members = team_members(actor, period) if period else []
    desks = sorted({m.evaluation.supervisor for m in members}, key=lambda p: (p.name, p.pk))
    desk = chosen_desk(desks, desk_id, actor)
    members = [member for member in members if member.evaluation.supervisor == desk]
    snapshots = decided_snapshots(actor, members)
    columns = columns_of(snapshots.values())
    rows = [summary_row(member, snapshots, columns) for member in members]
    achievement = achievement_for(desk, period, actor.on) if desk else None
    counts = Counter(row.rating.value for row in rows if row.rating)
    found = pattern(counts, achievement) if counts else None
    return TeamSummary(
        period=period,
        periods=periods,
        desk=desk,
        desks=desks,
        columns=tuple(columns.values()),
        rows=rows,
        achievement=achievement,
        pattern=found,
        bars=bars_of(found, achievement) if found else [],
        questions=questions_about(
            [
                rated_by(row.member, snapshots[row.member.evaluation.pk])
                for row in rows
                if row.rating
            ],
            columns,
        ),
    )


def chosen_desk(desks, desk_id, actor):
    """Return the desk asked for, else one's own, else the first of those one acts for."""
    named = [person for person in desks if person.public_id == desk_id]
    own = [person for person in desks if person.pk == actor.employee.pk]
    return next(iter([*named, *own, *desks]), None)


def decided_snapshots(actor, members):
    """Return {evaluation: snapshot} of the newest decision about each member; one query."""
    done = [member.evaluation.pk for member in members if member.done]
    rows = (
        PublishedResult.objects.visible_to(actor)
        .filter(evaluation__in=Evaluation.objects.filter(pk__in=done))
        .order_by("evaluation", "-version", "-pk")
        .distinct("evaluation")
    )
    return dict(rows.values_list("evaluation", "snapshot"))


def columns_of(snapshots):
    """Return {code: name} of every competency that was rated, in the order of the dictionary."""
    found = {}
    for snapshot in snapshots:
        found |= {row["code"]: row["name"] for row in snapshot["competencies"]}
    return dict(sorted(found.items()))


def summary_row(member, snapshots, columns):
    """Return one line of the strip."""
    snapshot = snapshots.get(member.evaluation.pk)
    if snapshot is None:
        return SummaryRow(member, None, ())
    known = {row["code"]: row for row in snapshot["competencies"]}
    cells = (
        HeatCell(known[code]["level"], known[code]["standard"]) if code in known else HeatCell()
        for code in columns
    )
    return SummaryRow(member, RatingLabel(snapshot["ratings"]["rating"]), tuple(cells))


def rated_by(member, snapshot):
    """Return what the rules look at, of a member of the team and the decision."""
    lines, ratings = snapshot["competencies"], snapshot["ratings"]
    examples = tuple(line["example"] for line in lines)
    return Rated(
        name=member.name,
        key=member.evaluation.pk,
        rating=ratings["rating"],
        levels={line["code"]: line["level"] for line in lines},
        standards={line["code"]: line["standard"] for line in lines},
        own={line["code"]: line["self_level"] for line in lines if line["self_level"]},
        words=(ratings["results_reason"], ratings["behaviour_reason"], *examples),
    )


def bars_of(found, achievement):
    """Return the bars of the distribution; shares and the guide's ticks from six people on."""
    limits = limits_of(achievement) if found.total > SE_3_2023.counts_only_up_to else {}
    bars = []
    for label, count in found.counts:
        share = count / found.total
        text = f"{count} ({share:.0%})" if found.total > SE_3_2023.counts_only_up_to else str(count)
        bars.append((str(label.label).replace(" ", "|"), share, text, limits.get(label.value)))
    return bars


def limits_of(achievement):
    """Return {predikat: share} that the guide names for one predikat alone."""
    if achievement is None:
        return {}
    rules = SE_3_2023.rules[OrganisationAchievement(achievement.value)]
    single = [rule for rule in rules if rule.code in TICKS and len(rule.ratings) == 1]
    return {rule.ratings[0].value: float(rule.limit) / 100 for rule in single}
