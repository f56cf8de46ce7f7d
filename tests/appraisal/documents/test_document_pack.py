"""The documents of units in one file: whose, in which order, and what happens to those that fail."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from accounts.choices import Role
from accounts.models import AuditEvent, BackgroundJob, RoleGrant
from accounts.refusals import Refusal
from appraisal.choices import DocumentKind, PackLayout
from appraisal.models import IssuedDocument
from appraisal.report.printing import print_document
from appraisal.services.document_pack import PACK_TASK, request_pack, retry_failed
from appraisal.services.issued_document import issue_documents, keep_file
from appraisal.tasks.documents import pack_documents
from tests.factories.accounts import (
    actor_for,
    grant_role,
    make_assignment,
    make_employee,
    make_org_unit,
)
from tests.factories.appraisal import NOON, make_evaluation, make_work_plan
from tests.factories.results import PEOPLE, make_published_result

ADDRESS = reverse("appraisal:document_pack_list")


@pytest.fixture
def printed(documents):
    """Return Ani's two documents with files: an empty sheet is as good as a printed one here."""
    sheet = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(sheet)
    return [keep_file(document=row, content=sheet.getvalue(), at=NOON) for row in documents]


def issue(office, delivered, unit, name, **broken):
    """Issue the two documents of a new person in a unit."""
    assignment = make_assignment(make_employee(name), unit, supervisor=office.budi)
    plan = make_work_plan(delivered.period.cycle, assignment, supervisor=office.budi)
    evaluation = make_evaluation(plan, stage="DELIVERED")
    person = PEOPLE["employee"] | {"name": name, "unit": str(unit)}
    result = make_published_result(evaluation, employee=person, **broken)
    return issue_documents(published_result=result, actor=actor_for(office.budi), at=NOON)


def ask(office, delivered, *, layout=PackLayout.FOLDERS, units=None, person=None, kinds=None):
    """Ask for the documents of Dinas Contoh as Dewi."""
    return request_pack(
        units=units or [office.dinas.public_id],
        period=delivered.period.public_id,
        kinds=kinds or DocumentKind.values,
        layout=layout,
        actor=actor_for(person or office.dewi),
        at=NOON,
    )


def run(job):
    """Let the worker do a job, and return it."""
    pack_documents(job_id=job.pk)
    job.refresh_from_db()
    return job


def content(job):
    """Return the bytes of a job's file."""
    with job.result_file.open("rb") as file:
        return io.BytesIO(file.read())


def test_archive_has_a_folder_per_unit_with_every_valid_document(office, delivered, printed):
    section = make_org_unit("Seksi Contoh", parent=office.dinas, code="01.1")
    issue(office, delivered, section, "Yusuf Contoh")

    job = run(ask(office, delivered))

    names = zipfile.ZipFile(content(job)).namelist()
    assert (job.total, job.done, job.failed, job.status) == (4, 4, 0, "done")
    assert [name.partition("/")[0] for name in names] == [
        *[section.code] * 2,
        *[printed[0].unit_name] * 2,
    ]
    assert all(name.endswith(".pdf") for name in names)


def test_only_the_kinds_asked_for_are_packed(office, delivered, printed):
    job = run(ask(office, delivered, kinds=[DocumentKind.REPORT]))

    assert [
        str(DocumentKind.REPORT.label) in name for name in zipfile.ZipFile(content(job)).namelist()
    ] == [True]


def test_merged_print_begins_each_document_on_the_front_of_a_sheet(office, delivered, printed):
    issue(office, delivered, office.dinas, "Aisyah Contoh")

    job = run(ask(office, delivered, layout=PackLayout.MERGED))

    reader = PdfReader(content(job))
    units = [item for item in reader.outline if not isinstance(item, list)]
    documents = [item for item in reader.outline if isinstance(item, list)]
    starts = [reader.get_destination_page_number(item) for part in documents for item in part]
    assert [unit.title for unit in units] == sorted(unit.title for unit in units)
    assert [start % 2 for start in starts] == [0] * 4
    assert len(reader.pages) % 2 == 0
    assert (
        printed[0].number
        in reader.pages[0].extract_text() + reader.pages[starts[2] - 2].extract_text()
    )


def test_merged_pages_are_those_of_the_issued_file(office, delivered, evaluation_document):
    content_of_it = print_document(evaluation_document)
    issued = keep_file(document=evaluation_document, content=content_of_it, at=NOON)

    job = run(ask(office, delivered, layout=PackLayout.MERGED, kinds=[DocumentKind.EVALUATION]))

    with issued.file.open("rb") as file:
        original = PdfReader(io.BytesIO(file.read())).pages[0].extract_text()
    assert PdfReader(content(job)).pages[2].extract_text() == original


def test_document_without_file_is_printed_on_the_way(office, delivered, documents):
    run(ask(office, delivered))

    assert set(IssuedDocument.objects.values_list("file", flat=True)) != {""}


def test_broken_document_does_not_stop_the_others_and_can_be_asked_for_again(
    office, delivered, printed
):
    broken = issue(office, delivered, office.dinas, "Zaenal Contoh", ratings={})

    job = run(ask(office, delivered))
    again = retry_failed(job=job, actor=actor_for(office.dewi), at=NOON)

    assert (job.status, job.done, job.failed) == ("done", 2, 2)
    assert set(job.params["failures"]) == {row.public_id for row in broken}
    assert "belum jadi" in job.message
    assert (set(again.params["documents"]), again.total) == (set(job.params["failures"]), 2)


