"""Tell people: rows in the caller's own transaction, mailed later by the worker."""

from django.utils import translation

from accounts.models import Notification
from accounts.models.job_words import spoken
from accounts.rules.keys import short_key


def notify(*, recipient, kind, at, link="", about="", note="", dedupe=""):
    """Write a notice for one person; the same dedupe key is never written twice."""
    return notify_many(
        recipients=[recipient], kind=kind, at=at, link=link, about=about, note=note, dedupe=dedupe
    )


def notify_many(
    *, recipients, kind, at, link="", about="", note="", dedupe="", links=None, due_at=None
):
    """Write a notice for each person with one statement; `links` may give each its own address.

    The notice is there at once; with `due_at` its mail goes out later. `about` is a text, or runs of
    words that each reader reads in the own language (`job_words`).
    """
    write_notices(
        [
            new_notice(
                recipient=person,
                kind=kind,
                at=at,
                link=(links or {}).get(person.pk, link),
                note=note,
                dedupe=dedupe or f"{at.isoformat()}:{link}",
                due_at=due_at,
                **about_of(about, person.language),
            )
            for person in recipients
        ]
    )


def about_of(about, language):
    """Return the fields that say what a notice is about: a text, or words for every language."""
    if isinstance(about, str):
        return {"about": about}
    with translation.override(language):
        return {"about": spoken(about)[:200], "about_words": about}


def new_notice(*, recipient, kind, at, dedupe, due_at=None, **words):
    """Return an unsaved notice (`about`, `note`, `link`), for crowds in which each reads something else."""
    return Notification(
        recipient=recipient,
        kind=kind,
        dedupe_key=f"{kind}:{short_key(dedupe)}:{recipient.pk}",
        created_at=at,
        due_at=due_at or at,
        by_mail=recipient.wants_mail(kind),
        **words,
    )


def write_notices(notices):
    """Write notices with one statement for a thousand; what was written before stays."""
    Notification.objects.bulk_create(notices, batch_size=1000, ignore_conflicts=True)


def mark_settled(*, recipient, link, at):
    """Mark as read what pointed a person to a task that is done now."""
    mark_read(notifications=Notification.objects.filter(recipient=recipient, link=link), at=at)


def mark_settled_for_all(*, link, at):
    """Mark as read what pointed anybody to a task that is done now."""
    mark_read(notifications=Notification.objects.filter(link=link), at=at)


def mark_read(*, notifications, at):
    """Mark notices as read; return how many were new."""
    return notifications.unread().update(read_at=at)


def mark_unread(*, notifications):
    """Mark notices as not read yet."""
    return notifications.update(read_at=None)
