"""Tables that HR takes out: whose rows, with which rights, and that the file is found again."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from accounts.choices import Role
from accounts.models import AuditEvent, BackgroundJob, RoleGrant
from accounts.refusals import Refusal
from accounts.services.background_job import cancel_job
from appraisal.choices import DECIDED_STAGES, ExportFormat, ExportKind
from appraisal.models import DevelopmentFocus, SupervisorReview
from appraisal.queries.export_scope import export_scope
from appraisal.queries.export_tables import SOURCES
from appraisal.services.export import EXPORT_TASK, request_export
from appraisal.tasks.exports import export_table
from tests.factories.accounts import actor_for, grant_role, make_assignment, make_employee
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_evaluation,
    make_work_plan,
)
from tests.factories.results import make_published_result

ADDRESS = reverse("appraisal:export_list")


@pytest.fixture
def cycle(office):
    """Return a running cycle in which Ani's result is released and Citra's review is under way."""
    cycle = make_cycle(office.dewi, units=[office.agency])
    for name, stage in (("ani", "DELIVERED"), ("citra", "REVIEW")):
        assignment = getattr(office.assignments, name)
        plan = make_work_plan(cycle, assignment, supervisor=office.budi, superior=office.farid)
        evaluation = make_evaluation(plan, stage=stage)
        make_published_result(evaluation)
        add_focus(evaluation, office.budi)
    make_achievement(office.dinas, cycle.periods.get(), office.dewi)
    return cycle


def test_form_starts_with_the_cycle_about_most_people(client, office, cycle):
    small = make_cycle(office.dewi, name="Satu unit", units=[office.elsewhere])
    client.force_login(office.dewi)

    page = client.get(ADDRESS)

    assert page.context["form"]["period"].value() == cycle.periods.get().public_id
    assert small.name in page.content.decode()


def add_focus(evaluation, author):
    """Write a review with one development focus."""
    review = SupervisorReview.objects.create(
        evaluation=evaluation,
        author=author,
        results_rating="ABOVE",
        results_reason="Tercapai.",
        behaviour_rating="MEETS",
        behaviour_reason="Konsisten.",
        strengths="Teliti.",
        decided_at=NOON,
    )
    DevelopmentFocus.objects.create(review=review, position=1, text="Memimpin satu rapat.")


def ask(person, cycle, kind, file_format=ExportFormat.XLSX, unit=""):
    """Ask for a table as a person."""
    return request_export(
        kind=kind,
        file_format=file_format,
        unit=unit,
        period=cycle.periods.get().public_id,
        actor=actor_for(person),
        at=NOON,
    )


def rows_of(person, cycle, kind, unit=""):
    """Return the rows that a person gets, with the column that names somebody or something."""
    scope = export_scope(actor_for(person), unit, cycle.periods.get().public_id)
    source = SOURCES[kind]
    return [row for record in source.records(scope) for row in source.rows_of(scope, record)]


def names(rows):
    return [row[1] for row in rows]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (ExportKind.PARTICIPANTS, ["Ani Lestari", "Citra Dewanti"]),
        (ExportKind.PLANS, ["Ani Lestari"] * 2 + ["Citra Dewanti"] * 2),
        (ExportKind.RESULTS, ["Ratna Puspitasari, S.Sos."]),  # as frozen with the decision
        (ExportKind.ACHIEVEMENTS, ["Dinas Contoh"]),
        (ExportKind.FOCUSES, ["Ani Lestari"]),
        (
            ExportKind.PEOPLE,
            [
                "Ani Lestari",
                "Budi Santoso",
                "Citra Dewanti",
                "Dewi Anggraini",
                "Eko Prasetyo",
                "Farid Hidayat",
            ],
        ),
    ],
)
def test_table_holds_what_hr_may_read(office, cycle, kind, expected):
    assert names(rows_of(office.dewi, cycle, kind)) == expected


@pytest.mark.parametrize("kind", ExportKind)
def test_every_row_is_as_wide_as_the_header(office, cycle, kind):
    widths = {len(row) for row in rows_of(office.dewi, cycle, kind)}

    assert widths == {len(SOURCES[kind].headers)}


@pytest.mark.parametrize("kind", ExportKind)
def test_unit_outside_the_scope_gives_no_row(office, cycle, kind):
    operator = make_employee("Operator Lain")
    grant_role(operator, Role.HR_OPERATOR, office.elsewhere)
    expected = ["Eko Prasetyo"] if kind == ExportKind.PEOPLE else []

    assert names(rows_of(operator, cycle, kind)) == expected
    assert names(rows_of(operator, cycle, kind, unit=office.dinas.public_id)) == []


@pytest.mark.parametrize("kind", [ExportKind.PLANS, ExportKind.RESULTS, ExportKind.FOCUSES])
def test_nobody_takes_the_own_record_out_as_hr(office, cycle, kind):
    grant_role(office.ani, Role.HR_ADMIN, office.agency)

    assert "Ani Lestari" not in names(rows_of(office.ani, cycle, kind))
    assert "Ratna Puspitasari, S.Sos." not in names(rows_of(office.ani, cycle, kind))


def test_reopened_result_is_not_taken_out_by_hr_who_also_supervises(office, cycle):
    grant_role(office.budi, Role.HR_ADMIN, office.agency)

    assert len(rows_of(office.budi, cycle, ExportKind.RESULTS)) == 1
    assert "REVIEW" not in DECIDED_STAGES


def test_job_makes_the_file_and_writes_down_who_took_it(office, cycle):
    job = ask(office.dewi, cycle, ExportKind.PARTICIPANTS)
    export_table(job_id=job.pk)

    job.refresh_from_db()
    with job.result_file.open("rb") as file:
        book = load_workbook(io.BytesIO(file.read()))
    event = AuditEvent.objects.get(action="export")
    assert (job.status, job.done, job.total) == ("done", 2, 2)
    assert next(sheet.max_row for sheet in book) == 3
    assert office.dewi.full_name in [cell.value for cell in book["Info"]["B"]]
    assert (event.actor, event.data["records"]) == (office.dewi, 2)


def test_csv_file_is_made_too(office, cycle):
    job = ask(office.dewi, cycle, ExportKind.PEOPLE, ExportFormat.CSV)
    export_table(job_id=job.pk)

    job.refresh_from_db()
    with job.result_file.open("rb") as file:
        assert len(file.read().decode("utf-8-sig").splitlines()) == 7
    assert job.result_file.name.endswith(".csv")


def test_table_without_rows_is_said_in_words(office, cycle):
    job = ask(office.dewi, cycle, ExportKind.RESULTS, unit=office.elsewhere.public_id)
    export_table(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, bool(job.result_file)) == ("done", False)
    assert job.message == "Tidak ada baris untuk pilihan ini."


def test_right_is_asked_again_when_the_job_runs(office, cycle):
    job = ask(office.dewi, cycle, ExportKind.RESULTS)
    RoleGrant.objects.filter(employee=office.dewi).delete()

    export_table(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, bool(job.result_file)) == ("failed", False)


def test_right_is_asked_again_at_the_download(client, office, cycle):
    job = ask(office.dewi, cycle, ExportKind.RESULTS)
    export_table(job_id=job.pk)
    RoleGrant.objects.filter(employee=office.dewi).delete()
    client.force_login(office.dewi)

    assert client.get(reverse("accounts:job_download", args=[job.public_id])).status_code == 403


def test_export_can_be_stopped(office, cycle):
    job = ask(office.dewi, cycle, ExportKind.RESULTS)
    cancel_job(job=job, actor=actor_for(office.dewi), at=NOON)

    export_table(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, bool(job.result_file)) == ("cancelled", False)


def test_same_table_asked_twice_is_one_job(office, cycle):
    assert ask(office.dewi, cycle, ExportKind.PLANS) == ask(office.dewi, cycle, ExportKind.PLANS)


def test_service_refuses_who_is_not_hr(office, cycle):
    with pytest.raises(PermissionDenied):
        ask(office.budi, cycle, ExportKind.PEOPLE)


def test_service_asks_for_the_period(office, cycle):
    with pytest.raises(Refusal) as refusal:
        request_export(
            kind=ExportKind.RESULTS,
            file_format=ExportFormat.XLSX,
            actor=actor_for(office.dewi),
            at=NOON,
        )

    assert refusal.value.code == "no_period"


@pytest.mark.parametrize(("person", "status"), [("dewi", 200), ("budi", 403), ("ani", 403)])
def test_page_is_for_hr(client, office, cycle, person, status):
    client.force_login(getattr(office, person))

    assert client.get(ADDRESS).status_code == status


def test_page_asks_the_worker_and_lists_the_file(client, office, cycle):
    client.force_login(office.dewi)
    typed = {"kind": "PLANS", "period": cycle.periods.get().public_id, "file_format": "XLSX"}

    answer = client.post(ADDRESS, typed)
    export_table(job_id=BackgroundJob.objects.get(task=EXPORT_TASK).pk)
    page = client.get(ADDRESS).content.decode()

    download = reverse("accounts:job_download", args=[BackgroundJob.objects.get().public_id])
    assert answer.status_code == 302
    assert f'href="{download}"' in page


def test_page_keeps_what_was_chosen_when_the_period_is_missing(client, office, cycle):
    client.force_login(office.dewi)

    answer = client.post(ADDRESS, {"kind": "RESULTS", "file_format": "CSV"})

    assert answer.status_code == 422
    assert 'value="RESULTS" selected' in answer.content.decode()
    assert BackgroundJob.objects.count() == 0


@pytest.mark.parametrize("cycles", [1, 3])
def test_page_costs_the_same_for_one_cycle_and_for_three(
    client, office, cycle, cycles, django_assert_num_queries
):
    for number in range(cycles):
        make_cycle(office.dewi, name=f"Siklus {number}", units=[office.agency])
    client.force_login(office.dewi)
    client.get(ADDRESS)

    with django_assert_num_queries(10):
        client.get(ADDRESS)


@pytest.mark.parametrize("kind", ExportKind)
def test_table_costs_the_same_for_two_and_for_five_people(
    office, cycle, kind, django_assert_max_num_queries
):
    for number in range(3):
        assignment = make_assignment(
            make_employee(f"Rekan {number}"), office.dinas, supervisor=office.budi
        )
        plan = make_work_plan(cycle, assignment, supervisor=office.budi, superior=office.farid)
        evaluation = make_evaluation(plan, stage="DELIVERED")
        make_published_result(evaluation)
        add_focus(evaluation, office.budi)
    scope = export_scope(actor_for(office.dewi), "", cycle.periods.get().public_id)

    with django_assert_max_num_queries(4):
        source = SOURCES[kind]
        rows = [row for record in source.records(scope) for row in source.rows_of(scope, record)]

    assert rows
