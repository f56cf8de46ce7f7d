"""The worker's part in the access log: write the openings that match into a workbook."""

import tempfile

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import Role
from accounts.exports.table_file import write_xlsx
from accounts.filters import OpeningFilter
from accounts.models import BackgroundJob
from accounts.queries.access import openings
from accounts.queries.actor import actor_of
from accounts.services.access_export import ACCESS_EXPORT_TASK, keep_access_export
from accounts.services.background_job import report_progress
from accounts.tasks.job_task import job_task

HEADERS = (
    gettext_lazy("Opened by"),
    gettext_lazy("As"),
    gettext_lazy("Data of"),
    gettext_lazy("What"),
    gettext_lazy("About"),
    gettext_lazy("First on that day"),
)
STEP = 500


@job_task(ACCESS_EXPORT_TASK)
def export_access(job):
    """Write the openings that match, with the asker's rights as they are now."""
    now = timezone.now()
    actor = actor_of(job.requested_by, timezone.localdate(now))
    if Role.AUDITOR not in actor.everywhere:
        raise PermissionDenied(_("You do not read the access log any more."))
    records = OpeningFilter(job.params["wanted"], openings(actor)).qs
    keys = list(records.values_list("pk", flat=True))
    BackgroundJob.objects.filter(pk=job.pk).update(total=len(keys))
    with tempfile.TemporaryFile() as target:
        write_xlsx(target, _("Access log"), HEADERS, rows_of(job, records, keys))
        target.seek(0)
        name = f"catatan-akses-{timezone.localtime(now):%Y-%m-%d}.xlsx"
        keep_access_export(job=job, file=target, name=name, records=len(keys), actor=actor, at=now)


def rows_of(job, records, keys):
    """Yield the openings step by step, and report each step."""
    for start in range(0, len(keys), STEP):
        step = keys[start : start + STEP]
        for record in records.filter(pk__in=step):
            yield (
                record.viewer.name,
                record.get_role_display(),
                record.subject.name,
                record.get_kind_display(),
                record.about,
                record.first_at,
            )
        report_progress(job=job, done=len(step))
