"""Take in a workbook, read it again, and ask for it to be applied or taken back."""

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.choices import ImportKind
from accounts.models import BackgroundJob, ImportBatch
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.background_job import request_job
from accounts.services.employee_import.applying import APPLIED, BUSY, refuse_unready
from accounts.services.employee_import.reading import KEPT_FACTS
from accounts.services.employee_import.undo import refuse_undo
from accounts.services.employee_import.workbook import refuse_unless_workbook

READ = "accounts.read_import"
APPLY = "appraisal.apply_import"
UNDO = "appraisal.undo_import"
GONE = gettext_lazy("The file was deleted after 30 days. Upload it again.")
WORKING = gettext_lazy("This import is still being worked on. Wait until the job has finished.")


@transaction.atomic
def upload_workbook(*, file, effective_date, org_unit, actor, at):
    """Keep an uploaded workbook and ask the worker to read it."""
    if not actor.is_hr:
        raise PermissionDenied
    refuse_unless_workbook(file)
    batch = ImportBatch(
        file_name=file.name[-200:],
        effective_date=effective_date,
        uploaded_by=actor.employee,
        uploaded_at=at,
        facts={"default_unit": org_unit.pk} if org_unit else {},
    )
    batch.file.save(f"{batch.public_id}.xlsx", file, save=False)
    batch.job = reading_job(batch, actor, at)
    batch.save()
    return batch


def reading_job(batch, actor, at):
    """Ask the worker to read a batch."""
    return request_job(
        task=READ,
        title=[[gettext_noop("Reading %(file)s"), {"file": batch.file_name[-150:]}]],
        params={"batch": batch.public_id},
        dedupe=f"{batch.public_id}:{at.isoformat()}",
        actor=actor,
        at=at,
    )


@transaction.atomic
def read_again(*, batch, unit_choices, actor, at):
    """Read a batch once more, with the units that HR wants created and those it does not."""
    batch = waiting_batch(batch, actor)
    if not batch.file:
        raise Refusal(GONE, code="gone")
    if unit_choices:
        batch.facts["unit_choices"] = batch.facts.get("unit_choices", {}) | unit_choices
    batch.read_at = None
    batch.job = reading_job(batch, actor, at)
    batch.save(update_fields=["facts", "job", "read_at"])
    return batch


@transaction.atomic
def request_apply(*, batch, actor, at):
    """Ask the worker to apply a batch; one import at a time."""
    batch = waiting_batch(batch, actor)
    refuse_unready(batch)
    refuse_busy()
    batch.job = request_job(
        task=APPLY,
        title=[[gettext_noop("Applying %(file)s"), {"file": batch.file_name[-150:]}]],
        params={"batch": batch.public_id},
        dedupe=f"{batch.public_id}:{at.isoformat()}",
        actor=actor,
        at=at,
    )
    batch.save(update_fields=["job"])
    return batch


@transaction.atomic
def request_undo(*, batch, actor, at):
    """Ask the worker to take an applied import back, within a day."""
    if not actor.is_hr:
        raise PermissionDenied
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    refuse_undo(batch=batch, at=at)
    refuse_busy()
    batch.job = request_job(
        task=UNDO,
        title=[[gettext_noop("Taking back %(file)s"), {"file": batch.file_name[-150:]}]],
        params={"batch": batch.public_id},
        dedupe=f"{batch.public_id}:{at.isoformat()}",
        actor=actor,
        at=at,
    )
    batch.undo_obstacles = []
    batch.save(update_fields=["job", "undo_obstacles"])
    return batch


@transaction.atomic
def discard_batch(*, batch, actor, at):
    """Throw away a file that was not applied, with its rows; only the audit trail remembers it."""
    batch = waiting_batch(batch, actor)
    name = "" if batch.kind == ImportKind.BY_HAND else batch.file_name  # there it is a person's
    record_event(subject=batch, action="import_discarded", actor=actor, at=at, name=name)
    BackgroundJob.objects.filter(params__batch=batch.public_id).update(result_link="")
    name, storage = batch.file.name, batch.file.storage
    batch.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def begin_anew(*, batch, actor, at):
    """Read the file of an import that was taken back once more, as an import of its own."""
    if not actor.is_hr:
        raise PermissionDenied
    if not batch.undone_at:
        raise Refusal(APPLIED, code="applied")
    if not batch.file:
        raise Refusal(GONE, code="gone")
    fresh = ImportBatch(
        file_name=batch.file_name,
        effective_date=batch.effective_date,
        uploaded_by=actor.employee,
        uploaded_at=at,
        facts={name: batch.facts[name] for name in KEPT_FACTS if name in batch.facts},
    )
    with batch.file.open("rb") as file:
        fresh.file.save(f"{fresh.public_id}.xlsx", ContentFile(file.read()), save=False)
    fresh.job = reading_job(fresh, actor, at)
    fresh.save()
    return fresh


def refuse_busy():
    """Refuse while an import is being applied or taken back."""
    if BackgroundJob.objects.running().filter(task__in=(APPLY, UNDO)).exists():
        raise Refusal(BUSY, code="busy")


def waiting_batch(batch, actor):
    """Lock a batch that nobody works on and that was not applied."""
    if not actor.is_hr:
        raise PermissionDenied
    batch = (
        ImportBatch.objects.select_for_update(of=("self",)).select_related("job").get(pk=batch.pk)
    )
    if batch.applied_at:
        raise Refusal(APPLIED, code="applied")
    if batch.job and not batch.job.finished_at:
        raise Refusal(WORKING, code="working")
    return batch
