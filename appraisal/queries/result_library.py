"""The page of the library: what is offered, and what the reader put in or looks after."""

from dataclasses import dataclass

from accounts.models import Assignment
from accounts.models.org_unit import units_named
from accounts.queries.org_tree import tree_for
from accounts.rules.keys import short_key
from appraisal.models import LibraryResult
from appraisal.models.measure import MEASURE_FIELDS
from appraisal.queries.plan_copy import copy_line, library

INDENT = "\u00a0\u00a0\u00a0"


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One result of the library, and whether the reader may withdraw it."""

    entry: LibraryResult
    targets: tuple[str, ...]
    is_managed: bool


def offered_results(actor, *, kind="", words=""):
    """Return the results on offer with what a row shows."""
    return library(kind, words).prefetch_related("indicators", units_named(actor.on))


def withdrawn_results(actor):
    """Return what the reader could offer again, the newest first."""
    found = LibraryResult.objects.managed_by(actor).exclude(withdrawn_at=None)
    found = found.prefetch_related("indicators", units_named(actor.on))
    return found.order_by("-withdrawn_at", "-pk")


def rows_of(entries, actor):
    """Return entries as rows of the page; one query."""
    entries = list(entries)
    mine = LibraryResult.objects.managed_by(actor).filter(pk__in=[row.pk for row in entries])
    managed = set(mine.values_list("pk", flat=True))
    return [
        LibraryRow(row, copy_line(row, frozenset()).targets, row.pk in managed) for row in entries
    ]


def may_write(actor):
    """Tell whether somebody may put results into the library: HR and supervisors."""
    return actor.is_hr or actor.is_supervisor


def may_write_for(actor, unit):
    """Tell whether somebody may write a result of a unit."""
    return may_write(actor) and unit.pk in own_units(actor, tree_for(actor))


def own_units(actor, tree):
    """Return the units for which somebody may write: HR's own, a supervisor's with all below."""
    found = {pk for pk in tree.names if actor.is_hr_for(pk)}
    if actor.is_supervisor:
        posts = Assignment.objects.in_force(actor.on).definitive().filter(employee=actor.employee)
        for unit in posts.values_list("org_unit", flat=True):
            found |= tree.with_descendants(unit)
    return found


def unit_options(actor, entry=None):
    """Return (public id, indented name) of the units for which somebody may write.

    The unit that an entry names already stays among them.
    """
    tree = tree_for(actor).without_former()
    mine = own_units(actor, tree)
    found = [(pk, depth) for pk, depth in tree.depth_first() if pk in mine]
    first = min((depth for _pk, depth in found), default=0)
    options = [
        (tree.public_ids[pk], f"{INDENT * (depth - first)}{tree.names[pk]}") for pk, depth in found
    ]
    if entry and entry.org_unit_id not in mine:
        unit = entry.org_unit
        options.insert(0, (unit.public_id, tree.names.get(unit.pk, unit.code)))
    return options


def content_mark(entry):
    """Return what differs as soon as anybody changes the words of an entry."""
    words = [entry.statement, entry.leaders_result, entry.position_kind, str(entry.org_unit_id)]
    rows = entry.indicators.order_by("position", "pk").values_list(*MEASURE_FIELDS)
    return short_key("\n".join([*words, *(repr(row) for row in rows)]))
