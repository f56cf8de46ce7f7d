"""What HR entered about one person by hand."""

from accounts.choices import ImportKind
from accounts.models import ImportBatch, JobPosition

MOST_ENTRIES = 20
MOST_NAMES = 400


def entries_for(actor):
    """Return the entries that the actor may see, with who wrote them."""
    found = ImportBatch.objects.visible_to(actor, ImportKind.BY_HAND)
    return found.select_related("uploaded_by", "applied_by", "undone_by")


def entered_about(employee, actor, at):
    """Return (the newest entry that the actor can take back, the end of service), each may be None."""
    entries = list(
        ImportBatch.objects.filter(
            kind=ImportKind.BY_HAND, facts__employee=employee.public_id, undone_at=None
        )
        .select_related("applied_by", "service_end")
        .order_by("-applied_at", "pk")[:MOST_ENTRIES]
    )
    mine = [
        one
        for one in entries
        if actor.is_hr_of_everything or one.uploaded_by_id == actor.employee.pk
    ]
    ends = [one.service_end for one in entries if hasattr(one, "service_end")]
    return next((one for one in mine if at < one.undo_until), None), next(iter(ends), None)


def position_names():
    """Return the names of positions, with their grade, to be picked from while typing."""
    positions = JobPosition.objects.order_by("name", "functional_grade", "pk")[:MOST_NAMES]
    return list(dict.fromkeys(position.title for position in positions))
