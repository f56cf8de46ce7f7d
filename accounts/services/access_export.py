"""Take the access log out as a table: ask for it, and keep the file that the worker has made."""

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.choices import Role
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.background_job import request_job

ACCESS_EXPORT_TASK = "accounts.export_access"
MOST_ROWS = 200_000


@transaction.atomic
def request_access_export(*, wanted, count, actor, at):
    """Ask for a table of the openings that some filters {name: value} leave, so many of them."""
    if Role.AUDITOR not in actor.everywhere:
        raise PermissionDenied
    if not count:
        raise Refusal(_("No opening matches, so there is nothing to take out."), code="none")
    if count > MOST_ROWS:
        text = _("One file holds %(most)s rows at most, these are %(count)s. Choose fewer days.")
        raise Refusal(text % {"most": MOST_ROWS, "count": count}, code="too_many")
    return request_job(
        task=ACCESS_EXPORT_TASK,
        title=[[gettext_noop("Access log (XLSX)")]],
        params={"wanted": wanted, "for_auditors": True},
        actor=actor,
        at=at,
        dedupe=str(sorted(wanted.items())),
        total=count,
    )


@transaction.atomic
def keep_access_export(*, job, file, name, records, actor, at):
    """Store the file, and write down who took the log out."""
    job.refresh_from_db()
    job.result_file.save(name, File(file), save=False)
    job.save(update_fields=["result_file"])
    record_event(subject=job, action="export", actor=actor, at=at, kind="ACCESS", records=records)
    return job
