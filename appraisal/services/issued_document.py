"""Issue numbered, verifiable documents of a published result, and keep their files."""

import hashlib
import secrets

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.background_job import request_job
from appraisal.choices import DocumentKind
from appraisal.models import IssuedDocument
from appraisal.queries.documents import PRINT_TASK, is_being_printed
from appraisal.rules.masking import mask_name

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that a reader could take for another
# One row per year, locked until the transaction ends: no gap, no double.
NEXT_NUMBER = """
    INSERT INTO appraisal_documentcounter (year, last) VALUES (%s, 1)
    ON CONFLICT (year) DO UPDATE SET last = appraisal_documentcounter.last + 1
    RETURNING last
"""


@transaction.atomic
def issue_documents(*, published_result, actor, at):
    """Issue both documents of a result, replace those of earlier versions, and ask for their files."""
    documents = [
        issue_document(published_result=published_result, kind=kind, actor=actor, at=at)
        for kind in DocumentKind
    ]
    request_print(documents=documents, actor=actor, at=at, dedupe=published_result.public_id)
    return documents


def issue_document(*, published_result, kind, actor, at):
    """Give a document its number, its verification token and its short code."""
    evaluation = published_result.evaluation
    document = new_document(
        published_result=published_result, kind=kind, number=next_number(at), at=at
    )
    document.save()
    IssuedDocument.objects.valid().filter(
        published_result__evaluation=evaluation, kind=kind
    ).exclude(pk=document.pk).update(replaced_by=document)
    record_event(subject=document, action="issue", actor=actor, at=at, kind=kind)
    return document


def new_document(*, published_result, kind, number, at):
    """Return an unsaved document of a result."""
    evaluation = published_result.evaluation
    person = published_result.snapshot["employee"]
    return IssuedDocument(
        published_result=published_result,
        kind=kind,
        number=number,
        token=secrets.token_urlsafe(24),
        short_code="".join(secrets.choice(CODE_LETTERS) for _position in range(8)),
        issued_at=at,
        paper=settings.PAPER_SIZE if kind == DocumentKind.EVALUATION else "A4",
        org_unit_id=evaluation.org_unit_id,
        unit_name=person["unit"],
        year=evaluation.period.until_date.year,
        masked_name=mask_name(person["name"]),
    )


def next_number(at):
    """Return the next document number of the year, with no gap and no double."""
    year = timezone.localtime(at).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [year])
        (number,) = cursor.fetchone()
    return number_in(year, number)


def number_in(year, number):
    """Return how a document is numbered: "800/00012/EKP/2026"."""
    return f"{settings.DOCUMENT_NUMBER_PREFIX}/{number:05d}/EKP/{year}"


def request_print(*, documents, actor, at, dedupe):
    """Ask the worker for the files of documents."""
    return request_job(
        task=PRINT_TASK,
        title=[[gettext_noop("Print evaluation documents")]],
        params={"documents": [document.public_id for document in documents]},
        actor=actor,
        at=at,
        dedupe=dedupe,
        total=len(documents),
    )


@transaction.atomic
def print_again(*, document, actor, at):
    """Ask for the file of a document whose printing broke off."""
    document = IssuedDocument.objects.select_for_update().get(pk=document.pk)
    if document.file and document.file.storage.exists(document.file.name):
        raise Refusal(_("This document is already made."), code="printed")
    if is_being_printed(document):
        raise Refusal(_("This document is being made. Come back in a minute."), code="printing")
    forget_lost_file(document=document, actor=actor, at=at)
    return request_print(
        documents=[document], actor=actor, at=at, dedupe=f"{document.public_id}:{at.isoformat()}"
    )


def forget_lost_file(*, document, actor, at):
    """Make room for a new print of a file that is not in the storage any more; its hash is kept."""
    if not document.file:
        return
    lost = {"file": document.file.name, "file_hash": document.file_hash}
    record_event(subject=document, action="file_lost", actor=actor, at=at, **lost)
    document.file, document.file_hash, document.printed_at = "", "", None
    document.save(update_fields=["file", "file_hash", "printed_at"])


@transaction.atomic
def keep_file(*, document, content, at):
    """Store the printed file and its hash, once: a task that runs twice changes nothing."""
    document = IssuedDocument.objects.select_for_update().get(pk=document.pk)
    if document.file:
        return document
    document.file_hash = hashlib.sha256(content).hexdigest()
    document.printed_at = at
    document.file.save(f"{document.public_id}.pdf", ContentFile(content), save=False)
    document.save(update_fields=["file", "file_hash", "printed_at"])
    return document
