"""The change history: who reads it, what is found, and that a damaged chain is shown."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from accounts.choices import Role
from accounts.models import AuditEvent, BackgroundJob, RoleGrant
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.models import ProgressEntry
from appraisal.queries.audit_search import changes, found_events
from appraisal.services.audit_check import CHECK_TASK, request_audit_export, request_check
from appraisal.tasks.audit import check_audit, export_audit
from tests.factories.accounts import actor_for, grant_role, make_employee
from tests.factories.appraisal import NOON, make_cycle, make_work_plan

ADDRESS = reverse("appraisal:audit_search")


@pytest.fixture
def auditor(office):
    """Return an auditor of the whole agency."""
    person = make_employee("Wati Pemeriksa")
    grant_role(person, Role.AUDITOR, office.agency)
    return person


@pytest.fixture
def plan(office):
    """Return Ani's plan, which she proposed and Budi agreed a day later; Dewi granted a role before."""
    record_event(
        subject=office.citra, action="role_granted", actor=actor_for(office.dewi), at=NOON, level=4
    )
    plan = make_work_plan(make_cycle(office.dewi), office.assignments.ani, supervisor=office.budi)
    record_event(subject=plan, action="propose", actor=actor_for(office.ani), at=NOON)
    agreed_at = NOON + timedelta(days=1)
    record_event(subject=plan, action="agree", actor=actor_for(office.budi), at=agreed_at)
    return plan


def actions(reader, **wanted):
    """Return what a reader finds, the newest first."""
    return [event.action for event in found_events(actor_for(reader), **wanted)]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.AUDITOR, 200),
        (Role.HR_ADMIN, 200),
        (Role.HR_OPERATOR, 403),
        (Role.LEADER, 403),
        (Role.ASSESSMENT_TEAM, 403),
        (None, 403),
    ],
)
def test_page_is_for_auditors_and_the_administrator_of_everything(client, office, role, status):
    person = make_employee("Seseorang Contoh")
    if role:
        grant_role(person, role, office.agency)
    client.force_login(person)

    assert client.get(ADDRESS).status_code == status
    assert (client.post(reverse("appraisal:audit_check")).status_code == 403) == (status == 403)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HR_ADMIN])
def test_role_in_one_unit_is_not_enough(client, office, role):
    person = make_employee("Seseorang Contoh")
    grant_role(person, role, office.dinas)
    client.force_login(person)

    assert client.get(ADDRESS).status_code == 403


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["agree", "propose", "role_granted"]),
        ({"person": "ani"}, ["agree", "propose"]),  # done to her plan, and done by her
        ({"person": "budi"}, ["agree"]),
        ({"person": "citra"}, ["role_granted"]),
        ({"kind": "accounts.Employee"}, ["role_granted"]),
        ({"action": "propose"}, ["propose"]),
        ({"since": NOON.date() + timedelta(days=1)}, ["agree"]),
        ({"until": NOON.date()}, ["propose", "role_granted"]),
        ({"person": "budi", "action": "propose"}, []),
    ],
)
def test_filters_find(auditor, office, plan, wanted, expected):
    if "person" in wanted:
        wanted = wanted | {"person": getattr(office, wanted["person"]).public_id}

    assert actions(auditor, **wanted) == expected


def test_person_is_found_by_name_or_nip_and_no_address_says_so(client, office, auditor, plan):
    client.force_login(auditor)
    spaced = f"{office.ani.nip[:8]} {office.ani.nip[8:]}"

    answers = [client.post(ADDRESS + "?action=agree", {"who": who}) for who in ("Ani Les", spaced)]

    address = f"{ADDRESS}?action=agree&person={office.ani.public_id}"
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, address)] * 2
    assert len(client.get(address).context["page"].object_list) == 1


def test_several_of_a_name_are_chosen_from_and_nobody_is_said(client, office, auditor):
    client.force_login(auditor)
    make_employee("Ani Lestari")

    several, nobody = (client.post(ADDRESS, {"who": who}) for who in ("Ani Lestari", "Zzz"))

    assert (several.status_code, len(several.context["people"])) == (200, 2)
    assert (nobody.status_code, list(nobody.context["search"].errors)) == (422, ["who"])


def test_one_record_can_be_followed(auditor, plan):
    assert actions(auditor, subject=f"appraisal.WorkPlan:{plan.public_id}") == ["agree", "propose"]


def test_lines_are_words_with_names(auditor, plan):
    newest = changes(found_events(actor_for(auditor)))[0]

    assert (newest.action, newest.kind, newest.name, newest.actor) == (
        "SKP disepakati",
        "SKP",
        "Ani Lestari",
        "Budi Santoso",
    )


def test_page_shows_no_code_and_no_data(client, auditor, plan):
    client.force_login(auditor)

    page = client.get(ADDRESS).content.decode()

    assert "Peran diberikan" in page
    for hidden in ("role_granted<", "appraisal.WorkPlan<", "&quot;level&quot;", "{'level"):
        assert hidden not in page


def test_notes_of_the_work_log_stay_out_of_sight_of_hr(office, auditor):
    AuditEvent.objects.create(
        subject_label=ProgressEntry._meta.label,
        subject_id="x" * 22,
        action="progress_noted",
        actor=office.ani,
        at=NOON,
    )

    assert actions(office.dewi) == []
    assert actions(auditor) == ["progress_noted"]


