"""The overview of leaders: how far everybody is, and later counts, gaps and themes; units, never persons."""

from dataclasses import dataclass, field
from datetime import datetime

from accounts.choices import HR_ROLES, Role
from accounts.queries.org_tree import tree_for
from appraisal.models import AppraisalCycle, EvaluationPeriod
from appraisal.queries.cycle_scope import archived_last, main_cycle
from appraisal.queries.leader_figures import Figures, figures
from appraisal.queries.leader_results import counted, groups, publication_of
from appraisal.queries.period import chosen_period, periods_of
from appraisal.queries.progress import UnitProgress, counts_per_unit
from appraisal.rules.suppression import Group

LOOKING = (Role.LEADER, *HR_ROLES)


@dataclass(frozen=True, slots=True)
class Part:
    """One line below the unit looked at: a unit with all below it, or the people of the unit itself."""

    group: Group
    name: str
    public_id: str  # empty where nothing is below
    progress: UnitProgress
    is_shown: bool  # whether so many people are meant that nobody can be worked out


@dataclass(frozen=True, slots=True)
class Place:
    """The unit looked at, the way to it, and its parts."""

    group: Group
    name: str
    public_id: str
    trail: list[tuple[str, str]] = field(default_factory=list)  # (public id, name) from the top


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page."""

    cycle: AppraisalCycle
    period: EvaluationPeriod
    cycles: list[AppraisalCycle]
    periods: list[EvaluationPeriod]
    units: list[tuple[str, str]]
    place: Place
    parts: list[Part]
    whole: UnitProgress
    is_shown: bool  # whether the progress of the whole may be shown
    publication: datetime | None
    figures: Figures | None  # before the results are published there is none
    at: datetime

    @property
    def counts_plans(self):
        """Tell whether the numbers are about plans, because self-assessment is not open yet."""
        return self.period.opened_at is None

    @property
    def leads_down(self):
        """Tell whether there is more below than the people of the unit itself."""
        return len(self.parts) > 1 or any(part.public_id for part in self.parts)

    @property
    def hides_parts(self):
        """Tell whether the progress of a part is hidden."""
        return self.is_shown and not all(part.is_shown for part in self.parts)


@dataclass(frozen=True, slots=True)
class Ground:
    """The tree of the day, the units in sight of the actor, and their keys."""

    tree: object
    scope: frozenset[int]
    keys: dict[int, str]

    @property
    def order(self):
        """Return (unit, depth) of the units in sight as a tree is printed."""
        return [(unit, depth) for unit, depth in self.tree.depth_first() if unit in self.scope]


def may_look(actor):
    """Tell whether somebody is a leader or HR anywhere."""
    return bool(actor.units(*LOOKING)) or not actor.everywhere.isdisjoint(LOOKING)


def ground_of(actor):
    """Return the units that the actor may look at on the day."""
    tree = tree_for(actor)
    everything = not actor.everywhere.isdisjoint(LOOKING)
    scope = frozenset(tree.names) if everything else actor.units(*LOOKING) & tree.names.keys()
    return Ground(tree, scope, {unit: tree.public_ids[unit] for unit in scope})


def cycles_to_look_at():
    """Return the cycles that count, newest first, archived ones last; a rehearsal counts nowhere."""
    cycles = AppraisalCycle.objects.counted().prefetch_related("periods", "windows")
    return archived_last(cycles.order_by("-from_date", "-pk"))


def chosen_cycle(cycles, key, on, units):
    """Return the cycle an address names, else the one about most people that has begun."""
    named = next((cycle for cycle in cycles if cycle.public_id == key), None)
    begun = [cycle for cycle in cycles if cycle.from_date <= on]
    return named or main_cycle(begun or cycles, units)


def overview(*, actor, ground, wanted, at):
    """Read the page for the cycle, period and unit that an address names; None without any cycle.

    The same queries for any number of people and units. An unknown unit raises KeyError.
    """
    cycles = cycles_to_look_at()
    cycle = chosen_cycle(cycles, wanted.get("siklus"), actor.on, ground.scope)
    if cycle is None:
        return None
    period = chosen_period(cycle, wanted.get("periode"), actor.on)
    period.cycle = cycle
    everybody = counts_per_unit(period, ground.tree.names.keys(), actor.on)
    counts = {unit: row for unit, row in everybody.items() if unit in ground.scope}
    place = place_of(ground, wanted.get("unit"), counts)
    large = large_groups(everybody, ground.tree)
    parts = parts_of(ground, place, counts, large)
    publication = publication_of(period, windows_of(cycle, period))
    is_published = publication is not None and publication <= at
    numbers = counted(period, publication, ground.tree) if is_published else None
    return Overview(
        cycle=cycle,
        period=period,
        cycles=cycles,
        periods=periods_of(cycle),
        units=unit_options(ground, {*counts, place.group.unit}),
        place=place,
        parts=parts,
        whole=progress_of(place.group, place.name, counts, ground),
        is_shown=place.group in large,
        publication=publication,
        figures=numbers and figures(numbers, period, place.group, parts, ground.tree),
        at=at,
    )


def windows_of(cycle, period):
    """Return the windows of one period, without a query."""
    return [window for window in cycle.windows.all() if window.period_id == period.pk]


def place_of(ground, key, counts):
    """Return the unit of an address, else the first one in sight in which somebody takes part."""
    if key:
        unit = next((unit for unit, public_id in ground.keys.items() if public_id == key), None)
        if unit is None:
            raise KeyError(key)
    else:
        unit = first_unit(ground, counts)
    below = ground.tree.with_descendants(unit)
    above = [each for each in reversed(ground.tree.ancestors(unit)) if each in ground.scope]
    return Place(
        group=Group(unit, is_whole=below <= ground.scope),
        name=ground.tree.names[unit],
        public_id=ground.keys[unit],
        trail=[(ground.keys[each], ground.tree.names[each]) for each in above],
    )


def first_unit(ground, counts):
    """Return the highest unit in sight below which somebody takes part, else the first one."""
    tops = [
        unit for unit, _depth in ground.order if ground.tree.parents.get(unit) not in ground.scope
    ]
    peopled = (
        top for top in tops if not counts.keys().isdisjoint(ground.tree.with_descendants(top))
    )
    return next(peopled, None) or tops[0]


def large_groups(counts, tree):
    """Return the groups whose progress gives nobody away, the same for everybody who looks."""
    people = {unit: UnitProgress(unit, "").with_counts(row).total for unit, row in counts.items()}
    return groups(people, tree)


def parts_of(ground, place, counts, large):
    """Return the parts of the unit looked at in which somebody takes part, the unit itself first."""
    own = Group(place.group.unit, False)
    progress = progress_of(own, place.name, counts, ground)
    parts = [Part(own, place.name, "", progress, own in large)]
    if place.group.is_whole:
        below = children_of(own.unit, ground)
        parts += [part_below(child, counts, ground, large) for child in below]
    return [part for part in parts if part.progress.total]


def children_of(unit, ground):
    """Return the units directly below one, by name."""
    below = ground.tree.children.get(unit, ())
    return sorted(below, key=lambda child: ground.tree.names[child].lower())


def part_below(unit, counts, ground, large):
    """Return a unit below the one looked at, with everything below it."""
    group, name = Group(unit, True), ground.tree.names[unit]
    progress = progress_of(group, name, counts, ground)
    return Part(group, name, ground.keys[unit], progress, group in large)


def progress_of(group, name, counts, ground):
    """Return how far the people of a group are."""
    units = ground.tree.with_descendants(group.unit) if group.is_whole else (group.unit,)
    progress = UnitProgress(group.unit, name)
    for unit in units:
        progress = progress.with_counts(counts.get(unit, {}))
    return progress


def unit_options(ground, units):
    """Return (public id, name set in) of some units and of those above them, as far as in sight."""
    peopled = {above for unit in units for above in (unit, *ground.tree.ancestors(unit))}
    order = [(unit, depth) for unit, depth in ground.order if unit in peopled]
    top = min((depth for _unit, depth in order), default=0)
    return [
        (ground.keys[unit], "\u2003" * (depth - top) + ground.tree.names[unit])
        for unit, depth in order
    ]
