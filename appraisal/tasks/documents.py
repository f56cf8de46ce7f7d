"""The worker's part in paper: print what was issued, and put the documents of units together."""

import hashlib
import tempfile
import zipfile
from itertools import groupby

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import BackgroundJob
from accounts.models.job_words import plural_noop
from accounts.queries.actor import actor_of
from accounts.services.background_job import report_progress
from accounts.tasks.job_task import job_task
from appraisal.choices import PackLayout
from appraisal.exports.file_name import output_name
from appraisal.models import EvaluationPeriod, IssuedDocument
from appraisal.queries.documents import (
    documents_to_pack,
    documents_with_results,
    people_without_documents,
)
from appraisal.report.archive import entry_name
from appraisal.report.merging import MergedPrint
from appraisal.report.printing import print_document
from appraisal.services.document_pack import ASKED, PACK_TASK, keep_pack, names_of_units
from appraisal.services.issued_document import forget_lost_file, keep_file

BATCH = 100
FAULTS = (OSError, ValueError, LookupError, TypeError, AttributeError)  # of a storage or a snapshot


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


@job_task(PACK_TASK)
def pack_documents(job):
    """Put documents together, with progress; what cannot be made is named and can be asked for again."""
    now = timezone.now()
    actor = actor_of(job.requested_by, timezone.localdate(now))
    asked = {key: job.params[key] for key in ASKED}
    documents = list(documents_to_pack(actor=actor, **asked).defer("published_result__snapshot"))
    BackgroundJob.objects.filter(pk=job.pk).update(total=len(documents))
    failures = {}
    with tempfile.TemporaryFile() as target:
        made = contents(job, documents, failures, actor)
        frame = frame_of(job, now)
        ending = PACKERS[job.params["layout"]](target, made, failures, frame)
        target.seek(0)
        keep_pack(
            job=job,
            file=target,
            name=name_of(frame, ending, names_of_units(actor, asked["units"])),
            documents=documents,
            failures=failures,
            actor=actor,
            at=now,
        )
    without = people_without_documents(actor=actor, units=asked["units"], period=asked["period"])
    return [*closing_words(failures), *words_on_others(*without)]


def contents(job, documents, failures, actor):
    """Yield (document, its PDF); a document that cannot be made does not stop the others."""
    for keys in batched([document.pk for document in documents]):
        whole = documents_with_results(keys)
        for document in (whole[key] for key in keys):
            try:
                content = content_of(document, actor)
            except FAULTS as error:
                failures[document.public_id] = f"{document.number}: {error}"[:300]
                report_progress(job=job, failed=1)
            else:
                yield document, content
                report_progress(job=job, done=1)


def batched(keys):
    """Yield keys by the hundred: a snapshot is large, and thousands do not fit."""
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def content_of(document, actor):
    """Return the stored PDF of a document, made first where it is missing; a changed one is refused."""
    if document.file and not document.file.storage.exists(document.file.name):
        forget_lost_file(document=document, actor=actor, at=timezone.now())
    if not document.file:
        document = keep_file(document=document, content=print_document(document), at=timezone.now())
    with document.file.open("rb") as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != document.file_hash:
        raise ValueError(_("the stored file is not the one that was issued"))
    return content


def pack_folders(target, made, failures, _frame):
    """Write a ZIP with a folder per unit, and a list of what failed."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for document, content in made:
            archive.writestr(entry_name(document), content)
        if failures:
            archive.writestr(_("Not printed.txt"), "\n".join(failures.values()))
    return "zip"


def pack_merged(target, made, _failures, frame):
    """Write one PDF, unit by unit behind a cover, ready for printing on both sides."""
    merged = MergedPrint()
    for unit, group in groupby(made, key=lambda pair: pair[0].unit_name):
        merged.add_unit(unit, list(group), frame=frame)
    merged.save(target)
    return "pdf"


PACKERS = {PackLayout.FOLDERS: pack_folders, PackLayout.MERGED: pack_merged}


def frame_of(job, now):
    """Return what stands on every cover."""
    period = EvaluationPeriod.objects.select_related("cycle").get(public_id=job.params["period"])
    return {
        "agency": settings.AGENCY_NAME,
        "period": period,
        "cycle": f"{period.cycle.name}, {period.name}",
        "by": job.requested_by.full_name,
        "at": timezone.localtime(now),
    }


def name_of(frame, ending, units):
    """Return "dokumen_penilaian-kinerja-2026_tahun-2026_dinas-contoh_2026-11-22.zip"."""
    period = frame["period"]
    about = {"cycle": period.cycle.name, "period": period.title}
    about["unit"] = units[0] if len(units) == 1 else f"{len(units)} unit"
    return output_name("dokumen", frame["at"], ending, **about)


def closing_words(failures):
    """Return what the job says at its end."""
    if not failures:
        return [[gettext_noop("All documents are in the file.")]]
    one, many = plural_noop(
        "%(count)s document could not be made. Ask for it again from the list of files.",
        "%(count)s documents could not be made. Ask for them again from the list of files.",
    )
    return [[one, {"count": len(failures)}, many]]


def words_on_others(without, people):
    """Return the words on people who are not in the file because nothing was issued for them."""
    if not without:
        return []
    one, many = plural_noop(
        "%(count)s of the %(people)s people here has no document yet: it is made when the result "
        "is released.",
        "%(count)s of the %(people)s people here have no document yet: they are made when the "
        "results are released.",
    )
    return [" ", [one, {"count": without, "people": people}, many]]
