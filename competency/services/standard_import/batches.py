"""Take in a workbook of standards, read it again, and ask for it to be applied."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.choices import ImportKind
from accounts.refusals import Refusal
from accounts.services.background_job import request_job
from accounts.services.employee_import.applying import refuse_unready
from accounts.services.employee_import.batches import GONE, WORKING
from accounts.services.employee_import.workbook import refuse_unless_workbook
from competency.models import StandardImport
from competency.services.bulk_standard import PAST

READ = "competency.read_standards"
APPLY = "competency.apply_standards"


@transaction.atomic
def upload_standards(*, file, from_date, note, actor, at):
    """Keep an uploaded workbook and ask the worker to read it."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    if from_date < timezone.localdate(at):
        raise Refusal(PAST, code="past_date")
    refuse_unless_workbook(file)
    batch = StandardImport(
        kind=ImportKind.STANDARDS,
        file_name=file.name[-200:],
        effective_date=from_date,
        uploaded_by=actor.employee,
        uploaded_at=at,
        facts={"note": note},
    )
    batch.file.save(f"{batch.public_id}.xlsx", file, save=False)
    batch.job = reading_job(batch, actor, at)
    batch.save()
    return batch


def reading_job(batch, actor, at):
    """Ask the worker to read a batch."""
    title = [[gettext_noop("Reading %(file)s"), {"file": batch.file_name[-150:]}]]
    return job_for(batch, READ, title, actor, at)


def job_for(batch, task, title, actor, at):
    """Return the job that works on a batch."""
    return request_job(
        task=task,
        title=title,
        params={"batch": batch.public_id},
        dedupe=f"{batch.public_id}:{at.isoformat()}",
        actor=actor,
        at=at,
    )


@transaction.atomic
def read_standards_again(*, batch, actor, at):
    """Read a batch once more, because the standards or the dictionary have changed."""
    batch = waiting_batch(batch, actor)
    if not batch.file:
        raise Refusal(GONE, code="gone")
    batch.read_at = None
    batch.job = reading_job(batch, actor, at)
    batch.save(update_fields=["job", "read_at"])
    return batch


@transaction.atomic
def request_standards(*, batch, actor, at):
    """Ask the worker to apply a batch."""
    batch = waiting_batch(batch, actor)
    refuse_unready(batch)
    title = [[gettext_noop("Applying %(file)s"), {"file": batch.file_name[-150:]}]]
    batch.job = job_for(batch, APPLY, title, actor, at)
    batch.save(update_fields=["job"])
    return batch


def waiting_batch(batch, actor):
    """Lock a batch that nobody works on."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    rows = StandardImport.objects.select_for_update(of=("self",)).select_related("job")
    batch = rows.get(pk=batch.pk)
    if batch.job and not batch.job.finished_at:
        raise Refusal(WORKING, code="working")
    return batch
