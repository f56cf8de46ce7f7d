"""The worker's part in the trail: recompute its chains, and write what matches into a file."""

import tempfile
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.exports.table_file import write_xlsx
from accounts.models import BackgroundJob
from accounts.queries.actor import actor_of
from accounts.services.background_job import report_progress
from accounts.tasks.job_task import job_task
from appraisal.queries.audit import audit_damage, audit_size
from appraisal.queries.audit_search import changes, found_events, may_audit
from appraisal.services.audit_check import AUDIT_EXPORT_TASK, CHECK_TASK, keep_audit_export

HEADERS = (
    gettext_lazy("Day and time"),
    gettext_lazy("What happened"),
    gettext_lazy("Kind of thing"),
    gettext_lazy("About"),
    gettext_lazy("By"),
    gettext_lazy("Place in its chain"),
)
STEP = 500
DAMAGE_KEPT = 100


@job_task(CHECK_TASK)
def check_audit(job):
    """Recompute every chain, and say how many events there are and what is damaged."""
    auditor_of(job)
    damage = audit_damage()
    events, chains = audit_size()
    places = [f"{one.subject_label}:{one.subject_id}" for one in damage]
    params = job.params | {
        "damage": list(dict.fromkeys(places))[:DAMAGE_KEPT],
        "found": len(damage),
    }
    BackgroundJob.objects.filter(pk=job.pk).update(params=params)
    sizes = {"events": events, "chains": chains}
    if damage:
        text = gettext_noop(
            "%(count)s places are damaged, among %(events)s changes in %(chains)s chains."
        )
        return [[text, {"count": len(damage), **sizes}]]
    return [[gettext_noop("%(events)s changes in %(chains)s chains, all whole."), sizes]]


@job_task(AUDIT_EXPORT_TASK)
def export_audit(job):
    """Write the changes that match into a workbook, with the asker's rights as they are now."""
    now = timezone.now()
    actor = auditor_of(job)
    events = found_events(actor, **wanted_of(job))
    keys = list(events.values_list("pk", flat=True))
    BackgroundJob.objects.filter(pk=job.pk).update(total=len(keys))
    with tempfile.TemporaryFile() as target:
        write_xlsx(target, _("Change history"), HEADERS, rows_of(job, events, keys))
        target.seek(0)
        name = f"jejak-{timezone.localtime(now):%Y-%m-%d}.xlsx"
        keep_audit_export(job=job, file=target, name=name, records=len(keys), actor=actor, at=now)


def auditor_of(job):
    """Return the actor of a job, who must still read the trail."""
    actor = actor_of(job.requested_by, timezone.localdate())
    if not may_audit(actor):
        raise PermissionDenied(_("You do not read the change history any more."))
    return actor


def wanted_of(job):
    """Return what the job looks for, with its days as days."""
    wanted = dict(job.params["wanted"])
    for name in ("since", "until"):
        wanted[name] = date.fromisoformat(wanted[name]) if wanted.get(name) else None
    return wanted


def rows_of(job, events, keys):
    """Yield the changes step by step, and report each step."""
    for start in range(0, len(keys), STEP):
        step = keys[start : start + STEP]
        for change in changes(events.filter(pk__in=step)):
            yield (
                change.at,
                change.action,
                change.kind,
                change.name,
                change.actor,
                change.sequence,
            )
        report_progress(job=job, done=len(step))
