"""Who may change the tree, what the chain says of it, and two changes at once."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.choices import Role
from accounts.models import AuditEvent
from accounts.refusals import Refusal
from tests.accounts.units.changing import (
    NEXT_YEAR,
    TODAY,
    add,
    end,
    move,
    rename,
    withdraw,
)
from tests.factories.accounts import (
    actor_for,
    grant_role,
    make_org_unit,
)

pytestmark = pytest.mark.django_db
CHANGES = {
    "add": lambda office, section, actor: add(section, actor),
    "rename": lambda office, section, actor: rename(section, actor),
    "move": lambda office, section, actor: move(section, office.agency, actor),
    "end": lambda office, section, actor: end(section, actor),
    "withdraw": lambda office, section, actor: withdraw(section, actor),
}
STRANGERS = {
    "employee": None,
    "operator": (Role.HR_OPERATOR, "agency"),
    "administrator of another unit": (Role.HR_ADMIN, "dinas"),
    "auditor": (Role.AUDITOR, "agency"),
    "leader": (Role.LEADER, "agency"),
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS.keys())
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_only_administrators_of_the_unit_change_it(office, section, change, stranger):
    if stranger:
        grant_role(office.citra, stranger[0], getattr(office, stranger[1]))

    with pytest.raises(PermissionDenied):
        change(office, section, actor_for(office.citra))


def test_administrator_of_a_part_changes_its_units_and_moves_none_out(office, section):
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)
    citra = actor_for(office.citra)
    rename(section, citra, from_date=TODAY)
    later = add(section, citra, from_date=NEXT_YEAR)
    rename(later, actor_for(office.citra), name="Meja Baru", from_date=NEXT_YEAR)

    with pytest.raises(PermissionDenied):
        move(section, office.dinas, citra, from_date=TODAY)


def test_every_change_stands_in_the_chain_of_the_unit(office, dewi, section):
    rename(section, dewi)
    move(section, office.dinas, dewi, from_date=TODAY)
    end(section, dewi, from_date=NEXT_YEAR)
    withdraw(section, dewi)

    events = AuditEvent.objects.filter(subject_id=section.public_id).order_by("sequence")
    assert [event.action for event in events] == [
        "unit_renamed",
        "unit_moved",
        "unit_ended",
        "unit_change_withdrawn",
    ]
    assert events[1].data == {
        "from_date": "2026-11-20",
        "old": office.elsewhere.public_id,
        "new": office.dinas.public_id,
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("together", [True, False], ids=["race", "control"])
def test_two_moves_at_once_close_no_circle(office, together):
    one = make_org_unit("Bidang Satu", parent=office.dinas)
    two = make_org_unit("Bidang Dua", parent=office.dinas)
    dewi = actor_for(office.dewi)
    codes = []

    def go(unit, parent):
        try:
            move(unit, parent, dewi)
        except Refusal as refusal:
            codes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
        if not together:
            thread.join()
    for thread in threads:
        thread.join()

    assert codes == ["circle"]
