"""The worker's part in exports: write the table with the asker's rights as they are now."""

import tempfile

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import BackgroundJob
from accounts.queries.actor import actor_of
from accounts.services.background_job import report_progress
from accounts.tasks.job_task import job_task
from appraisal.exports.table import STEP, file_name, write_table
from appraisal.queries.export_scope import export_scope
from appraisal.queries.export_tables import SOURCES
from appraisal.services.access import record_table
from appraisal.services.export import EXPORT_TASK, keep_export


@job_task(EXPORT_TASK)
def export_table(job):
    """Write the table of a job into its file, row by row, with progress."""
    now = timezone.now()
    actor = actor_of(job.requested_by, timezone.localdate(now))
    scope = export_scope(actor, job.params["unit"], job.params["period"])
    if not (actor.is_hr and scope.units):
        raise PermissionDenied(_("You are not HR for these units any more."))
    source = SOURCES[job.params["kind"]]
    records = source.records(scope).count()
    if not records:
        return [[gettext_noop("There is nothing to take out for this choice.")]]
    BackgroundJob.objects.filter(pk=job.pk).update(total=records)
    with tempfile.TemporaryFile() as target:
        write_table(target, source, scope, job.params, at=now, report=reporter(job, records))
        target.seek(0)
        name = file_name(job.params, scope, timezone.localtime(now))
        table = job.params["kind"]
        people = source.records(scope)
        record_table(table=table, records=people, period=scope.period, actor=actor, at=now)
        keep_export(job=job, file=target, name=name, records=records, actor=actor, at=now)
    BackgroundJob.objects.filter(pk=job.pk).update(done=records)
    return ""


def reporter(job, records):
    """Return what notes a step; records that came in meanwhile are written and not counted."""

    def report(number):
        report_progress(job=job, done=STEP if number <= records else 0)

    return report
