"""Whose rows an export holds: the units and the period asked for, as far as the asker is HR there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import OrgUnit
from accounts.permissions import Actor
from accounts.queries.org_tree import OrgTree, tree_with_former
from appraisal.models import EvaluationPeriod
from appraisal.queries.cycle_scope import cycles_in_scope, main_cycle
from appraisal.queries.period import current_period, periods_of
from appraisal.queries.unit_choices import units_in_order

WHO = (_("NIP"), _("Name"))
POST = (*WHO, _("Position"), _("Unit"))


@dataclass(frozen=True, slots=True)
class ExportScope:
    """The units in scope, the period of a cycle, and who asks."""

    actor: Actor
    tree: OrgTree
    units: frozenset[int]
    period: EvaluationPeriod | None


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of table: its headers, the records in scope, and the rows that one record makes."""

    headers: tuple[str | Promise, ...]
    records: Callable[[ExportScope], QuerySet]
    rows_of: Callable[[ExportScope, Model], Iterable[tuple]]


def export_scope(actor, unit="", period=""):
    """Return the scope of a unit (public id; none means all one's units) with everything below."""
    tree = tree_with_former(actor.on)
    mine = frozenset(tree.names) if actor.sees_everybody else actor.hr_units & tree.names.keys()
    if unit:
        mine &= tree.with_descendants(
            OrgUnit.objects.values_list("pk", flat=True).get(public_id=unit)
        )
    chosen = EvaluationPeriod.objects.select_related("cycle").filter(public_id=period).first()
    return ExportScope(actor, tree, mine, chosen)


def export_units(actor):
    """Return (public id, name set in) of the units in which the actor is HR."""
    units = OrgUnit.objects.named(actor.on)
    units = units if actor.sees_everybody else units.filter(pk__in=actor.hr_units)
    return [(key, "\u2003" * depth + name) for key, name, depth in units_in_order(units, actor.on)]


def export_periods(actor):
    """Return (name of the cycle, its periods) for the opened cycles in scope; rehearsals count nowhere."""
    return [(cycle.name, periods_of(cycle)) for cycle in export_cycles(actor)]


def export_cycles(actor):
    """Return the opened cycles in scope, newest first."""
    cycles = [cycle for cycle, _units in cycles_in_scope(actor) if cycle.opened_at]
    return [cycle for cycle in cycles if not cycle.is_trial]


def usual_period(actor):
    """Return the key of the period that is most likely meant: that of the cycle about most people."""
    begun = [cycle for cycle in export_cycles(actor) if cycle.from_date <= actor.on]
    cycle = main_cycle(begun, export_scope(actor).units)
    return current_period(cycle, actor.on).public_id if cycle else ""
