"""The audit trail: nobody changes it unseen, not even the owner of the database."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from accounts.models import AuditEvent
from accounts.services.audit import record_event
from accounts.transitions import advance
from appraisal.models import WorkPlanChange
from appraisal.queries.audit import audit_damage
from appraisal.workflow.work_plan import PROPOSE
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_work_plan

TABLES = ("accounts_auditevent", "appraisal_workplanchange", "appraisal_evaluationchange")


@pytest.fixture
def trail(office):
    """Write three events about Ani and one about Budi."""
    actor = actor_for(office.dewi)
    for number in range(3):
        record_event(subject=office.ani, action="seen", actor=actor, at=NOON, number=number)
    record_event(subject=office.budi, action="seen", actor=actor, at=NOON)
    return office


def tamper(sql):
    """Change the table as its owner, with the guards asleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE accounts_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE accounts_auditevent ENABLE TRIGGER USER")


def verify():
    """Run the command and return what it says."""
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


def test_whole_trail_passes(trail):
    assert "4 events in 2 chains, none damaged." in verify()


@pytest.mark.parametrize(
    ("sql", "damage"),
    [
        ("UPDATE accounts_auditevent SET action = 'x' WHERE sequence = 2", [(2, "content")]),
        ("UPDATE accounts_auditevent SET data = '{}' WHERE sequence = 3", [(3, "content")]),
        ("UPDATE accounts_auditevent SET at = now() WHERE sequence = 2", [(2, "content")]),
        ("DELETE FROM accounts_auditevent WHERE sequence = 2", [(3, "gap")]),
        (
            "UPDATE accounts_auditevent SET action = 'x', hash = selaras_audit_hash("
            "previous_hash, subject_label, subject_id, sequence, 'x', actor_id, at, data)"
            " WHERE sequence = 2",
            [(3, "link")],
        ),
    ],
    ids=["action", "data", "time", "removed", "with its hash"],
)
def test_tampering_is_found(trail, sql, damage):
    tamper(sql)

    found = [one for one in audit_damage() if one.subject_id == trail.ani.public_id]
    assert [(one.number, one.kind) for one in found] == damage
    with pytest.raises(CommandError):
        verify()


def test_damage_is_named_by_subject(trail):
    tamper("UPDATE accounts_auditevent SET action = 'x' WHERE sequence = 2")
    out = StringIO()

    with pytest.raises(CommandError, match="1 damages in 4 events of 2 chains"):
        call_command("verify_audit", stdout=out)

    assert f"accounts.Employee {trail.ani.public_id} 2: its content was changed" in out.getvalue()


@pytest.fixture
def proposed(office):
    """Return a plan of Ani's that was moved without an event beside the move."""
    plan = make_work_plan(
        make_cycle(office.dewi), office.assignments.ani, supervisor=office.budi, stage="DRAFT"
    )
    advance(plan, PROPOSE, actor=actor_for(office.ani), at=NOON, proposed_at=NOON)
    return plan


def test_move_without_an_event_is_found(proposed):
    move = WorkPlanChange.objects.get()

    assert [(one.subject_id, one.number, one.kind) for one in audit_damage()] == [
        (proposed.public_id, move.pk, "unlogged")
    ]


def test_move_with_its_event_passes(proposed, office):
    record_event(subject=proposed, action="propose", actor=actor_for(office.ani), at=NOON)

    assert audit_damage() == []


def test_event_of_another_person_does_not_cover_the_move(proposed, office):
    record_event(subject=proposed, action="propose", actor=actor_for(office.budi), at=NOON)

    assert [one.kind for one in audit_damage()] == ["unlogged"]


@transaction.atomic
def run(sql):
    """Run a statement with nothing waiting for the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)


@pytest.mark.parametrize("table", TABLES)
def test_owner_cannot_truncate(db, table):
    with pytest.raises(Error, match="never changed"):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("verb", ["DELETE FROM {table}", "UPDATE {table} SET actor_id = actor_id"])
@pytest.mark.parametrize("table", TABLES[:2])
def test_owner_cannot_change_rows(trail, proposed, table, verb):
    with pytest.raises(Error, match="never changed"):
        run(verb.format(table=table))

    assert AuditEvent.objects.count() == 4
    assert WorkPlanChange.objects.count() == 1


@pytest.mark.parametrize("verb", ["DELETE FROM {table}", "UPDATE {table} SET actor_id = actor_id"])
@pytest.mark.parametrize("table", TABLES)
def test_application_has_not_even_the_right(as_application, table, verb):
    with pytest.raises(Error, match="permission denied"):
        run(verb.format(table=table))


def test_rows_from_raw_sql_are_chained_too(trail):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_auditevent (subject_label, subject_id, sequence, action,"
            " actor_id, at, data, previous_hash, hash)"
            " VALUES ('accounts.Employee', %s, 77, 'raw', %s, now(), '{}', 'x', 'x')",
            [trail.ani.public_id, trail.dewi.pk],
        )

    assert AuditEvent.objects.get(action="raw").sequence == 4
    assert audit_damage() == []
