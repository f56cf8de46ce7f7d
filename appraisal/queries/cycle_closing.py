"""What is not finished in a cycle, counted by what it waits for."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.models import Evaluation, WorkPlan

WAITING = (  # key, condition on an evaluation, sentence
    (
        "not_sent",
        Q(stage=EvaluationStage.SELF_ASSESSMENT),
        ngettext_lazy(
            "%(count)s self-assessment was not sent",
            "%(count)s self-assessments were not sent",
            "count",
        ),
    ),
    (
        "not_decided",
        Q(stage=EvaluationStage.REVIEW),
        ngettext_lazy(
            "%(count)s evaluation was not decided",
            "%(count)s evaluations were not decided",
            "count",
        ),
    ),
    (
        "not_released",
        Q(stage=EvaluationStage.DECIDED),
        ngettext_lazy(
            "%(count)s result was decided and not released",
            "%(count)s results were decided and not released",
            "count",
        ),
    ),
    (
        "not_read",
        Q(stage=EvaluationStage.DELIVERED),
        ngettext_lazy(
            "%(count)s released result was not read and discussed",
            "%(count)s released results were not read and discussed",
            "count",
        ),
    ),
)
NO_PLAN = ngettext_lazy(
    "%(count)s work plan was not agreed", "%(count)s work plans were not agreed", "count"
)
NOT_OPENED = _("%(period)s: self-assessment was never opened")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One kind of open work: how much, and in words."""

    key: str
    count: int
    words: str


def unfinished(cycle):
    """Return every kind of open work of a cycle; the same queries for any number of people."""
    counts = Evaluation.objects.filter(period__cycle=cycle).aggregate(
        **{key: Count("pk", condition) for key, condition, _words in WAITING}
    )
    found = [("no_plan", without_agreed_plan(cycle).count(), NO_PLAN)]
    found += [(key, counts[key], words) for key, _condition, words in WAITING]
    rows = [
        Unfinished(key, count, words % {"count": count}) for key, count, words in found if count
    ]
    never = cycle.periods.filter(opened_at=None).order_by("until_date", "pk")
    return rows + [
        Unfinished("not_opened", 1, NOT_OPENED % {"period": period.title}) for period in never
    ]


def without_agreed_plan(cycle):
    """Return the first versions of plans of which no version was agreed."""
    agreed = WorkPlan.objects.filter(
        cycle=cycle, assignment=OuterRef("assignment"), stage=WorkPlanStage.AGREED
    )
    plans = WorkPlan.objects.filter(cycle=cycle, version=1, supervisor__isnull=False)
    return plans.exclude(Exists(agreed))
