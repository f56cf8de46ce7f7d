"""The worker's part in paper: print what was issued, and pack the documents of a unit."""

import tempfile
import zipfile

from celery import shared_task
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import BackgroundJob
from accounts.queries.actor import actor_of
from accounts.services.background_job import Cancelled, finish_job, report_progress
from appraisal.models import IssuedDocument
from appraisal.queries.documents import documents_of_unit
from appraisal.report.archive import add_document
from appraisal.report.printing import print_document
from appraisal.services.issued_document import keep_file


@shared_task(name="appraisal.print_documents", ignore_result=True)
def print_documents(*, job_id, **_ignored):
    """Print each document of a job that the requester may still read."""
    job = BackgroundJob.objects.select_related("requested_by").get(pk=job_id)
    if job.finished_at:
        return
    for document in wanted_documents(job):
        print_one(document)
        report_progress(job=job, done=1)
    finish_job(job=job, at=timezone.now(), tell=False)


def wanted_documents(job):
    """Return the documents a job names, with the requester's rights as they are now."""
    actor = actor_of(job.requested_by, timezone.localdate())
    return (
        IssuedDocument.objects.visible_to(actor)
        .filter(public_id__in=job.params["documents"])
        .select_related("published_result")
        .order_by("pk")
    )


def print_one(document):
    """Print one document unless its file is there."""
    if not document.file:
        keep_file(document=document, content=print_document(document), at=timezone.now())


@shared_task(name="appraisal.zip_documents", ignore_result=True)
def zip_documents(*, job_id, **_ignored):
    """Pack the valid documents of a unit, with progress; what cannot be printed is counted and named."""
    job = BackgroundJob.objects.select_related("requested_by").get(pk=job_id)
    if job.finished_at:
        return
    documents = documents_of_unit(
        actor=actor_of(job.requested_by, timezone.localdate()), **job.params
    )
    BackgroundJob.objects.filter(pk=job.pk).update(total=documents.count(), done=0, failed=0)
    try:
        failures = pack(job, documents)
    except Cancelled:
        finish_job(job=job, at=timezone.now(), message=_("Stopped at your request."))
    else:
        finish_job(job=job, at=timezone.now(), message=closing_words(failures))


def pack(job, documents):
    """Write the archive into the job's result; return the numbers of documents that failed."""
    failures = []
    with tempfile.TemporaryFile() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for document in documents.iterator(chunk_size=100):
                pack_one(job, archive, document, failures)
            if failures:
                archive.writestr(_("Not printed.txt"), "\n".join(failures))
        target.seek(0)
        job.refresh_from_db()
        job.result_file.save("dokumen.zip", File(target), save=False)
        job.save(update_fields=["result_file"])
    return failures


def pack_one(job, archive, document, failures):
    """Add one document; a document that cannot be printed does not stop the others."""
    try:
        add_document(archive, document, timezone.now())
    except (OSError, ValueError, KeyError) as error:
        failures.append(f"{document.number}: {error}")
        report_progress(job=job, failed=1)
    else:
        report_progress(job=job, done=1)


def closing_words(failures):
    """Return what the job says at its end."""
    if not failures:
        return _("All documents are in the file.")
    return ngettext(
        "%(count)s document could not be printed; the file names it.",
        "%(count)s documents could not be printed; the file names them.",
        len(failures),
    ) % {"count": len(failures)}
