"""What leaders count in a period: results released by one moment, never person by person as they come.

Were the numbers to grow with every release, the one that came last could be read off. So a period is
published once: when its window for results is over, or when its cycle was closed before.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Subquery, Sum
from django.utils import timezone

from appraisal.choices import DELIVERED_STAGES, Phase, RatingLabel
from appraisal.models import (
    CompetencyRating,
    DevelopmentFocus,
    Evaluation,
    EvaluationChange,
    PublishedResult,
    SupervisorReview,
)
from appraisal.rules.suppression import publishable
from appraisal.workflow.evaluation import DELIVER


@dataclass(frozen=True, slots=True)
class Counted:
    """The results of a period in numbers, per unit, and which groups may be shown."""

    stand: datetime
    people: dict[int, int]  # per unit
    ratings: dict[int, dict[str, int]]
    levels: dict[int, dict[int, tuple[int, int]]]  # unit -> competency -> (people, sum of gaps)
    focuses: dict[int, dict[int | None, int]]
    shown: frozenset
    shown_levels: dict[int, frozenset]  # competency -> groups
    later: int  # released after that moment


def publication_of(period, windows):
    """Return when the results of a period are published: a moment, or None where no window says it.

    More time granted after that day publishes nothing anew: two sets of numbers would tell a person.
    """
    window = next((each for each in windows if each.phase == Phase.DELIVERY), None)
    ends = [timezone.localtime(period.cycle.closed_at)] if period.cycle.closed_at else []
    if window:
        after = datetime.combine(first_end(window) + timedelta(days=1), time())
        ends.append(timezone.make_aware(after))
    return min(ends, default=None)


def first_end(window):
    """Return the day on which a window ended first; one query."""
    late = window.extensions.filter(org_unit=None, employee=None)
    late = late.filter(granted_at__date__gt=F("before_date"))
    return late.aggregate(first=Min("before_date"))["first"] or window.closes_date


def counted(period, stand, tree):
    """Count what was released by a moment in five queries, whatever the number of people."""
    results = released_results(period, stand)
    ratings = defaultdict(dict)
    for unit, rating, people in grouped(results, "evaluation__org_unit", "rating"):
        ratings[unit][RatingLabel(rating)] = people
    people = {unit: sum(row.values()) for unit, row in ratings.items()}
    levels = levels_of(results)
    return Counted(
        stand=stand,
        people=people,
        ratings=dict(ratings),
        levels=levels,
        focuses=focuses_of(results),
        shown=groups(people, tree),
        shown_levels=shown_levels(levels, tree),
        later=released_now(period) - sum(people.values()),
    )


def released_results(period, stand):
    """Return one result per person: the version that was released by a moment."""
    moves = EvaluationChange.objects.filter(
        evaluation=OuterRef("evaluation"), transition=DELIVER.name, changed_at__lt=stand
    )
    newest = (
        PublishedResult.objects.filter(evaluation__period=period)
        .annotate(released_at=Subquery(moves.order_by("-changed_at").values("changed_at")[:1]))
        .filter(released_at__gte=F("decided_at"))
        .order_by("evaluation", "-version")
        .distinct("evaluation")
    )
    return PublishedResult.objects.filter(pk__in=newest.values("pk"))


def released_now(period):
    """Return how many people of a period have their result by now."""
    return Evaluation.objects.filter(period=period, stage__in=DELIVERED_STAGES).count()


def grouped(rows, *names):
    """Return (value, ..., how many) for each combination of values."""
    return rows.order_by().values_list(*names).annotate(people=Count("pk"))


def reviews_of(results):
    """Return the reviews that results were made from."""
    made = results.filter(evaluation=OuterRef("evaluation"), version=OuterRef("version"))
    return SupervisorReview.objects.filter(Exists(made))


def levels_of(results):
    """Return {unit: {competency: (people, sum of the differences to the standard)}}."""
    rows = CompetencyRating.objects.filter(review__in=reviews_of(results).values("pk"))
    found = defaultdict(dict)
    sums = rows.order_by().values_list("review__evaluation__org_unit", "competency")
    for unit, competency, people, gap in sums.annotate(
        Count("pk"), gap=Sum(F("level") - F("standard"))
    ):
        found[unit][competency] = (people, gap)
    return dict(found)


def focuses_of(results):
    """Return {unit: {competency or None: how many people are to work on it}}."""
    rows = DevelopmentFocus.objects.filter(review__in=reviews_of(results).values("pk"))
    found = defaultdict(dict)
    names = ("review__evaluation__org_unit", "competency")
    counts = rows.order_by().values_list(*names).annotate(Count("review", distinct=True))
    for unit, competency, people in counts:
        found[unit][competency] = people
    return dict(found)


def groups(people, tree):
    """Return the groups of the whole tree that may be shown, the same for everybody who looks."""
    return publishable(people, tree.children, tree.children.get(None, ()))


def shown_levels(levels, tree):
    """Return {competency: groups}: each competency by itself, as not everybody is rated in each."""
    people = defaultdict(dict)
    for unit, row in levels.items():
        for competency, (count, _gap) in row.items():
            people[competency][unit] = count
    return {competency: groups(counts, tree) for competency, counts in people.items()}
