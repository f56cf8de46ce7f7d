"""An import is taken back within a day: all it wrote, and the hand-over it caused; or nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import (
    Assignment,
    AuditEvent,
    Employee,
    ImportTrace,
    JobPosition,
    Notification,
    OrgUnitTerm,
    ReportingLine,
    RoleGrant,
)
from accounts.refusals import Refusal
from accounts.services.employee_import import remove_old_workbooks
from appraisal.services.import_undo import undo_import
from appraisal.tasks.imports import undo_import_job
from tests.accounts.imports.workbooks import (
    EFFECTIVE,
    NEW_NIPS,
    bring_in,
    people_file,
    person,
)
from tests.appraisal.hand_over.undoing import row_of, take_back, written
from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_cycle, make_evaluation, make_work_plan

pytestmark = pytest.mark.django_db
UNITS = [
    {"Kode": "10", "Nama": "Kecamatan Contoh", "Kode induk": "00", "Berlaku mulai": "01/01/2020"},
    {"Kode": "02", "Nama": "Dinas Lain dan Baru", "Kode induk": "01"},
]


CASES = {
    "new people, a new unit and another one renamed and moved": lambda office: people_file(
        person(0, Kode_unit="10", Jabatan="Camat", Kepala_unit="ya"),
        person(1, Kode_unit="10", NIP_atasan=NEW_NIPS[0], **{"E-mail": "baru@contoh.example"}),
        units=UNITS,
    ),
    "facts of people": lambda office: people_file(
        row_of(office.ani, Golongan="IV/a", HP="081234567890"),
        row_of(office.citra, **{"E-mail": "citra.baru@contoh.example"}),
    ),
    "a post that is replaced": lambda office: people_file(
        row_of(office.ani, Kode_unit="02", Jabatan="Arsiparis Mahir", NIP_atasan=office.eko.nip)
    ),
    "a head who changes": lambda office: people_file(
        row_of(office.farid, Kode_unit="02", Jabatan="Kepala Dinas Lain", Kepala_unit="ya"),
        row_of(
            office.budi, Jabatan="Kepala Dinas Baru", Kepala_unit="ya", NIP_atasan="LUAR SISTEM"
        ),
    ),
    "supervisors": lambda office: people_file(
        row_of(office.ani, NIP_atasan=office.farid.nip),
        row_of(office.eko, NIP_atasan=office.budi.nip),
    ),
    "a supervisor who is new": lambda office: people_file(
        person(0), row_of(office.ani, NIP_atasan=NEW_NIPS[0])
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_everything_is_as_before(office, case):
    before = written()
    batch = bring_in(case(office), office.dewi)
    assert written() != before

    batch = take_back(batch, office.dewi)

    assert (batch.job.error, batch.undo_obstacles) == ("", [])
    assert written() == before
    assert batch.undone_by == office.dewi


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_change_of_the_same_day_in_place_is_as_before(office, case):
    Assignment.objects.update(from_date=EFFECTIVE)
    ReportingLine.objects.update(from_date=EFFECTIVE)
    OrgUnitTerm.objects.update(from_date=EFFECTIVE)
    before = written()
    batch = bring_in(case(office), office.dewi)

    take_back(batch, office.dewi)

    assert written() == before


def test_open_records_go_back_to_the_supervisors_of_before(office):
    plan = make_work_plan(
        make_cycle(office.dewi),
        office.assignments.ani,
        supervisor=office.budi,
        superior=office.farid,
    )
    evaluation = make_evaluation(plan)
    batch = bring_in(
        people_file(person(0), row_of(office.ani, NIP_atasan=NEW_NIPS[0])), office.dewi
    )
    plan.refresh_from_db()
    assert plan.supervisor.nip == NEW_NIPS[0]

    batch = take_back(batch, office.dewi)

    for record in (plan, evaluation):
        record.refresh_from_db()
        assert (record.supervisor, record.superior) == (office.budi, office.farid)
    assert not Employee.objects.filter(nip=NEW_NIPS[0]).exists()
    told = Notification.objects.filter(note="Impor data dibatalkan.")
    assert sorted(told.values_list("recipient__name", "kind")) == [
        ("Ani Lestari", "SUPERVISOR_CHANGED"),
        ("Budi Santoso", "TEAM_CHANGED"),
    ]


def test_address_that_goes_back_stands_in_the_chain_of_the_person(office):
    batch = bring_in(
        people_file(row_of(office.ani, **{"E-mail": "lain@contoh.example"})), office.dewi
    )

    take_back(batch, office.dewi)

    events = AuditEvent.objects.filter(subject_id=office.ani.public_id, action="account_changed")
    assert [event.data for event in events] == [{"fields": ["email"]}, {"fields": ["email"]}]


def test_position_that_others_hold_by_now_stays(office):
    batch = bring_in(people_file(person(0)), office.dewi)
    position = JobPosition.objects.get(name="Penelaah Teknis Kebijakan")
    Assignment.objects.filter(pk=office.assignments.eko.pk).update(job_position=position)

    take_back(batch, office.dewi)

    assert JobPosition.objects.filter(pk=position.pk).exists()


def test_import_comes_in_again_after_it_was_taken_back(office):
    take_back(bring_in(people_file(person(0)), office.dewi), office.dewi)

    batch = bring_in(people_file(person(0)), office.dewi)

    assert batch.applied_at is not None


def test_undo_stands_in_the_audit_trail(office):
    batch = bring_in(people_file(person(0), row_of(office.ani, Golongan="IV/a")), office.dewi)

    take_back(batch, office.dewi)

    event = AuditEvent.objects.get(action="import_undone")
    assert (event.subject_id, event.data) == (
        batch.public_id,
        {"removed": 1, "employees": [office.ani.public_id]},
    )


def test_traces_are_forgotten_when_their_day_is_over(office):
    batch = bring_in(people_file(person(0)), office.dewi)
    remove_old_workbooks(at=timezone.now() + timedelta(hours=24))
    kept = ImportTrace.objects.filter(batch=batch).count()
    remove_old_workbooks(at=timezone.now() + timedelta(hours=26))

    assert (kept > 0, ImportTrace.objects.exists()) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_row_that_appears_at_the_last_moment_takes_everything_back(office, monkeypatch):
    batch = bring_in(people_file(person(0)), office.dewi)
    before = written()
    newcomer = Employee.objects.get(nip=NEW_NIPS[0])
    monkeypatch.setattr(
        "appraisal.services.import_undo.move_open_records",
        lambda **_given: RoleGrant.objects.create(
            employee=newcomer, role=Role.AUDITOR, org_unit=office.agency, from_date=EFFECTIVE
        ),
    )

    with pytest.raises(Refusal) as refused:
        undo_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    assert (refused.value.code, written() == before) == ("met", True)


def test_many_rows_take_as_many_queries_as_few(office, django_assert_max_num_queries):
    counts = []
    for rows in (range(2), range(2, 60)):
        batch = bring_in(people_file(*[person(number) for number in rows]), office.dewi)
        with django_assert_max_num_queries(250) as counted:
            undo_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_hr_walks_through_the_pages(client, office):
    batch = bring_in(people_file(person(0)), office.dewi)
    client.force_login(office.dewi)
    address = reverse("accounts:import_undo", args=[batch.public_id])
    assert address in client.get(batch.get_absolute_url()).content.decode()
    assert "1 baris yang ditambahkan dihapus lagi." in client.get(address).content.decode()

    client.post(address)
    batch.refresh_from_db()
    undo_import_job(job_id=batch.job_id)

    assert "Impor dibatalkan" in client.get(batch.get_absolute_url()).content.decode()
    assert "Impor dibatalkan" in client.get(reverse("accounts:import_list")).content.decode()
    assert client.get(address).url == batch.get_absolute_url()


@pytest.mark.parametrize("name", ["ani", "budi", "eko"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused(client, office, name, method):
    batch = bring_in(people_file(person(0)), office.dewi)
    client.force_login(getattr(office, name))

    answer = getattr(client, method)(reverse("accounts:import_undo", args=[batch.public_id]))

    assert answer.status_code == 403


@pytest.mark.django_db(transaction=True)
def test_undo_is_refused_while_an_import_is_being_applied(office):
    batch = bring_in(people_file(person(0)), office.dewi)
    other = connection.copy()

    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('accounts_importbatch', 0))")
        with pytest.raises(Refusal) as refused:
            undo_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())
    other.close()
    undo_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    assert refused.value.code == "busy"
