"""An import never opens a way into an account that is not in the hands of whoever imports."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent, Employee
from accounts.refusals import Refusal
from accounts.rules.nip import parse_nip
from accounts.services.employee_import import applying
from accounts.services.employee_import.samples import SAMPLE_PEOPLE
from appraisal.services import apply_import as service
from appraisal.services.apply_import import apply_import
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    bring_in,
    codes,
    errors,
    people_file,
    person,
    read,
)
from tests.factories.accounts import actor_for, grant_role, make_employee

pytestmark = pytest.mark.django_db
MINE = "penyusup@contoh.example"


@pytest.fixture
def operator(office):
    """Return Citra as HR operator of Dinas Contoh only."""
    grant_role(office.citra, Role.HR_OPERATOR, office.dinas)
    return office.citra


@pytest.fixture
def administrator(office):
    """Return Citra as HR administrator of Dinas Contoh only."""
    grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    return office.citra


def row_of(employee, **cells):
    """Return the row of somebody who is in Selaras."""
    return {"NIP": employee.nip, "Nama": employee.name} | cells


def address(employee):
    """Return the e-mail address that is stored now."""
    return Employee.objects.get(pk=employee.pk).email


@pytest.mark.parametrize("name", ["ani", "dewi"])
def test_operator_cannot_change_the_address_of_an_account(operator, office, name):
    employee = getattr(office, name)
    before = address(employee)

    batch = bring_in(people_file(row_of(employee, **{"E-mail": MINE}), person(0)), operator)

    assert errors(batch) == {2: ["account_outside"]}
    assert address(employee) == before


def test_administrator_of_a_part_cannot_take_over_who_holds_a_role(administrator, office):
    rows = [
        row_of(office.dewi, **{"E-mail": MINE}),
        row_of(office.ani, **{"E-mail": "a@b.example"}),
    ]

    batch = bring_in(people_file(*rows), administrator)

    assert errors(batch) == {2: ["account_outside"]}
    assert address(office.ani) == "a@b.example"


def test_address_that_stays_is_no_change(operator, office):
    row = row_of(office.dewi, Golongan="III/d", **{"E-mail": office.dewi.email.upper()})

    assert errors(read(people_file(row), operator)) == {}


def test_kind_is_guarded_like_the_address(operator, office):
    Employee.objects.filter(pk=office.ani.pk).update(kind="OFFICIAL")

    batch = read(people_file(row_of(office.ani, Jenis="ASN")), operator)

    assert errors(batch) == {2: ["account_outside"]}


def test_person_without_post_belongs_to_the_whole_agency(administrator, office):
    nobody = make_employee("Hana Tanpa Jabatan")
    row = person(0, NIP=nobody.nip, Nama=nobody.name, **{"E-mail": MINE})

    batch = read(people_file(row), administrator)

    assert codes(batch.rows.get(), warnings=False) == ["person_without_post", "account_outside"]
    assert errors(read(people_file(row), office.dewi)) == {}


def test_changed_address_stands_in_the_chain_of_the_person(office):
    bring_in(
        people_file(row_of(office.ani, Golongan="III/d", **{"E-mail": MINE}), person(0)),
        office.dewi,
    )

    event = AuditEvent.objects.get(action="account_changed")
    assert (event.subject_id, event.actor, event.data) == (
        office.ani.public_id,
        office.dewi,
        {"fields": ["email"]},
    )


def test_crowd_of_changed_addresses_stands_in_the_chain_of_the_import(office, monkeypatch):
    monkeypatch.setattr(applying, "MOST_CHAINS", 1)
    rows = [
        row_of(employee, **{"E-mail": f"baru.{employee.pk}@contoh.example"})
        for employee in (office.ani, office.budi)
    ]

    batch = bring_in(people_file(*rows), office.dewi)

    events = AuditEvent.objects.filter(action="account_changed").order_by("pk")
    assert [(event.subject_id, event.data) for event in events] == [
        (office.ani.public_id, {"fields": ["email"]}),
        (batch.public_id, {"employees": [office.budi.public_id]}),
    ]


def between(monkeypatch, **values):
    """Let somebody write to Ani's account after the plan was made, before it is carried out."""
    make = applying.make_plan

    def plan_then_edit(**given):
        draft = make(**given)
        Employee.objects.filter(name="Ani Lestari").update(**values)
        return draft

    monkeypatch.setattr(applying, "make_plan", plan_then_edit)


def test_account_edited_at_the_same_time_keeps_the_edit(office, monkeypatch):
    batch = read(people_file(row_of(office.ani, Golongan="III/d")), office.dewi)
    between(monkeypatch, phone="081299998888", email="baru@contoh.example")

    with CaptureQueriesContext(connection) as queries:
        apply_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    ani = Employee.objects.get(pk=office.ani.pk)
    assert (ani.rank, ani.phone, ani.email) == ("III/d", "081299998888", "baru@contoh.example")
    locks = [query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert ['ORDER BY "accounts_employee"."id" ASC' in sql for sql in locks] == [True]


def test_fact_that_both_change_makes_the_preview_stale(office, monkeypatch):
    batch = read(people_file(row_of(office.ani, **{"E-mail": "lain@contoh.example"})), office.dewi)
    between(monkeypatch, email="baru@contoh.example")

    with pytest.raises(Refusal) as refused:
        apply_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    assert refused.value.code == "stale"


def test_person_who_came_meanwhile_makes_the_preview_stale(office, monkeypatch):
    batch = read(people_file(person(0)), office.dewi)
    monkeypatch.setattr(
        service, "move_open_records", lambda **_given: make_employee(nip=NEW_NIPS[0])
    )

    with pytest.raises(Refusal) as refused:
        apply_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    assert refused.value.code == "stale"


def test_refusal_of_the_database_that_nobody_else_caused_surfaces(office, monkeypatch):
    batch = read(people_file(person(0)), office.dewi)
    monkeypatch.setattr(service, "move_open_records", lambda **_given: make_employee(name=""))

    with pytest.raises(IntegrityError, match="employee_has_name"):
        apply_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())


def test_numbers_of_the_samples_are_nobodys():
    assert [parse_nip(row[0]).birth_date.year for row in SAMPLE_PEOPLE] == [1900, 1900, 1900]
    assert {row[-2] for row in SAMPLE_PEOPLE} == {"17/07/1900"}
