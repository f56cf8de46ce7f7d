"""How the change history names what was changed: as it was called then, also when it is gone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import ImportKind
from accounts.models import AuditEvent, Employee, ImportBatch
from accounts.services.audit import record_event
from accounts.services.org_unit import add_unit, end_unit, rename_unit
from appraisal.queries.audit_search import changes, found_events
from appraisal.services.cycle import discard_cycle
from appraisal.services.cycle_copy import copy_cycle
from appraisal.services.evidence import add_evidence, remove_evidence
from tests.factories.accounts import actor_for, make_employee
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

ADDRESS = reverse("appraisal:audit_search")


def lines(reader, **wanted):
    """Return (what happened, to what), the newest first."""
    return [(line.action, line.name) for line in changes(found_events(actor_for(reader), **wanted))]


def test_deleted_cycle_keeps_its_name(office):
    actor = actor_for(office.dewi)
    copy = copy_cycle(cycle=make_cycle(office.dewi, name="Contoh 2026"), actor=actor, at=NOON)
    discard_cycle(cycle=copy, actor=actor, at=NOON + timedelta(hours=1))

    assert lines(office.dewi) == [
        ("Siklus dihapus", "Contoh 2027, sudah dihapus"),
        ("Siklus disalin", "Contoh 2027, sudah dihapus"),
    ]


def test_renamed_unit_keeps_the_name_of_each_deed(office):
    actor = actor_for(office.dewi)
    unit = add_unit(
        name="Bidang Lama",
        parent=office.dinas,
        code="",
        from_date=actor.on,
        actor=actor,
        at=NOON,
    )
    rename_unit(
        unit=unit, name="Bidang Baru", from_date=actor.on + timedelta(days=9), actor=actor, at=NOON
    )
    record_event(subject=unit, action="unit_moved", actor=actor, at=NOON)

    assert [name for _action, name in lines(office.dewi)] == [
        "Bidang Baru",
        "Bidang Baru",
        "Bidang Lama",
    ]


def test_removed_unit_keeps_its_name(office):
    actor = actor_for(office.dewi)
    unit = add_unit(
        name="Bidang Keliru",
        parent=office.dinas,
        code="",
        from_date=actor.on,
        actor=actor,
        at=NOON,
    )
    end_unit(unit=unit, from_date=actor.on, actor=actor, at=NOON)

    assert {name for _action, name in lines(office.dewi)} == {"Bidang Keliru, sudah dihapus"}


def test_removed_record_of_a_person_names_the_person_and_the_trail_holds_no_name(office):
    plan = make_work_plan(make_cycle(office.dewi), office.assignments.ani, supervisor=office.budi)
    evaluation = make_evaluation(plan)
    actor = actor_for(office.ani)
    evidence = add_evidence(
        evaluation=evaluation, title="Tautan", url="https://contoh.go.id/", actor=actor, at=NOON
    )
    remove_evidence(evidence=evidence, actor=actor, at=NOON)

    assert {name for _action, name in lines(office.dewi)} == {"Ani Lestari, sudah dihapus"}
    assert AuditEvent.objects.get(action="evidence_removed").data == {
        "person": office.ani.public_id
    }


def test_what_was_deleted_without_a_name_is_still_said_to_be_gone(office):
    AuditEvent.objects.create(
        subject_label="appraisal.AppraisalCycle",
        subject_id="x" * 22,
        action="discard_cycle",
        actor=office.dewi,
        at=NOON,
    )

    assert lines(office.dewi) == [("Siklus dihapus", "sudah tidak ada")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (ImportKind.PEOPLE, ("Impor sudah diterapkan", "impor data")),
        (ImportKind.BY_HAND, ("Pencatatan langsung disimpan", "satu pegawai, dicatat langsung")),
    ],
)
def test_entry_by_hand_is_not_called_an_import(office, kind, expected):
    batch = ImportBatch.objects.create(
        kind=kind,
        file_name="Walk Tiga",
        effective_date=NOON.date(),
        uploaded_by=office.dewi,
        uploaded_at=NOON,
    )
    record_event(subject=batch, action="import_applied", actor=actor_for(office.dewi), at=NOON)

    (line,) = changes(found_events(actor_for(office.dewi)))

    assert (line.action, line.kind) == expected


def test_rows_stand_in_the_order_of_the_time_they_show(office):
    actor = actor_for(office.dewi)
    for days in (2, 0, 1):
        at = NOON - timedelta(days=days)
        record_event(subject=office.ani, action="password_changed", actor=actor, at=at)

    times = [line.at for line in changes(found_events(actor))]

    assert times == sorted(times, reverse=True)


def test_nothing_is_listed_before_it_is_clear_who_is_meant(client, office):
    make_employee("Ani Lestari")
    record_event(
        subject=office.budi, action="password_changed", actor=actor_for(office.dewi), at=NOON
    )
    client.force_login(office.dewi)

    pages = [client.post(ADDRESS, {"who": who}).content.decode() for who in ("Ani Les", "Zzz")]

    assert Employee.objects.filter(name="Ani Lestari").count() == 2
    for page in pages:
        assert ("<tbody>" in page, reverse("appraisal:audit_export") in page) == (False, False)