def test_record_that_is_gone_is_still_a_line(auditor, office):
    AuditEvent.objects.create(
        subject_label="appraisal.Gone", subject_id="x" * 22, action="old", actor=office.ani, at=NOON
    )

    line = changes(found_events(actor_for(auditor)))[0]

    assert (line.action, line.kind, line.name) == (
        "Perubahan lain",
        "Data yang tidak disimpan lagi di Selaras",
        "",
    )


def test_whole_chain_is_called_whole_and_a_damaged_one_damaged(client, auditor, plan):
    client.force_login(auditor)
    wanted = {"subject": f"appraisal.WorkPlan:{plan.public_id}"}

    before = client.get(ADDRESS, wanted).content.decode()
    tamper("UPDATE accounts_auditevent SET action = 'return_plan' WHERE action = 'agree'")
    after = client.get(ADDRESS, wanted).content.decode()

    assert ("Rantainya utuh" in before, "Rantainya rusak" in before) == (True, False)
    assert ("Rantainya utuh" in after, "Rantainya rusak" in after) == (False, True)


def tamper(sql):
    """Change the trail as its owner, with the guards asleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE accounts_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE accounts_auditevent ENABLE TRIGGER USER")


def check(person):
    """Let the worker check every chain; return the job."""
    job = request_check(actor=actor_for(person), at=NOON)
    check_audit(job_id=job.pk)
    job.refresh_from_db()
    return job


def test_check_counts_what_is_whole(auditor, plan):
    assert check(auditor).message == "3 perubahan dalam 2 rantai, semuanya utuh."


def test_check_names_the_damaged_chain_on_the_page(client, auditor, plan):
    tamper("UPDATE accounts_auditevent SET at = at - interval '1 day' WHERE action = 'agree'")
    job = check(auditor)
    client.force_login(auditor)

    page = client.get(ADDRESS).content.decode()

    assert job.params["damage"] == [f"appraisal.WorkPlan:{plan.public_id}"]
    assert f"subject=appraisal.WorkPlan%3A{plan.public_id}" in page
    assert "1 tempat rusak" in page


def test_check_ends_when_the_right_is_gone(auditor, plan):
    job = request_check(actor=actor_for(auditor), at=NOON)
    RoleGrant.objects.filter(employee=auditor).delete()

    check_audit(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, "found" in job.params) == ("failed", False)


def test_check_is_asked_for_from_the_page(client, auditor):
    client.force_login(auditor)

    assert client.post(reverse("appraisal:audit_check")).status_code == 302
    assert BackgroundJob.objects.filter(task=CHECK_TASK).count() == 1


def test_table_holds_what_the_filters_leave_and_is_written_down(client, office, auditor, plan):
    client.force_login(auditor)

    wanted = {"person": office.ani.public_id, "until": "2026-11-20"}
    client.post(reverse("appraisal:audit_export"), wanted)
    job = BackgroundJob.objects.get()
    export_audit(job_id=job.pk)

    job.refresh_from_db()
    with job.result_file.open("rb") as file:
        rows = list(load_workbook(file).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[1:] for row in rows] == [("SKP diajukan", "SKP", "Ani Lestari", "Ani Lestari", 1)]
    assert actions(auditor)[0] == "export"


def test_table_goes_only_to_who_still_reads_the_history(client, auditor, plan):
    job = request_audit_export(wanted={}, actor=actor_for(auditor), at=NOON)
    export_audit(job_id=job.pk)
    client.force_login(auditor)
    download = reverse("accounts:job_download", args=[job.public_id])

    before = client.get(download)
    list(before.streaming_content)
    RoleGrant.objects.filter(employee=auditor).delete()

    assert (before.status_code, client.get(download).status_code) == (200, 403)


def test_table_without_rows_is_refused(auditor):
    with pytest.raises(Refusal) as refusal:
        request_audit_export(wanted={}, actor=actor_for(auditor), at=NOON)

    assert refusal.value.code == "none"


def test_services_refuse_who_is_no_auditor(office):
    actor = actor_for(office.budi)

    with pytest.raises(PermissionDenied):
        request_check(actor=actor, at=NOON)
    with pytest.raises(PermissionDenied):
        request_audit_export(wanted={}, actor=actor, at=NOON)


def test_days_in_the_wrong_order_are_explained(client, auditor):
    client.force_login(auditor)

    answer = client.get(ADDRESS, {"since": "2026-11-20", "until": "2026-11-19"})

    assert answer.status_code == 422
    assert "Hari terakhir tidak boleh sebelum hari pertama." in answer.content.decode()


def test_page_costs_the_same_for_few_and_for_many(
    client, office, auditor, plan, django_assert_num_queries
):
    client.force_login(auditor)
    client.get(ADDRESS)
    with django_assert_num_queries(12):
        client.get(ADDRESS)
    for person in (office.ani, office.budi, office.eko):
        record_event(subject=person, action="role_ended", actor=actor_for(office.dewi), at=NOON)
    with django_assert_num_queries(12):
        client.get(ADDRESS)