def test_file_that_was_changed_in_the_storage_is_not_handed_out(office, delivered, printed):
    IssuedDocument.objects.filter(pk=printed[0].pk).update(file_hash="0" * 64)

    job = run(ask(office, delivered))

    assert job.params["failures"].keys() == {printed[0].public_id}
    assert "bukan berkas yang diterbitkan" in job.params["failures"][printed[0].public_id]


def test_file_that_the_storage_lost_is_printed_again(office, delivered, printed):
    printed[0].file.storage.delete(printed[0].file.name)

    job = run(ask(office, delivered))

    assert (job.done, job.failed) == (2, 0)
    assert AuditEvent.objects.filter(action="file_lost").count() == 1


def test_job_of_which_everything_failed_has_no_file(office, delivered):
    issue(office, delivered, office.dinas, "Zaenal Contoh", ratings={})

    job = run(ask(office, delivered))

    assert (job.failed, bool(job.result_file)) == (2, False)


def test_nothing_failed_means_nothing_to_repeat(office, delivered, printed):
    job = run(ask(office, delivered))

    with pytest.raises(Refusal) as refusal:
        retry_failed(job=job, actor=actor_for(office.dewi), at=NOON)

    assert refusal.value.code == "nothing_failed"


def test_only_who_asked_repeats(office, delivered, printed):
    other = make_employee("Pengelola Lain")
    grant_role(other, Role.HR_ADMIN, office.agency)

    with pytest.raises(PermissionDenied):
        retry_failed(job=ask(office, delivered), actor=actor_for(other), at=NOON)


def test_choice_without_documents_is_refused(office, delivered, printed):
    with pytest.raises(Refusal) as refusal:
        ask(office, delivered, units=[office.elsewhere.public_id])

    assert refusal.value.code == "none"


@pytest.mark.parametrize("person", ["ani", "budi", "eko"])
def test_packing_is_for_hr(client, office, delivered, printed, person):
    client.force_login(getattr(office, person))

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {}).status_code == 403
    with pytest.raises(PermissionDenied):
        ask(office, delivered, person=getattr(office, person))


def test_rights_are_asked_again_when_the_job_runs(office, delivered, printed):
    job = ask(office, delivered)
    RoleGrant.objects.filter(employee=office.dewi).delete()

    job = run(job)

    assert (job.done, bool(job.result_file)) == (0, False)


def test_file_goes_only_to_who_is_still_hr_of_its_units(client, office, delivered, printed):
    job = run(ask(office, delivered))
    client.force_login(office.dewi)
    download = reverse("accounts:job_download", args=[job.public_id])

    before = client.get(download)
    list(before.streaming_content)
    RoleGrant.objects.filter(employee=office.dewi).delete()

    assert (before.status_code, client.get(download).status_code) == (200, 403)
    assert job.params["hr_units"] == [office.dinas.public_id]


def test_pack_is_written_down(office, delivered, printed):
    run(ask(office, delivered))

    event = AuditEvent.objects.get(action="pack_documents")
    assert (event.actor, event.data["documents"]) == (office.dewi, 2)


def test_stopped_job_leaves_no_file(office, delivered, printed):
    job = ask(office, delivered)
    BackgroundJob.objects.filter(pk=job.pk).update(cancel_requested_at=NOON)

    assert (run(job).status, bool(job.result_file)) == ("cancelled", False)


def test_page_asks_the_worker_and_offers_to_repeat_what_failed(client, office, delivered, printed):
    issue(office, delivered, office.dinas, "Zaenal Contoh", ratings={})
    client.force_login(office.dewi)
    typed = {
        "units": [office.dinas.public_id],
        "period": delivered.period.public_id,
        "kinds": DocumentKind.values,
        "layout": PackLayout.FOLDERS,
    }

    answer = client.post(ADDRESS, typed)
    job = run(BackgroundJob.objects.get(task=PACK_TASK))
    page = client.get(ADDRESS).content.decode()
    retry = reverse("appraisal:document_pack_retry", args=[job.public_id])
    client.post(retry)

    assert answer.status_code == 302
    assert f'action="{retry}"' in page
    assert "Zaenal Contoh" in page
    assert BackgroundJob.objects.filter(task=PACK_TASK).count() == 2


def test_page_keeps_the_choice_when_something_is_missing(client, office, delivered, printed):
    client.force_login(office.dewi)

    answer = client.post(ADDRESS, {"units": [office.dinas.public_id], "layout": "MERGED"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{office.dinas.public_id}" checked' in page
    assert BackgroundJob.objects.filter(task=PACK_TASK).count() == 0


def test_unit_outside_the_scope_is_not_offered(client, office, delivered, printed):
    operator = make_employee("Operator Lain")
    grant_role(operator, Role.HR_OPERATOR, office.elsewhere)
    client.force_login(operator)

    assert office.dinas.public_id not in client.get(ADDRESS).content.decode()


def test_page_costs_the_same_for_one_job_and_for_three(
    client, office, delivered, printed, django_assert_num_queries
):
    client.force_login(office.dewi)
    for kinds in (["REPORT"], ["EVALUATION"], DocumentKind.values):
        run(ask(office, delivered, kinds=kinds))
        with django_assert_num_queries(7):
            client.get(ADDRESS)
