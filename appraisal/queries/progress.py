"""How far a cycle is, counted in SQL per unit: stages and dates only, never content."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from accounts.models.dated import in_force
from appraisal.choices import DECIDED_STAGES, SUBMITTED_STAGES, EvaluationStage, WorkPlanStage
from appraisal.models import Evaluation, WorkPlan

FRESH, WIP, SENT, DONE = "fresh", "wip", "sent", "done"
EVALUATION_COUNTS = {
    FRESH: Count("pk", Q(stage=EvaluationStage.SELF_ASSESSMENT, first_saved_at=None)),
    WIP: Count("pk", Q(stage=EvaluationStage.SELF_ASSESSMENT, first_saved_at__isnull=False)),
    SENT: Count("pk", Q(stage=EvaluationStage.REVIEW)),
    DONE: Count("pk", Q(stage__in=DECIDED_STAGES)),
}
PLAN_COUNTS = {
    FRESH: Count("pk", Q(stage=WorkPlanStage.DRAFT, revision=0)),
    WIP: Count("pk", Q(stage=WorkPlanStage.DRAFT, revision__gt=0)),
    SENT: Count("pk", Q(stage=WorkPlanStage.PROPOSED)),
    DONE: Count("pk", Q(stage=WorkPlanStage.AGREED)),
}


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """The people of a unit by how far they are: not started, being filled in, sent, decided."""

    unit_id: int | None
    name: str
    public_id: str = ""
    fresh: int = 0
    wip: int = 0
    sent: int = 0
    done: int = 0

    @property
    def total(self):
        """Return how many people there are."""
        return self.fresh + self.wip + self.sent + self.done

    @property
    def handed_in(self):
        """Return how many have sent theirs, decided or not."""
        return self.sent + self.done

    @property
    def share(self):
        """Return which part has sent theirs."""
        return self.handed_in / self.total if self.total else 0

    @property
    def parts(self):
        """Return the parts of the bar."""
        return (
            ("c-done", self.done),
            ("c-sent", self.sent),
            ("c-wip", self.wip),
            ("c-none", self.fresh),
        )

    @property
    def label(self):
        """Return the bar as a sentence."""
        return _(
            "%(name)s: finished %(done)s, sent %(sent)s, in progress %(wip)s, not started %(fresh)s"
        ) % {
            "name": self.name,
            "done": self.done,
            "sent": self.sent,
            "wip": self.wip,
            "fresh": self.fresh,
        }

    def with_address(self, public_id):
        """Return this row with the key that its link carries."""
        return replace(self, public_id=public_id)

    def with_counts(self, counts):
        """Return this row with further counts added."""
        sums = {key: getattr(self, key) + counts.get(key, 0) for key in (FRESH, WIP, SENT, DONE)}
        return replace(self, **sums)


def expected_plans(cycle, units):
    """Return the first version of the plans that are meant to be evaluated, in some units."""
    return WorkPlan.objects.filter(
        cycle=cycle, version=1, supervisor__isnull=False, org_unit__in=units
    )


def counts_per_unit(period, units, on):
    """Return {unit: {fresh, wip, sent, done}} of a period in two queries, whatever the number.

    Before self-assessment opens the plans are counted; after it the evaluations, and who still waits
    for an agreed plan counts as not started.
    """
    found = defaultdict(dict)
    if period.opened_at is None:
        rows = expected_plans(period.cycle_id, units)
        rows = rows.filter(in_force(on, "assignment__"), employee__is_active=True)
        return {row.pop("org_unit"): row for row in rows.values("org_unit").annotate(**PLAN_COUNTS)}
    rows = Evaluation.objects.filter(period=period, org_unit__in=units)
    for row in rows.values("org_unit").annotate(**EVALUATION_COUNTS):
        found[row.pop("org_unit")] = row
    for row in waiting_plans(period, units, on).values("org_unit").annotate(count=Count("pk")):
        counts = found[row["org_unit"]]
        counts[FRESH] = counts.get(FRESH, 0) + row["count"]
    return found


def waiting_plans(period, units, on):
    """Return the expected plans of posts held on a day that have no evaluation in a period."""
    evaluated = Evaluation.objects.filter(period=period, assignment=OuterRef("assignment"))
    return (
        expected_plans(period.cycle_id, units)
        .filter(in_force(on, "assignment__"), employee__is_active=True)
        .exclude(Exists(evaluated))
    )


def progress_rows(counts, tree, *, per_office):
    """Fold the counts of units into rows, per unit or per office (the level below the root)."""
    rows = {}
    for unit, row in counts.items():
        key = tree.office_of(unit) if per_office else unit
        progress = rows.get(key) or UnitProgress(key, tree.names.get(key, ""))
        rows[key] = progress.with_counts(row)
    return list(rows.values())


def total_of(rows):
    """Return all rows together."""
    whole = UnitProgress(None, "")
    for row in rows:
        whole = whole.with_counts(
            {"fresh": row.fresh, "wip": row.wip, "sent": row.sent, "done": row.done}
        )
    return whole


ORDERS = {
    "name": lambda row: row.name.lower(),
    "people": lambda row: row.total,
    "sent": lambda row: row.share,
    "fresh": lambda row: row.fresh,
}


def sorted_rows(rows, order):
    """Sort rows by name, people, sent or fresh; a leading hyphen turns the order."""
    key = ORDERS.get(order.lstrip("-"), ORDERS["sent"])
    by_name = sorted(rows, key=ORDERS["name"])
    return sorted(by_name, key=key, reverse=order.startswith("-"))


def sent_per_day(period, units):
    """Return {day: how many} of self-assessments sent, or of plans agreed before the period opens."""
    if period.opened_at is None:
        rows = expected_plans(period.cycle_id, units).filter(agreed_at__isnull=False)
        rows = rows.annotate(day=TruncDate("agreed_at"))
    else:
        rows = Evaluation.objects.filter(
            period=period, org_unit__in=units, stage__in=SUBMITTED_STAGES
        )
        rows = rows.filter(submitted_at__isnull=False).annotate(day=TruncDate("submitted_at"))
    return dict(rows.values("day").annotate(count=Count("pk")).values_list("day", "count"))
