"""Letters that may or may not have gone out."""

from accounts.models import Notification


def unsure_notices(before):
    """Return the notices claimed before a moment and never marked as sent, oldest first."""
    return (
        Notification.objects.filter(by_mail=True, claimed_at__lt=before, sent_at=None)
        .select_related("recipient")
        .order_by("claimed_at", "pk")
    )
