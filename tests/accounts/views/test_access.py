"""Who opened my data, and the auditors' log."""

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.choices import AccessKind, AccessRole, Role
from accounts.models import AccessRecord, AuditEvent, BackgroundJob, RoleGrant
from accounts.services.access import record_access
from accounts.tasks.access import export_access
from tests.factories.accounts import actor_for, grant_role, make_assignment, make_employee
from tests.factories.appraisal import NOON

LOG = reverse("accounts:access_log")
AUDIT = reverse("accounts:access_audit")
EXPORT = reverse("accounts:access_export")


def note(subject, viewer, kind=AccessKind.WORK_PLAN, role=AccessRole.SUPERVISOR):
    """Write an opening down."""
    record_access(subject=subject, kind=kind, role=role, actor=actor_for(viewer), at=NOON)


def test_log_says_by_whom_as_what_and_what(client, office):
    note(office.ani, office.budi)
    client.force_login(office.ani)

    page = client.get(LOG).text

    assert "Budi Santoso" in page
    assert "Atasan langsung" in page
    assert "20 November 2026" in page


def test_log_without_rows_says_so(client, ani):
    client.force_login(ani)

    assert "Belum ada orang lain yang membuka data Anda." in client.get(LOG).text


def test_log_shows_an_auditor_only_the_own_rows_and_the_way_to_all(client, office):
    grant_role(office.eko, Role.AUDITOR, office.agency)
    note(office.ani, office.budi)
    client.force_login(office.eko)

    page = client.get(LOG)

    assert list(page.context["page"]) == []
    assert f'href="{AUDIT}"' in page.text


def test_day_that_is_none_is_explained_in_the_log_of_the_agency(client, office):
    grant_role(office.eko, Role.AUDITOR, office.agency)
    client.force_login(office.eko)

    answer = client.get(AUDIT, {"since": "2026-02-30"})

    assert answer.status_code == 422
    assert "Tulis tanggal" in answer.text
    assert 'class="chip"' not in answer.text


@pytest.mark.parametrize("name", ["ani", "budi", "dewi"])
def test_log_of_the_agency_is_for_auditors(client, office, name):
    client.force_login(getattr(office, name))

    assert client.get(AUDIT).status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"ani", "citra"}),
        ({"subject": "lestari"}, {"ani"}),
        ({"viewer": "dewi"}, {"citra"}),
        ({"kind": "RESULT"}, {"citra"}),
        ({"role": "HR"}, {"citra"}),
        ({"since": "2026-11-21"}, set()),
        ({"until": "2026-11-20"}, {"ani", "citra"}),
    ],
)
def test_auditor_searches(client, office, asked, found):
    grant_role(office.eko, Role.AUDITOR, office.agency)
    note(office.ani, office.budi)
    note(office.citra, office.dewi, AccessKind.RESULT, AccessRole.HR)
    client.force_login(office.eko)

    page = client.get(AUDIT, asked)

    assert {row.subject for row in page.context["page"]} == {getattr(office, one) for one in found}


@pytest.mark.parametrize(("url", "queries"), [(LOG, 8), (AUDIT, 7)])
@pytest.mark.parametrize("rows", [1, 3])
def test_logs_ask_the_same_number_of_questions(
    client, office, django_assert_num_queries, url, queries, rows
):
    grant_role(office.eko, Role.AUDITOR, office.agency)
    for number in range(rows):
        viewer = make_employee(f"Pembaca {number}")
        note(office.eko, viewer, role=AccessRole.HR)
    client.force_login(office.eko)

    with django_assert_num_queries(queries):
        page = client.get(url)

    assert len(page.context["page"]) == rows


@pytest.mark.parametrize(
    ("name", "role"),
    [("budi", AccessRole.SUPERVISOR), ("farid", AccessRole.SUPERIOR), ("dewi", AccessRole.HR)],
)
def test_page_of_a_person_is_noted(client, office, name, role):
    chief = make_employee("Kepala Bersama")
    make_assignment(chief, office.dinas, supervisor=office.farid)
    grant_role(office.farid, Role.HR_OPERATOR, office.dinas)
    viewer = getattr(office, name)
    client.force_login(viewer)

    client.get(office.ani.get_absolute_url())

    row = AccessRecord.objects.get()
    assert (row.subject, row.viewer, row.kind, row.role) == (
        office.ani,
        viewer,
        AccessKind.PROFILE,
        role,
    )


def test_list_of_people_and_own_page_are_not_noted(client, office):
    client.force_login(office.dewi)

    client.get(reverse("accounts:employee_list"))
    client.get(office.dewi.get_absolute_url())

    assert not AccessRecord.objects.exists()


@pytest.fixture
def auditor(client, office):
    """Let Eko, an auditor of the whole agency, look at two openings."""
    grant_role(office.eko, Role.AUDITOR, office.agency)
    note(office.ani, office.budi)
    note(office.citra, office.dewi, AccessKind.RESULT, AccessRole.HR)
    client.force_login(office.eko)
    return office.eko


def rows_in(job):
    """Return the rows of the workbook of a job, without the headers."""
    job.refresh_from_db()
    with job.result_file.open("rb") as file:
        sheet = load_workbook(file).worksheets[0]
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_auditor_takes_out_what_the_filters_leave(client, office, auditor):
    answer = client.post(f"{EXPORT}?role=HR&viewer=dewi")
    job = BackgroundJob.objects.get()
    export_access(job_id=job.pk)

    assert answer.url == job.get_absolute_url()
    assert [row[:4] for row in rows_in(job)] == [
        ("Dewi Anggraini", "pengelola kepegawaian", "Citra Dewanti", "hasil")
    ]
    assert AuditEvent.objects.get(action="export").data == {"kind": "ACCESS", "records": 1}
    file = client.get(reverse("accounts:job_download", args=[job.public_id]))
    assert file.status_code == 200
    file.close()


def test_table_of_the_log_is_kept_from_who_audits_no_more(client, office, auditor):
    client.post(EXPORT)
    job = BackgroundJob.objects.get()
    export_access(job_id=job.pk)
    RoleGrant.objects.all().delete()

    assert client.get(reverse("accounts:job_download", args=[job.public_id])).status_code == 403


def test_empty_table_is_refused(client, office, auditor):
    client.post(f"{EXPORT}?viewer=tidak-ada")

    assert BackgroundJob.objects.count() == 0


@pytest.mark.parametrize("name", ["ani", "budi", "dewi"])
def test_nobody_but_auditors_takes_the_log_out(client, office, name):
    client.force_login(getattr(office, name))

    assert client.post(EXPORT).status_code == 403
