"""Which cycles somebody works on: HR prepares whole cycles and follows the own units."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef

from accounts.choices import Role
from accounts.queries.org_tree import tree_for
from appraisal.models import AppraisalCycle, WorkPlan
from appraisal.queries.participants import covered_units, units_with_descendants


def is_admin_of(units, actor):
    """Tell whether the actor is HR administrator for every one of some units."""
    return actor.is_hr_of_everything or frozenset(units) <= actor.units(Role.HR_ADMIN)


def manages(cycle, actor, units=None):
    """Tell whether the actor may prepare and open a cycle: administrator of all it covers."""
    units = units_of(cycle, actor) if units is None else units
    if not units:
        return cycle.created_by_id == actor.employee.pk or actor.is_hr_of_everything
    return is_admin_of(units, actor)


def units_of(cycle, actor):
    """Return the units of a cycle with all below, in the tree that the actor brings along."""
    return covered_units(cycle, actor.on, tree_for(actor))


def units_in_scope(actor, units):
    """Return those of some units that the actor follows as HR."""
    return units if actor.sees_everybody else units & actor.hr_units


def top_units(actor, tree):
    """Return the highest units of which the actor is HR administrator."""
    own = actor.units(Role.HR_ADMIN) & tree.names.keys()
    return frozenset(unit for unit in own if tree.parents.get(unit) not in own)


def main_cycle(cycles, units):
    """Return the newest cycle (they come newest first) that is about most people of some units.

    A cycle of a single unit opened last does not push the one of the whole agency aside: whoever
    covers less than half of the widest cycle does not count. One query, none for a single cycle.
    """
    if len(cycles) < 2:
        return next(iter(cycles), None)
    plans = WorkPlan.objects.filter(cycle__in=cycles, version=1, org_unit__in=units)
    people = dict(plans.order_by().values_list("cycle").annotate(Count("pk")))
    widest = max(people.values(), default=0)
    return next(cycle for cycle in cycles if people.get(cycle.pk, 0) * 2 >= widest)


def archived_last(cycles):
    """Return cycles in their order, the archived ones behind the others."""
    return sorted(cycles, key=lambda cycle: cycle.archived_at is not None)


def other_running(cycle, actor):
    """Return the other running cycles with people in the units that the actor follows."""
    running = AppraisalCycle.objects.running().exclude(pk=cycle.pk).order_by("-from_date", "-pk")
    if actor.sees_everybody:
        return running
    return running.filter(
        Exists(WorkPlan.objects.filter(cycle=OuterRef("pk"), org_unit__in=actor.hr_units))
    )


def cycles_in_scope(actor):
    """Return (cycle, units covered) for every cycle that concerns the actor as HR, newest first."""
    tree = tree_for(actor)
    chosen = AppraisalCycle.units.through.objects.filter(appraisalcycle=OuterRef("pk"))
    cycles = (
        AppraisalCycle.objects.visible_to(actor)
        .select_related("template", "created_by")
        .prefetch_related("windows", "periods")
        .annotate(chosen_units=ArraySubquery(chosen.values("orgunit")))
        .order_by("-from_date", "-pk")
    )
    found = []
    for cycle in cycles:
        units = units_with_descendants(cycle.chosen_units, tree)
        followed = cycle.opened_at and units_in_scope(actor, units)
        if followed or manages(cycle, actor, units):
            found.append((cycle, units))
    return found
