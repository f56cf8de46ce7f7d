"""Everything or nothing: failures, stale previews, two at once, and the number of queries."""

import pytest
from django.db import connection
from django.utils import timezone

from accounts.choices import ImportAction
from accounts.models import (
    Assignment,
    AuditEvent,
    Employee,
    ImportBatch,
    JobPosition,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
)
from accounts.refusals import Refusal
from accounts.services.background_job import cancel_job
from accounts.services.employee_import import read_again, request_apply
from accounts.tasks.imports import read_import
from appraisal.services import apply_import as service
from appraisal.services.apply_import import apply_import
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    actions,
    apply,
    bring_in,
    people_file,
    person,
    read,
)
from tests.factories.accounts import actor_for, make_employee

pytestmark = pytest.mark.django_db
TABLES = (Employee, OrgUnit, OrgUnitTerm, JobPosition, Assignment, ReportingLine)


def written():
    """Return everything that an import may write."""
    return {model: sorted(map(str, model.objects.values_list())) for model in TABLES}


def test_failure_in_the_middle_leaves_nothing_and_says_so(office, monkeypatch):
    batch = read(people_file(person(0), person(1, NIP_atasan=NEW_NIPS[0])), office.dewi)
    before = written()

    def fail(**_given):
        raise RuntimeError("the power went off")

    monkeypatch.setattr(service, "move_open_records", fail)
    with pytest.raises(RuntimeError):
        apply(batch, office.dewi)

    batch = ImportBatch.objects.select_related("job").get(pk=batch.pk)
    assert written() == before
    assert batch.applied_at is None
    assert (batch.job.status, bool(batch.job.error)) == ("failed", True)


def test_preview_that_no_longer_holds_is_refused(office):
    batch = read(people_file(person(0), person(1)), office.dewi)
    make_employee("Orang Baru", nip=NEW_NIPS[0])
    before = written()

    batch = apply(batch, office.dewi)

    assert batch.applied_at is None
    assert "baca ulang" in batch.job.error.lower()
    assert written() == before


def test_reading_again_after_a_change_makes_it_applicable(office):
    batch = read(people_file(person(0), person(1)), office.dewi)
    make_employee("Orang Baru", nip=NEW_NIPS[0])
    batch = apply(batch, office.dewi)

    batch = read_again(
        batch=batch, unit_choices={}, actor=actor_for(office.dewi), at=timezone.now()
    )
    read_import(job_id=batch.job_id)
    batch = apply(ImportBatch.objects.get(pk=batch.pk), office.dewi)

    assert batch.applied_at is not None
    assert actions(batch) == {2: ImportAction.CHANGED, 3: ImportAction.NEW}


def test_twice_is_refused(office):
    batch = bring_in(people_file(person(0)), office.dewi)

    with pytest.raises(Refusal) as refused:
        apply_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())

    assert refused.value.code == "applied"


def test_second_import_is_refused_while_one_waits(office):
    first = read(people_file(person(0)), office.dewi)
    second = read(people_file(person(1)), office.dewi)
    request_apply(batch=first, actor=actor_for(office.dewi), at=timezone.now())

    with pytest.raises(Refusal) as refused:
        request_apply(batch=second, actor=actor_for(office.dewi), at=timezone.now())

    assert refused.value.code == "busy"


@pytest.mark.django_db(transaction=True)
def test_import_is_refused_while_another_is_being_applied(office):
    batch = read(people_file(person(0)), office.dewi)
    other = connection.copy()

    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('accounts_importbatch', 0))")
        with pytest.raises(Refusal) as refused:
            apply_import(batch=batch, actor=actor_for(office.dewi), at=timezone.now())
    other.close()

    assert refused.value.code == "busy"


def test_reading_can_be_stopped(office):
    batch = read(people_file(person(0)), office.dewi)
    batch = read_again(
        batch=batch, unit_choices={}, actor=actor_for(office.dewi), at=timezone.now()
    )
    cancel_job(job=batch.job, actor=actor_for(office.dewi), at=timezone.now())

    read_import(job_id=batch.job_id)

    batch.refresh_from_db()
    assert (batch.read_at, batch.job.error) == (None, "")


def test_import_leaves_a_chain_of_who_was_touched(office):
    batch = bring_in(people_file(person(0), person(1)), office.dewi)

    event = AuditEvent.objects.get(subject_id=batch.public_id)
    ids = Employee.objects.filter(nip__in=NEW_NIPS[:2]).values_list("public_id", flat=True)
    assert (event.action, event.actor) == ("import_applied", office.dewi)
    assert event.data["employees"] == sorted(ids)


def test_many_rows_take_as_many_queries_as_few(office, django_assert_max_num_queries):
    few = read(people_file(*[person(n) for n in range(2)]), office.dewi)
    with django_assert_max_num_queries(60) as counted:
        apply_import(batch=few, actor=actor_for(office.dewi), at=timezone.now())
    small = len(counted)
    many = read(people_file(*[person(n) for n in range(2, 100)]), office.dewi)

    with django_assert_max_num_queries(60) as counted:
        apply_import(batch=many, actor=actor_for(office.dewi), at=timezone.now())

    assert len(counted) <= small
