"""Numbers, tokens, files and replacements of issued documents."""

import hashlib

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent, BackgroundJob
from accounts.refusals import Refusal
from accounts.services.background_job import cancel_job
from appraisal.models import IssuedDocument
from appraisal.rules.masking import mask_name
from appraisal.services.issued_document import issue_documents, keep_file, print_again
from appraisal.tasks.documents import print_documents
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.results import make_published_result


def test_numbers_run_without_gap_or_double(documents):
    assert [document.number for document in documents] == [
        "800/00001/EKP/2026",
        "800/00002/EKP/2026",
    ]


def test_token_has_at_least_128_random_bits(documents):
    assert all(len(document.token) >= 22 for document in documents)
    assert len({document.token for document in documents}) == 2


def test_newer_version_replaces_the_documents_of_the_older(delivered, documents, budi):
    newer = make_published_result(delivered, version=2, behaviour="ABOVE")

    issued = issue_documents(published_result=newer, actor=actor_for(budi), at=NOON)

    replaced_by = [IssuedDocument.objects.get(pk=old.pk).replaced_by for old in documents]
    assert replaced_by == issued


def test_issuing_asks_the_worker_for_the_files(documents, budi):
    job = BackgroundJob.objects.get(task="appraisal.print_documents")

    assert job.requested_by == budi
    assert job.params == {"documents": [document.public_id for document in documents]}


def test_task_prints_each_document_once(documents):
    job = BackgroundJob.objects.get(task="appraisal.print_documents")

    print_documents(job_id=job.pk)
    first = list(IssuedDocument.objects.order_by("pk").values_list("file_hash", "printed_at"))
    BackgroundJob.objects.filter(pk=job.pk).update(finished_at=None, started_at=None)
    print_documents(job_id=job.pk)

    assert (
        list(IssuedDocument.objects.order_by("pk").values_list("file_hash", "printed_at")) == first
    )
    job.refresh_from_db()
    assert (job.done, job.status) == (2, "done")


def test_task_prints_nothing_for_a_requester_who_may_not_read(documents, eko):
    BackgroundJob.objects.update(requested_by=eko)

    print_documents(job_id=BackgroundJob.objects.get().pk)

    assert set(IssuedDocument.objects.values_list("file", flat=True)) == {""}


def test_file_hash_is_that_of_the_stored_bytes(evaluation_document):
    stored = keep_file(document=evaluation_document, content=b"%PDF-1.7 contents", at=NOON)

    with stored.file.open("rb") as file:
        assert stored.file_hash == hashlib.sha256(file.read()).hexdigest()


def test_printing_again_is_refused_while_it_is_under_way(evaluation_document, ani):
    with pytest.raises(Refusal) as refusal:
        print_again(document=evaluation_document, actor=actor_for(ani), at=NOON)

    assert refusal.value.code == "printing"


def test_printing_again_works_after_printing_was_stopped(documents, evaluation_document, budi, ani):
    job = BackgroundJob.objects.get(task="appraisal.print_documents")
    cancel_job(job=job, actor=actor_for(budi), at=NOON)

    print_documents(job_id=job.pk)
    again = print_again(document=evaluation_document, actor=actor_for(ani), at=NOON)
    print_documents(job_id=again.pk)

    job.refresh_from_db()
    evaluation_document.refresh_from_db()
    assert (job.status, bool(evaluation_document.file)) == ("cancelled", True)


def test_file_that_the_storage_lost_is_printed_again(evaluation_document, ani):
    lost = keep_file(document=evaluation_document, content=b"%PDF-1.7 contents", at=NOON)
    lost.file.storage.delete(lost.file.name)
    BackgroundJob.objects.update(finished_at=NOON)

    again = print_again(document=lost, actor=actor_for(ani), at=NOON)
    print_documents(job_id=again.pk)

    evaluation_document.refresh_from_db()
    event = AuditEvent.objects.get(subject_id=lost.public_id, action="file_lost")
    assert evaluation_document.file.storage.exists(evaluation_document.file.name)
    assert event.data["file_hash"] == lost.file_hash


def test_one_document_of_a_kind_per_result(evaluation_document):
    twin = IssuedDocument(
        published_result=evaluation_document.published_result,
        kind="EVALUATION",
        number="800/99999/EKP/2026",
        token="another",
        short_code="AAAABBBB",
        issued_at=NOON,
        org_unit_id=evaluation_document.org_unit_id,
        unit_name="x",
        year=2026,
        masked_name="x",
    )

    with (
        pytest.raises(IntegrityError, match="issued_document_once_per_result"),
        transaction.atomic(),
    ):
        twin.save()


def test_file_without_hash_is_refused(evaluation_document):
    documents = IssuedDocument.objects.filter(pk=evaluation_document.pk)

    with pytest.raises(IntegrityError, match="issued_document_hash_iff_file"), transaction.atomic():
        documents.update(file="documents/x.pdf")


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Ratna Puspitasari, S.Sos.", "R**** P**********"),
        ("Budi", "B***"),
        ("I Ketut Ayu", "I K**** A**"),
    ],
)
def test_masked_name_shows_first_letters_only(name, masked):
    assert mask_name(name) == masked


def test_masking_refuses_an_empty_name():
    with pytest.raises(ValueError, match="name is empty"):
        mask_name("  , S.H.")
