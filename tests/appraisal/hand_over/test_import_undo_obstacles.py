"""What stands in the way of taking an import back is named, and nothing is written."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.choices import AccessKind, AccessRole, Role
from accounts.models import (
    AccessRecord,
    Employee,
    ImportBatch,
    OrgUnit,
    OrgUnitTerm,
    RoleGrant,
)
from accounts.refusals import Refusal
from accounts.services.employee_import import request_undo
from accounts.services.sign_in_code import issue_sign_in_codes
from appraisal.services.hand_over import change_supervisor
from appraisal.services.import_undo import undo_import
from tests.accounts.imports.workbooks import (
    EFFECTIVE,
    NEW_NIPS,
    apply,
    bring_in,
    people_file,
    person,
    read,
)
from tests.appraisal.hand_over.undoing import row_of, take_back, why, written
from tests.factories.accounts import actor_for, grant_role, make_assignment, make_employee
from tests.factories.appraisal import make_cycle, make_work_plan

pytestmark = pytest.mark.django_db
UNITS = [
    {"Kode": "10", "Nama": "Kecamatan Contoh", "Kode induk": "00", "Berlaku mulai": "01/01/2020"},
    {"Kode": "02", "Nama": "Dinas Lain dan Baru", "Kode induk": "01"},
]


def test_what_the_new_supervisor_decided_stands_in_the_way(office):
    plan = make_work_plan(
        make_cycle(office.dewi),
        office.assignments.ani,
        supervisor=office.budi,
        superior=office.farid,
    )
    batch = bring_in(people_file(row_of(office.ani, NIP_atasan=office.farid.nip)), office.dewi)
    plan.stage_changes.create(
        transition="agree", source="PROPOSED", target="AGREED", actor=office.farid,
        changed_at=timezone.now(),
    )  # fmt: skip
    before = written()

    batch = take_back(batch, office.dewi)

    assert why(batch) == {"Ani Lestari": ["decided"]}
    assert (written() == before, batch.undone_at) == (True, None)


def test_what_the_employee_does_stands_not_in_the_way(office):
    plan = make_work_plan(
        make_cycle(office.dewi),
        office.assignments.ani,
        supervisor=office.budi,
        superior=office.farid,
    )
    batch = bring_in(people_file(row_of(office.ani, NIP_atasan=office.farid.nip)), office.dewi)
    plan.stage_changes.create(
        transition="propose", source="DRAFT", target="PROPOSED", actor=office.ani,
        changed_at=timezone.now(),
    )  # fmt: skip

    assert take_back(batch, office.dewi).undo_obstacles == []


def sign_in(office, newcomer):
    """Let the newcomer sign in."""
    Employee.objects.filter(pk=newcomer.pk).update(last_login=timezone.now())


def make_plan(office, newcomer):
    """Give the newcomer a work plan."""
    make_work_plan(make_cycle(office.dewi), newcomer.assignments.get(), supervisor=office.budi)


def edit(office, newcomer):
    """Correct the newcomer's phone."""
    Employee.objects.filter(pk=newcomer.pk).update(phone="081200000000")


def supervise(office, newcomer):
    """Let Eko report to the newcomer."""
    change_supervisor(
        employee=office.eko, supervisor=newcomer, is_outside=False, from_date=EFFECTIVE,
        reason="Pindah", actor=actor_for(office.dewi), at=timezone.now(),
    )  # fmt: skip


def move(office, newcomer):
    """Give the newcomer another supervisor."""
    change_supervisor(
        employee=newcomer, supervisor=office.eko, is_outside=False, from_date=EFFECTIVE,
        reason="Pindah", actor=actor_for(office.dewi), at=timezone.now(),
    )  # fmt: skip


def import_again(office, newcomer):
    """Change the newcomer with another import."""
    bring_in(people_file(person(0, Nama="Rina Baru", Golongan="IV/a")), office.dewi)


def give_role(office, newcomer):
    """Make the newcomer an auditor."""
    grant_role(newcomer, Role.AUDITOR, office.agency)


def give_second_post(office, newcomer):
    """Let the newcomer act in another post."""
    make_assignment(newcomer, office.elsewhere, kind="PLT")


LATER = {
    sign_in: ["signed_in"],
    make_plan: ["used", "used"],
    edit: ["changed"],
    supervise: ["used"],
    move: ["places"],
    import_again: ["changed"],
    give_role: ["used"],
    give_second_post: ["places"],
}


@pytest.mark.parametrize(("happen", "codes"), LATER.items(), ids=[one.__name__ for one in LATER])
def test_what_depends_on_the_import_is_named_and_nothing_is_written(office, happen, codes):
    batch = bring_in(people_file(person(0, Nama="Rina Baru")), office.dewi)
    happen(office, Employee.objects.get(nip=NEW_NIPS[0]))
    before = written()

    batch = take_back(batch, office.dewi)

    assert sorted(set(why(batch)["Rina Baru"])) == sorted(set(codes))
    assert (batch.undone_at, written() == before) == (None, True)
    assert "Tidak ada yang dibatalkan" in batch.job.error


