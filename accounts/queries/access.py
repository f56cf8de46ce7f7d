"""What the log of openings shows."""

from accounts.models import AccessRecord


def openings(actor):
    """Return what the actor may read of the log, the latest first."""
    found = AccessRecord.objects.visible_to(actor).select_related("viewer", "subject")
    return found.order_by("-first_at", "-pk")


def own_openings(actor):
    """Return who opened the actor's own data, the latest first; for auditors, too, only the own."""
    return openings(actor).filter(subject=actor.employee)
