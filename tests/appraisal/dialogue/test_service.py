"""Writing, agreeing and confirming: what holds, who is told, what a change takes back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.models import AppraisalCycle, DialogueAction, PerformanceDialogue
from appraisal.services.dialogue import (
    DialogueChanged,
    add_action,
    change_action,
    confirm_dialogue,
    mark_action,
    remove_action,
    restore_action,
    withdraw_confirmation,
    write_notes,
)
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON

DUE = date(2027, 1, 31)


@pytest.fixture
def act(office, written):
    """Return a function: let somebody do something now, and get the dialogue as it is then."""

    def doing(service, name, **fields):
        subject = {} if "action" in fields else {"dialogue": written}
        service(**subject, **fields, actor=actor_for(getattr(office, name)), at=NOON)
        written.refresh_from_db()
        return written

    return doing


@pytest.fixture
def action(office, written):
    """Return something agreed."""
    row = add_action(
        dialogue=written,
        text="Menyusun usulan",
        owner="EMPLOYEE",
        due_date=DUE,
        actor=actor_for(office.budi),
        at=NOON,
    )
    written.refresh_from_db()
    return row


@pytest.fixture
def confirmed(office, act, action, written):
    """Return the dialogue, confirmed by both."""
    act(confirm_dialogue, "ani", expected_revision=written.revision)
    return act(confirm_dialogue, "budi", expected_revision=written.revision)


def told(person):
    """Return kind and note of the notices of a person, oldest first."""
    rows = Notification.objects.filter(recipient=person, kind__startswith="DIALOGUE")
    return list(rows.order_by("pk").values_list("kind", "note"))


@pytest.mark.parametrize("name", ["ani", "budi"])
def test_both_write_notes(act, name):
    dialogue = act(write_notes, name, notes=" Nomor antrean. ", expected_revision=1)

    assert (dialogue.notes, dialogue.revision) == ("Nomor antrean.", 2)


@pytest.mark.parametrize("name", ["citra", "dewi", "eko", "farid"])
def test_nobody_else_writes(act, name):
    with pytest.raises(PermissionDenied):
        act(write_notes, name, notes="Saya juga", expected_revision=1)


def test_notes_of_two_at_once_are_both_kept(act):
    act(write_notes, "ani", notes="Dari Ani", expected_revision=1)

    with pytest.raises(DialogueChanged) as refusal:
        act(write_notes, "budi", notes="Dari Budi", expected_revision=1)

    assert refusal.value.current.notes == "Dari Ani"


CHANGES = {
    "notes": (write_notes, {"notes": "Lain", "expected_revision": 2}),
    "add": (add_action, {"text": "Satu lagi", "owner": "SUPERVISOR", "due_date": DUE}),
    "change": (change_action, {"text": "Lain", "owner": "EMPLOYEE", "due_date": DUE}),
    "remove": (remove_action, {}),
}


@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize(("name", "other"), [("ani", "budi"), ("budi", "ani")])
def test_any_change_takes_both_confirmations_back_and_tells_the_other(
    office, act, action, confirmed, kind, name, other
):
    service, fields = CHANGES[kind]
    subject = {"action": action} if kind in {"change", "remove"} else {}
    before = len(told(getattr(office, other)))

    dialogue = act(service, name, **subject, **fields)

    assert (dialogue.supervisor_confirmed_at, dialogue.employee_confirmed_at) == (None, None)
    assert dialogue.supervisor_confirmed_by is None
    assert told(getattr(office, other))[before:] == [("DIALOGUE_TO_CONFIRM", "")]


def test_a_removed_action_can_be_put_back_once(act, action):
    act(remove_action, "ani", action=action)
    removed = act(remove_action, "budi", action=action).revision
    restored = act(restore_action, "ani", action=action).revision
    again = act(restore_action, "ani", action=action).revision

    action.refresh_from_db()
    assert action.removed_at is None
    assert (restored - removed, again - restored) == (1, 0)


def test_ticking_an_action_is_no_change(act, action, confirmed):
    dialogue = act(mark_action, "ani", action=action, is_done=True)

    action.refresh_from_db()
    assert (dialogue.is_confirmed, action.done_at) == (True, NOON)


def test_confirming_asks_the_other_and_then_settles(office, act, action, written):
    act(confirm_dialogue, "budi", expected_revision=written.revision)
    half = written.is_half_confirmed
    act(confirm_dialogue, "ani", expected_revision=written.revision)

    assert (half, written.is_confirmed) == (True, True)
    assert told(office.ani)[-1] == ("DIALOGUE_TO_CONFIRM", "")
    assert Notification.objects.filter(recipient=office.ani, read_at=None).count() == 0


def test_confirmation_of_a_delegate_carries_the_name(office, act, written):
    make_delegation(office.budi, office.citra)

    dialogue = act(confirm_dialogue, "citra", expected_revision=written.revision)

    assert dialogue.supervisor_confirmed_by == office.citra


def test_what_changed_meanwhile_is_not_confirmed_unread(act, written):
    seen = written.revision
    act(write_notes, "ani", notes="Lain sekali", expected_revision=seen)

    with pytest.raises(DialogueChanged):
        act(confirm_dialogue, "budi", expected_revision=seen)


def test_nothing_is_confirmed_without_notes(office, planned):
    with pytest.raises(Refusal) as refusal:
        confirm_dialogue(
            dialogue=planned, expected_revision=0, actor=actor_for(office.ani), at=NOON
        )

    assert refusal.value.code == "no_notes"


def test_withdrawing_leaves_the_other_confirmation(act, confirmed):
    dialogue = act(withdraw_confirmation, "ani")

    assert (dialogue.employee_confirmed_at, bool(dialogue.supervisor_confirmed_at)) == (None, True)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_closed_cycle_takes_no_change(act, action, confirmed, kind):
    AppraisalCycle.objects.update(closed_at=NOON)
    service, fields = CHANGES[kind]
    subject = {"action": action} if kind in {"change", "remove"} else {}

    with pytest.raises(Refusal) as refusal:
        act(service, "ani", **subject, **fields)

    assert refusal.value.code == "cycle_closed"


def test_audit_holds_every_step_and_no_word(confirmed):
    rows = AuditEvent.objects.filter(subject_id=confirmed.public_id).order_by("pk")

    assert [row.action for row in rows] == ["plan", "notes", "add_action", "confirm", "confirm"]
    assert "Antrean" not in str([row.data for row in rows])


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"minutes": 4}, "dialogue_5_to_480_minutes"),
        ({"minutes": 481}, "dialogue_5_to_480_minutes"),
        ({"supervisor_confirmed_at": NOON}, "dialogue_confirmed_by_somebody"),
        ({"notes": "", "employee_confirmed_at": NOON}, "dialogue_nothing_confirmed_without_notes"),
    ],
)
def test_database_refuses_a_broken_dialogue(written, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PerformanceDialogue.objects.update(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"text": ""}, "dialogue_action_has_text"),
        ({"owner": "HR"}, "dialogue_action_known_owner"),
        ({"removed_at": NOON, "done_at": NOON}, "dialogue_action_removed_is_not_done"),
    ],
)
def test_database_refuses_a_broken_action(action, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DialogueAction.objects.update(**fields)
