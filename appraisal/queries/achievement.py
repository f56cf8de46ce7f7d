"""The achievement of the unit that a supervisor leads (product.md 9.25; PermenPANRB 6/2022 p. 92-97)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from accounts.choices import AssignmentKind
from accounts.models import Assignment
from accounts.queries.org_tree import org_tree, tree_for
from appraisal.choices import DECIDED_STAGES
from appraisal.models import Evaluation, UnitAchievement
from appraisal.queries.participants import covered_units


def achievement_for(supervisor, period, on, tree=None):
    """Return the achievement that counts for everybody rated by a supervisor, or None.

    That of the unit the supervisor leads (p. 94 g), else of the nearest unit above that has one.
    """
    tree = tree or org_tree(on)
    base = base_units({supervisor.pk}, on).get(supervisor.pk)
    recorded = {row.org_unit_id: row for row in UnitAchievement.objects.filter(period=period)}
    unit = nearest(base, recorded, tree)
    return recorded[unit] if unit else None


def base_units(people, on):
    """Return {person: unit led, else own unit} on a day, with one query.

    Whoever acts as head (Plt.) leads that unit; the unit led for good goes before it.
    """
    posts = (
        Assignment.objects.in_force(on)
        .filter(Q(is_head=True) | Q(kind=AssignmentKind.DEFINITIVE), employee__in=people)
        .annotate(is_own=Q(kind=AssignmentKind.DEFINITIVE))
        .order_by("is_head", "is_own", "pk")  # of several the last one stays
    )
    return dict(posts.values_list("employee_id", "org_unit_id"))


def nearest(unit, recorded, tree):
    """Return the unit itself or the nearest above that has a recorded achievement, or None."""
    if unit is None:
        return None
    return next((each for each in (unit, *tree.ancestors(unit)) if each in recorded), None)


def units_without_achievement(supervisors, period, on, tree):
    """Return the units of supervisors for which neither they nor a unit above has a value, as in the tree."""
    recorded = recorded_units(period)
    units = set(base_units(supervisors, on).values()) & tree.names.keys()
    missing = {unit for unit in units if nearest(unit, recorded, tree) is None}
    return [unit for unit, _depth in tree.depth_first() if unit in missing]


def recorded_units(period):
    """Return the keys of the units that have a value in a period."""
    rows = UnitAchievement.objects.filter(period=period)
    return frozenset(rows.values_list("org_unit_id", flat=True))


def decided_units(period, on, tree=None, recorded=None):
    """Return the units whose value decided evaluations of the period rest on.

    With each the unit of the supervisor itself: a first value for it would now come too late.
    """
    deciders = (
        Evaluation.objects.filter(period=period, stage__in=DECIDED_STAGES)
        .values_list("supervisor_id", flat=True)
        .distinct()
    )
    if recorded is None:
        recorded = recorded_units(period)
    tree = tree or org_tree(on)
    used = {unit: nearest(unit, recorded, tree) for unit in base_units(deciders, on).values()}
    return {each for pair in used.items() for each in pair if pair[1] is not None}


def led_units(employee, on):
    """Return the keys of the units that a person leads on a day."""
    heads = Assignment.objects.in_force(on).filter(employee=employee, is_head=True)
    return frozenset(heads.values_list("org_unit_id", flat=True))


@dataclass(frozen=True, slots=True)
class AchievementRow:
    """One unit in the list of a cycle: what is recorded, or what it takes over from above."""

    public_id: str
    name: str
    depth: int
    achievement: UnitAchievement | None
    inherited: UnitAchievement | None  # of the nearest unit above
    inherited_from: str
    is_led: bool  # somebody leads it, so its own value is asked for
    may_edit: bool
    is_locked: bool  # results that rest on it are decided

    @property
    def indent(self):
        """Return how far the name is set in, at most four steps."""
        return min(self.depth, 4)


def achievement_rows(period, units, actor):
    """Return a row for each of some units in the order of the tree; the same queries for any size."""
    tree = tree_for(actor).without_former()
    recorded = {
        row.org_unit_id: row
        for row in UnitAchievement.objects.filter(period=period).select_related("recorded_by")
    }
    heads = heads_of_units(actor.on)
    locked = decided_units(period, actor.on, tree, recorded.keys())
    order = [(unit, depth) for unit, depth in tree.depth_first() if unit in units]
    top = min((depth for _unit, depth in order), default=0)
    rows = []
    for unit, depth in order:
        above = nearest(tree.parents.get(unit), recorded, tree)
        rows.append(
            AchievementRow(
                public_id=tree.public_ids[unit],
                name=tree.names[unit],
                depth=depth - top,
                achievement=recorded.get(unit),
                inherited=recorded.get(above),
                inherited_from=tree.names.get(above, ""),
                is_led=unit in heads,
                may_edit=actor.is_hr_for(unit) or actor.employee.pk in heads.get(unit, ()),
                is_locked=unit in locked,
            )
        )
    return rows


def heads_of_units(on):
    """Return {unit: the people who lead it} of all units that somebody leads on a day."""
    heads = defaultdict(set)
    rows = Assignment.objects.in_force(on).filter(is_head=True)
    for unit, person in rows.values_list("org_unit_id", "employee_id"):
        heads[unit].add(person)
    return heads


def units_to_record(cycle, actor):
    """Return the units whose achievement the actor may see in a cycle: HR's scope and units led."""
    tree = tree_for(actor).without_former()
    covered = covered_units(cycle, actor.on, tree)
    above = {parent for unit in covered for parent in tree.ancestors(unit)}
    concerned = covered | above
    if actor.sees_everybody:
        return concerned
    return concerned & (actor.hr_units | led_units(actor.employee, actor.on))