def test_later_change_of_an_existing_person_is_named(office):
    batch = bring_in(people_file(row_of(office.ani, Golongan="IV/a")), office.dewi)
    Employee.objects.filter(pk=office.ani.pk).update(rank="IV/b")

    assert why(take_back(batch, office.dewi)) == {"Ani Lestari": ["changed"]}


def test_fact_that_the_import_did_not_write_may_change_and_stays(office):
    batch = bring_in(people_file(row_of(office.ani, Golongan="IV/a")), office.dewi)
    Employee.objects.filter(pk=office.ani.pk).update(phone="081200000000")

    take_back(batch, office.dewi)

    office.ani.refresh_from_db()
    assert (office.ani.rank, office.ani.phone) == ("III/c", "081200000000")


def test_unit_that_is_used_or_renamed_since_is_named(office):
    batch = bring_in(people_file(units=UNITS), office.dewi)
    make_assignment(make_employee(), OrgUnit.objects.get(code="10"))
    OrgUnitTerm.objects.filter(name="Dinas Lain dan Baru").update(name="Dinas Ketiga")

    assert why(take_back(batch, office.dewi)) == {
        "Dinas Ketiga": ["unit"],
        "Kecamatan Contoh": ["used"],
    }


def test_codes_and_who_looked_stand_not_in_the_way(office):
    batch = bring_in(people_file(person(0)), office.dewi)
    newcomer = Employee.objects.get(nip=NEW_NIPS[0])
    issue_sign_in_codes(employees=[newcomer], actor=actor_for(office.dewi), at=timezone.now())
    AccessRecord.objects.create(
        subject=newcomer, viewer=office.dewi, role=AccessRole.HR, kind=AccessKind.PROFILE,
        on_date=EFFECTIVE, first_at=timezone.now(),
    )  # fmt: skip

    assert take_back(batch, office.dewi).undone_at is not None
    assert AccessRecord.objects.filter(viewer=office.dewi).count() == 1


def test_page_names_who_stands_in_the_way(client, office):
    batch = bring_in(people_file(person(0, Nama="Rina Baru")), office.dewi)
    sign_in(office, Employee.objects.get(nip=NEW_NIPS[0]))
    take_back(batch, office.dewi)
    client.force_login(office.dewi)

    page = client.get(batch.get_absolute_url()).content.decode()

    assert "Orang ini sudah masuk sejak itu." in page
    assert "Rina Baru" in page


def make_late(batch):
    """Let a day pass."""
    ImportBatch.objects.filter(pk=batch.pk).update(applied_at=timezone.now() - timedelta(hours=24))


def forget(batch):
    """Apply it before traces were kept."""
    batch.traces.all().delete()


@pytest.mark.parametrize(
    ("prepare", "code"), [(make_late, "too_late"), (forget, "no_trace")], ids=["late", "old"]
)
def test_import_stays_when_it_can_no_longer_be_taken_back(office, prepare, code):
    batch = bring_in(people_file(person(0)), office.dewi)
    prepare(batch)

    for ask in (request_undo, undo_import):
        with pytest.raises(Refusal) as refused:
            ask(batch=batch, actor=actor_for(office.dewi), at=timezone.now())
        assert refused.value.code == code


def test_import_that_was_not_applied_or_was_taken_back_is_refused(office):
    batch = read(people_file(person(0)), office.dewi)
    with pytest.raises(Refusal) as not_applied:
        request_undo(batch=batch, actor=actor_for(office.dewi), at=timezone.now())
    take_back(apply(batch, office.dewi), office.dewi)
    with pytest.raises(Refusal) as twice:
        request_undo(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    assert (not_applied.value.code, twice.value.code) == ("not_applied", "undone")


def test_one_at_a_time(office):
    batch = bring_in(people_file(person(0)), office.dewi)
    request_undo(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    with pytest.raises(Refusal) as refused:
        request_undo(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    assert refused.value.code == "busy"


def test_who_no_longer_manages_the_units_takes_nothing_back(office):
    grant = grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    batch = bring_in(people_file(person(0)), office.citra)
    RoleGrant.objects.filter(pk=grant.pk).update(org_unit=office.elsewhere)

    with pytest.raises(PermissionDenied):
        undo_import(batch=batch, actor=actor_for(office.citra), at=timezone.now())


def test_who_no_longer_manages_a_changed_person_takes_nothing_back(office):
    grant = grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    cells = {"NIP": office.ani.nip, "Nama": "Ani Lestari Baru", "NIP_atasan": office.budi.nip}
    batch = bring_in(people_file(person(0, **cells)), office.citra)
    RoleGrant.objects.filter(pk=grant.pk).update(org_unit=office.elsewhere)

    with pytest.raises(PermissionDenied):
        undo_import(batch=batch, actor=actor_for(office.citra), at=timezone.now())
