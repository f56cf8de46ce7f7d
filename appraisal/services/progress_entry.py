"""The work log: note down, change, remove, bring back. Nobody but the author has a part in it."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.models import Evidence, PlannedResult, ProgressEntry
from appraisal.models.progress_entry import UNDO
from appraisal.permissions import is_owner


@dataclass(frozen=True, slots=True)
class Changes:
    """A note as it should be; without a new file the old one stays, unless it is to be dropped."""

    text: str
    happened_on: date
    planned_result: PlannedResult | None = None
    url: str = ""
    file: object = None
    drop_file: bool = False


@transaction.atomic
def add_entry(*, text, happened_on, planned_result=None, url="", file=None, actor, at):
    """Keep a note of the actor, with at most a link or a file, and return it."""
    refuse_future(happened_on, at)
    refuse_foreign(planned_result, actor)
    entry = ProgressEntry.objects.create(
        employee=actor.employee,
        planned_result=planned_result,
        text=text,
        happened_on=happened_on,
        url=url,
        file=under_random_name(file),
        created_at=at,
    )
    record_event(subject=entry, action="progress_noted", actor=actor, at=at)
    return entry


@transaction.atomic
def change_entry(*, entry, changes, actor, at):
    """Change a note; a new file, a link or the wish to be without it replaces the old file."""
    entry = locked(entry, actor)
    if entry.removed_at:
        raise Refusal(_("This note was removed. Bring it back first."), code="removed")
    refuse_future(changes.happened_on, at)
    refuse_foreign(changes.planned_result, actor)
    old = entry.file.name
    if changes.file or changes.url or changes.drop_file:
        entry.file = under_random_name(changes.file)
    entry.text, entry.happened_on, entry.url = changes.text, changes.happened_on, changes.url
    entry.planned_result, entry.changed_at = changes.planned_result, at
    entry.save()
    if old and entry.file.name != old:
        forget_file(entry.file.storage, old)
    record_event(subject=entry, action="progress_changed", actor=actor, at=at)
    return entry


@transaction.atomic
def remove_entry(*, entry, actor, at):
    """Take a note out of the log; for ten minutes it can be brought back."""
    entry = locked(entry, actor)
    if entry.removed_at:
        return entry
    entry.removed_at = at
    entry.save(update_fields=["removed_at"])
    person = actor.employee.public_id  # the note itself is deleted later
    record_event(subject=entry, action="progress_removed", actor=actor, at=at, person=person)
    return entry


@transaction.atomic
def restore_entry(*, entry, actor, at):
    """Bring a removed note back while there is time."""
    entry = locked(entry, actor)
    if entry.removed_at is None:
        return entry
    if at > entry.removed_at + UNDO:
        raise Refusal(
            _("The ten minutes to bring this note back are over. Write it once more."),
            code="too_late",
        )
    entry.removed_at = None
    entry.save(update_fields=["removed_at"])
    record_event(subject=entry, action="progress_restored", actor=actor, at=at)
    return entry


@transaction.atomic
def forget_removed_entries(*, at):
    """Delete for good what was removed more than ten minutes ago; return how many notes."""
    gone = ProgressEntry.objects.select_for_update(skip_locked=True, of=("self",))
    entries = list(gone.filter(removed_at__lt=at - UNDO).order_by("pk"))
    for entry in entries:
        storage, name = entry.file.storage, entry.file.name
        entry.delete()
        if name:
            forget_file(storage, name)
    return len(entries)


def locked(entry, actor):
    """Return the note as it stands, locked; it opens to its author only."""
    if not is_owner(actor, entry):
        raise PermissionDenied
    return ProgressEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)


def refuse_future(day, at):
    """Refuse a day that has not come."""
    if day > timezone.localdate(at):
        raise Refusal(
            _("Choose today or an earlier day: the log tells what is done."), code="future"
        )


def refuse_foreign(planned_result, actor):
    """Refuse a result of somebody else's plan."""
    if planned_result and planned_result.work_plan.employee_id != actor.employee.pk:
        raise PermissionDenied


def under_random_name(file):
    """Return a file that is to be stored under a name nobody can guess, or nothing."""
    if not file:
        return ""
    file.name = f"{secrets.token_urlsafe(16)}.{file.name.rpartition('.')[2].lower()}"
    return file


def forget_file(storage, name):
    """Delete a stored file after the commit, unless evidence that was sent still shows it."""
    if not Evidence.objects.filter(file=name).exists():
        transaction.on_commit(lambda: storage.delete(name))
