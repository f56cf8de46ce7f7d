"""Tell people: rows in the caller's own transaction, mailed later by the worker."""

from accounts.models import Notification
from accounts.rules.keys import short_key


def notify(*, recipient, kind, at, link="", about="", note="", dedupe=""):
    """Write a notice for one person; the same dedupe key is never written twice."""
    return notify_many(
        recipients=[recipient], kind=kind, at=at, link=link, about=about, note=note, dedupe=dedupe
    )


def notify_many(*, recipients, kind, at, link="", about="", note="", dedupe="", links=None):
    """Write a notice for each person with one statement; `links` may give each its own address."""
    stem = short_key(dedupe or f"{at.isoformat()}:{link}")
    Notification.objects.bulk_create(
        [
            Notification(
                recipient=person,
                kind=kind,
                about=about,
                note=note,
                link=(links or {}).get(person.pk, link),
                dedupe_key=f"{kind}:{stem}:{person.pk}",
                created_at=at,
                due_at=at,
                by_mail=bool(person.email),
            )
            for person in recipients
        ],
        ignore_conflicts=True,
    )


def mark_settled(*, recipient, link, at):
    """Mark as read what pointed a person to a task that is done now."""
    mark_read(notifications=Notification.objects.filter(recipient=recipient, link=link), at=at)


def mark_read(*, notifications, at):
    """Mark notices as read."""
    return notifications.unread().update(read_at=at)
