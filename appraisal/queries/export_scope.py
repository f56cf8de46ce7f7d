"""Whose rows an export holds: the units and the period asked for, as far as the asker is HR there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import OrgUnit
from accounts.permissions import Actor
from accounts.queries.org_tree import OrgTree, tree_for
from appraisal.models import EvaluationPeriod
from appraisal.queries.cycle_scope import archived_last, cycles_in_scope, main_cycle
from appraisal.queries.period import current_period, periods_of
from appraisal.queries.unit_choices import placed_units

WHO = (_("NIP"), _("Name"))
POST = (*WHO, _("Position"), _("Unit"))


@dataclass(frozen=True, slots=True)
class ExportScope:
    """The units in scope, the period of a cycle, and who asks."""

    actor: Actor
    tree: OrgTree
    units: frozenset[int]
    period: EvaluationPeriod | None
    unit_name: str = ""  # of the one unit that was asked for


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of table: its headers, the records in scope, and the rows that one record makes."""

    headers: tuple[str | Promise, ...]
    records: Callable[[ExportScope], QuerySet]
    rows_of: Callable[[ExportScope, Model], Iterable[tuple]]


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What HR may choose from: (cycle, periods), (public id, name of a unit), and the usual period."""

    periods: list[tuple[str, list[EvaluationPeriod]]]
    units: list[tuple[str, str]]
    usual: str


def export_scope(actor, unit="", period=""):
    """Return the scope of a unit (public id; none means all one's units) with everything below."""
    tree = tree_for(actor)
    mine = own_units(actor, tree)
    top = OrgUnit.objects.values_list("pk", flat=True).filter(public_id=unit).first()
    if unit:
        mine &= tree.with_descendants(top) if top else frozenset()
    chosen = EvaluationPeriod.objects.select_related("cycle").filter(public_id=period).first()
    return ExportScope(actor, tree, mine, chosen, tree.names.get(top, ""))


def own_units(actor, tree):
    """Return the units of a tree in which the actor is HR."""
    return frozenset(tree.names) if actor.sees_everybody else actor.hr_units & tree.names.keys()


def export_choices(actor):
    """Return what the actor may choose from, each cycle read once."""
    tree = tree_for(actor)
    cycles = export_cycles(actor)
    return ExportChoices(
        periods=[(cycle.name, periods_of(cycle)) for cycle in cycles],
        units=export_units(actor, tree.without_former()),
        usual=usual_period(cycles, own_units(actor, tree), actor.on),
    )


def export_units(actor, tree):
    """Return (public id, name set in) of the units in which the actor is HR."""
    units = placed_units(tree, own_units(actor, tree))
    return [(key, "\u2003" * depth + name) for key, name, depth in units]


def export_cycles(actor):
    """Return the opened cycles in scope, newest first, archived ones last; no rehearsals."""
    cycles = [cycle for cycle, _units in cycles_in_scope(actor) if cycle.opened_at]
    return archived_last(cycle for cycle in cycles if not cycle.is_trial)


def usual_period(cycles, units, on):
    """Return the key of the period that is most likely meant: that of the cycle about most people."""
    cycle = main_cycle([cycle for cycle in cycles if cycle.from_date <= on], units)
    return current_period(cycle, on).public_id if cycle else ""
