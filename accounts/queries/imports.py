"""What the pages of the data import show."""

from functools import reduce
from operator import or_

from django.db.models import F, Q

from accounts.choices import ImportAction
from accounts.models import ImportBatch, ImportRow

# Not guesses of Selaras, but what somebody wrote and what cannot be right.
DOUBTS = (
    "rank_unknown", "rank_of_others", "date_before_service", "date_ahead", "birth_date_differs",
    "sex_differs", "employment_differs", "class_unknown", "phone",
)  # fmt: skip


def imports_of(actor):
    """Return the imports that the actor may see, newest first."""
    return (
        ImportBatch.objects.visible_to(actor)
        .select_related("uploaded_by", "job")
        .annotate(asks=F("layout__ask"))  # whether the columns still wait for a look
        .defer("layout")
        .order_by("-uploaded_at", "-pk")
    )


def rows_of(batch, action=""):
    """Return the rows of an import in the order of the file, all or those with one action."""
    rows = ImportRow.objects.filter(batch=batch).order_by("pk")
    return rows.filter(action=action) if action else rows


def rows_that_say(batch, codes):
    """Return the rows that would be or were taken over and have one of these problems."""
    said = [Q(problems__contains=[{"code": code}]) for code in codes]
    return rows_of(batch).exclude(action=ImportAction.REJECTED).filter(reduce(or_, said))
