"""Ask the worker to recompute the chains of the trail, and to write what was found into a file."""

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.background_job import request_job
from appraisal.queries.audit_search import found_events, may_audit

CHECK_TASK = "appraisal.check_audit"
AUDIT_EXPORT_TASK = "appraisal.export_audit"
MOST_ROWS = 200_000


@transaction.atomic
def request_check(*, actor, at):
    """Ask for a check of every chain."""
    if not may_audit(actor):
        raise PermissionDenied
    title = [[gettext_noop("Check of the change history")]]
    return request_job(task=CHECK_TASK, title=title, actor=actor, at=at, dedupe="check")


@transaction.atomic
def request_audit_export(*, wanted, actor, at):
    """Ask for a table of the changes that match."""
    if not may_audit(actor):
        raise PermissionDenied
    count = found_events(actor, **wanted).count()
    if not count:
        raise Refusal(_("No change matches, so there is nothing to take out."), code="none")
    if count > MOST_ROWS:
        text = _("One file holds %(most)s changes at most, these are %(count)s. Choose fewer days.")
        raise Refusal(text % {"most": MOST_ROWS, "count": count}, code="too_many")
    asked = {key: str(value) if value else "" for key, value in wanted.items()}
    return request_job(
        task=AUDIT_EXPORT_TASK,
        title=[[gettext_noop("Change history (XLSX)")]],
        params={"wanted": asked, "for_audit": True},
        actor=actor,
        at=at,
        dedupe=str(sorted(asked.items())),
        total=count,
    )


@transaction.atomic
def keep_audit_export(*, job, file, name, records, actor, at):
    """Store the file, and write down who took the trail out."""
    job.refresh_from_db()
    job.result_file.save(name, File(file), save=False)
    job.save(update_fields=["result_file"])
    record_event(subject=job, action="export", actor=actor, at=at, kind="AUDIT", records=records)
    return job
