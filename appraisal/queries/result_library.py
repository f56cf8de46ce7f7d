"""The page of the library: what is offered, and what the reader put in or looks after."""

from dataclasses import dataclass

from accounts.models.org_unit import units_named
from appraisal.models import LibraryResult
from appraisal.queries.plan_copy import MOST_OF_LIBRARY, copy_line, library


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One result of the library, and whether the reader may withdraw it."""

    entry: LibraryResult
    targets: tuple[str, ...]
    is_managed: bool


def library_rows(actor, *, kind="", words=""):
    """Return the results on offer; the same number of queries for any number of rows."""
    found = library(kind, words).prefetch_related("indicators", units_named(actor.on))
    return rows_of(found[:MOST_OF_LIBRARY], actor)


def withdrawn_rows(actor):
    """Return what the reader could offer again, the newest first."""
    found = (
        LibraryResult.objects.managed_by(actor)
        .exclude(withdrawn_at=None)
        .prefetch_related("indicators", units_named(actor.on))
        .order_by("-withdrawn_at", "-pk")
    )
    return rows_of(found[:10], actor)


def rows_of(entries, actor):
    """Return entries as rows of the page."""
    entries = list(entries)
    mine = LibraryResult.objects.managed_by(actor).filter(pk__in=[row.pk for row in entries])
    managed = set(mine.values_list("pk", flat=True))
    return [
        LibraryRow(row, copy_line(row, frozenset()).targets, row.pk in managed) for row in entries
    ]
