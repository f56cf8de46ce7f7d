"""What a draft may be copied from: earlier plans, plans that colleagues share, the library."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from accounts.models.org_unit import units_named
from appraisal.models import LibraryResult, PlannedResult, PlanShare, WorkPlan

EARLIER, COLLEAGUE, LIBRARY = "lalu", "rekan", "pustaka"
PER_PAGE = {EARLIER: 5, COLLEAGUE: 10, LIBRARY: 40}  # plans, or results of the library


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One result that can be chosen, with its targets as one text."""

    result: PlannedResult | LibraryResult
    targets: tuple[str, ...]
    is_there: bool  # the draft holds the same words already

    @property
    def key(self):
        """Return what the box of this line sends."""
        return self.result.public_id


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """The lines of one plan, or a page of the library."""

    title: str
    note: str
    lines: tuple[CopyLine, ...]


def own_plans(plan, actor):
    """Return the actor's agreed plans of other cycles, the newest first, each in its last version."""
    return (
        WorkPlan.objects.agreed()
        .filter(employee=actor.employee, cycle__trial_of=None)
        .exclude(cycle=plan.cycle_id)
        .filter(pk__in=newest_agreed().values("pk"))
        .select_related("cycle")
        .order_by("-cycle__from_date", "-pk")
    )


def newest_agreed():
    """Return the plans that no newer agreed version replaces."""
    agreed = WorkPlan.objects.agreed()
    return agreed.order_by("assignment", "cycle", "-version").distinct("assignment", "cycle")


def shared_plans(actor):
    """Return the agreed plans that colleagues let the actor copy from."""
    shares = PlanShare.objects.in_force().filter(employee=actor.employee)
    return (
        WorkPlan.objects.agreed()
        .filter(pk__in=shares.values("work_plan"))
        .select_related("cycle", "employee")
        .order_by("-cycle__from_date", "employee__name", "pk")
    )


def library(kind="", words=""):
    """Return the results that the library offers, the newest first."""
    rows = LibraryResult.objects.offered()
    if kind:
        rows = rows.filter(position_kind=kind)
    if words:
        rows = rows.filter(
            Q(statement__icontains=words) | Q(indicators__statement__icontains=words)
        ).distinct()
    return rows.order_by("-added_at", "-pk")


def offered(plan, actor, source, *, kind="", words=""):
    """Return the rows of one source with all that is shown of them: plans, or results."""
    if source == LIBRARY:
        return library(kind, words).prefetch_related("indicators", units_named(actor.on))
    return with_results(shared_plans(actor) if source == COLLEAGUE else own_plans(plan, actor))


def copy_groups(plan, source, rows):
    """Return one page of rows as lines to choose; the same number of queries for any number."""
    known = set(plan.planned_results.values_list("statement", flat=True))
    if source == LIBRARY:
        lines = tuple(copy_line(row, known) for row in rows)
        return (CopyGroup(_("Library of results"), "", lines),) if lines else ()
    if source == COLLEAGUE:
        return tuple(plan_group(row, row.employee.full_name, row.cycle.name, known) for row in rows)
    return tuple(plan_group(row, row.cycle.name, "", known) for row in rows)


def with_results(plans):
    """Fetch the results of plans with their indicators, in the order of the form."""
    results = PlannedResult.objects.in_form_order().prefetch_related("indicators")
    return plans.prefetch_related(Prefetch("planned_results", results))


def plan_group(plan, title, note, known):
    """Return the lines of one plan."""
    lines = tuple(copy_line(row, known) for row in plan.planned_results.all())
    return CopyGroup(title, note, lines)


def copy_line(row, known):
    """Return one result with its targets."""
    measures = sorted(row.indicators.all(), key=lambda one: (one.position, one.pk))
    targets = tuple(
        f"{one.statement}: {one.target_text} {one.unit_of_measure}".strip() for one in measures
    )
    return CopyLine(row, targets, row.statement in known)


def chosen_sources(plan, actor, source, keys):
    """Return the chosen rows in the order of the page; only what the actor may copy."""
    if source == LIBRARY:
        rows = LibraryResult.objects.offered().filter(public_id__in=keys)
        return list(rows.prefetch_related("indicators").order_by("-added_at", "-pk"))
    plans = shared_plans(actor) if source == COLLEAGUE else own_plans(plan, actor)
    rows = PlannedResult.objects.filter(public_id__in=keys, work_plan__in=plans.values("pk"))
    return list(rows.in_form_order().prefetch_related("indicators"))


def earlier_plan(plan, actor):
    """Return the newest earlier plan to begin from, or None."""
    return own_plans(plan, actor).first()
