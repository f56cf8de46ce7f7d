"""The worker's part in paper: print what was issued, and pack the documents of a unit."""

import tempfile
import zipfile

from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import BackgroundJob, OrgUnit
from accounts.queries.actor import actor_of
from accounts.services.background_job import report_progress
from accounts.tasks.job_task import job_task
from appraisal.models import IssuedDocument
from appraisal.queries.documents import documents_of_unit
from appraisal.report.archive import add_document
from appraisal.report.printing import print_document
from appraisal.services.issued_document import keep_file


@job_task("appraisal.print_documents", tell=False)
def print_documents(job):
    """Print each document of a job that the requester may still read."""
    for document in wanted_documents(job):
        print_one(document)
        report_progress(job=job, done=1)


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


@job_task("appraisal.zip_documents")
def zip_documents(job):
    """Pack the valid documents of a unit, with progress; what cannot be printed is counted and named."""
    actor = actor_of(job.requested_by, timezone.localdate())
    documents = documents_of_unit(actor=actor, unit=job.params["unit"], cycle=job.params["cycle"])
    params = job.params | {"hr_units": hr_units_of(documents, actor)}
    BackgroundJob.objects.filter(pk=job.pk).update(total=documents.count(), params=params)
    return closing_words(pack(job, documents))


def hr_units_of(documents, actor):
    """Return the units whose documents go into the file because the requester is HR there."""
    packed = documents.order_by().values("org_unit")
    units = OrgUnit.objects.filter(pk__in=packed).order_by("pk").values_list("pk", "public_id")
    return [public_id for pk, public_id in units if actor.is_hr_for(pk)]


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
