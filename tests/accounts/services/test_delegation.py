"""Delegation: who may give, to whom, for how long, what it opens, and how it ends."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.choices import NoticeKind, Role
from accounts.models import AuditEvent, Delegation, Notification
from accounts.refusals import Refusal
from accounts.services.delegation import give_delegation, withdraw_delegation
from tests.factories.accounts import actor_for, grant_role, make_assignment, make_employee
from tests.factories.appraisal import NOON

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
WEEK = (TODAY, TODAY + 6 * DAY)


def give(delegator, delegate, *, by=None, days=WEEK, reason="Perjalanan dinas"):
    """Delegate as somebody, by default as the supervisor."""
    return give_delegation(
        delegator=delegator,
        delegate=delegate,
        days=days,
        reason=reason,
        actor=actor_for(by or delegator),
        at=NOON,
    )


def test_delegate_acts_on_these_days_only(office):
    give(office.budi, office.farid)

    days = (TODAY - DAY, TODAY, TODAY + 6 * DAY, TODAY + 7 * DAY)
    acts = [office.budi.pk in actor_for(office.farid, day).acts_for for day in days]
    assert acts == [False, True, True, False]


def test_both_names_stand_in_the_trail_and_the_delegate_is_told(office):
    delegation = give(office.budi, office.farid)

    event = AuditEvent.objects.get(subject_id=delegation.public_id)
    assert event.action == "delegation_given"
    assert (event.data["delegator"], event.data["delegate"]) == (
        office.budi.public_id,
        office.farid.public_id,
    )
    told = Notification.objects.get(recipient=office.farid)
    assert (told.recipient, told.kind, told.note) == (
        office.farid,
        NoticeKind.DELEGATION_GIVEN,
        "Perjalanan dinas",
    )


def told_of(kind):
    """Return who was told something."""
    return set(Notification.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_team_is_told_who_acts_on_which_days_and_not_why(office):
    give(office.budi, office.citra)

    told = Notification.objects.get(kind=NoticeKind.DELEGATE_NAMED)
    assert (told.recipient, told.about, told.note) == (
        office.ani,
        "Citra Dewanti a.n. Budi Santoso",
        "20 November 2026 - 26 November 2026",
    )


@pytest.mark.parametrize("name", ["farid", "ani", "dewi"])
def test_superior_team_member_and_peer_may_act(office, name):
    assert give(office.budi, getattr(office, name)).delegate == getattr(office, name)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ((TODAY - DAY, TODAY), "past"),
        ((TODAY + DAY, TODAY), "backwards"),
        ((TODAY, TODAY + 90 * DAY), "long"),
    ],
)
def test_days_that_cannot_be_are_refused(office, days, code):
    with pytest.raises(Refusal) as refusal:
        give(office.budi, office.farid, days=days)

    assert refusal.value.code == code


def test_ninety_days_are_the_most(office):
    assert give(office.budi, office.farid, days=(TODAY, TODAY + 89 * DAY)).pk


@pytest.mark.parametrize(("name", "code"), [("budi", "oneself"), ("eko", "stranger")])
def test_person_who_cannot_act_is_refused(office, name, code):
    with pytest.raises(Refusal) as refusal:
        give(office.budi, getattr(office, name))

    assert refusal.value.code == code


def test_nobody_judges_the_own_chief(office):
    below = make_employee("Gita Rahayu")
    make_assignment(below, office.dinas, supervisor=office.budi)

    with pytest.raises(Refusal) as refusal:
        give(office.farid, below)

    assert refusal.value.code == "below"


def test_closed_account_cannot_act(office):
    type(office.dewi).objects.filter(pk=office.dewi.pk).update(is_active=False)

    with pytest.raises(Refusal) as refusal:
        give(office.budi, office.dewi)

    assert refusal.value.code == "stranger"


def test_reason_is_asked_for(office):
    with pytest.raises(Refusal) as refusal:
        give(office.budi, office.farid, reason=" ")

    assert refusal.value.code == "no_reason"


def test_one_person_acts_at_a_time(office):
    give(office.budi, office.farid)

    with pytest.raises(Refusal) as refusal:
        give(office.budi, office.dewi, days=(TODAY + 6 * DAY, TODAY + 9 * DAY))

    assert refusal.value.code == "overlap"
    assert give(office.budi, office.dewi, days=(TODAY + 7 * DAY, TODAY + 9 * DAY)).pk


def test_database_refuses_two_at_once(office):
    first = give(office.budi, office.farid)
    again = Delegation(
        delegator=office.budi, delegate=office.dewi, from_date=TODAY, until_date=TODAY,
        reason="x", created_by=office.budi, created_at=NOON,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="delegation_one_at_a_time"), transaction.atomic():
        again.save()
    withdraw_delegation(delegation=first, actor=actor_for(office.budi), at=NOON)
    again.save()


def test_who_leads_nobody_has_nothing_to_delegate(office):
    with pytest.raises(Refusal) as refusal:
        give(office.ani, office.citra)

    assert refusal.value.code == "no_team"


@pytest.mark.parametrize("name", ["ani", "farid", "eko"])
def test_others_delegate_nothing_for_a_supervisor(office, name):
    with pytest.raises(PermissionDenied):
        give(office.budi, office.citra, by=getattr(office, name))


def test_hr_records_it_for_a_supervisor_and_both_are_told(office):
    give(office.budi, office.farid, by=office.dewi)

    assert told_of(NoticeKind.DELEGATION_GIVEN) == {office.budi.pk, office.farid.pk}


def test_hr_gives_nothing_to_itself(office):
    with pytest.raises(Refusal) as refusal:
        give(office.budi, office.dewi, by=office.dewi)

    assert refusal.value.code == "own_gain"


def test_hr_operator_records_none(office):
    grant_role(office.citra, Role.HR_OPERATOR, office.agency)

    with pytest.raises(PermissionDenied):
        give(office.budi, office.farid, by=office.citra)


def test_delegation_is_not_handed_on(office):
    make_assignment(make_employee("Gita Rahayu"), office.dinas, supervisor=office.farid)
    give(office.budi, office.farid)
    give(office.farid, office.dewi)

    assert actor_for(office.dewi).acts_for == {office.farid.pk}


@pytest.mark.parametrize("name", ["budi", "farid", "dewi"])
def test_both_people_and_hr_end_it_at_once(office, name):
    delegation = give(office.budi, office.farid)
    Notification.objects.all().delete()

    withdraw_delegation(
        delegation=delegation, actor=actor_for(getattr(office, name)), at=timezone.now()
    )

    assert actor_for(office.farid).acts_for == frozenset()
    both = {office.budi.pk, office.farid.pk}
    assert told_of(NoticeKind.DELEGATION_ENDED) == both - {getattr(office, name).pk}
    assert told_of(NoticeKind.DELEGATE_GONE) == {office.ani.pk, office.citra.pk}


@pytest.mark.parametrize("name", ["ani", "citra", "eko"])
def test_others_end_nothing(office, name):
    delegation = give(office.budi, office.farid)

    with pytest.raises(PermissionDenied):
        withdraw_delegation(delegation=delegation, actor=actor_for(getattr(office, name)), at=NOON)


def test_what_has_ended_is_not_ended_again(office):
    delegation = give(office.budi, office.farid)
    withdraw_delegation(delegation=delegation, actor=actor_for(office.budi), at=NOON)

    with pytest.raises(Refusal) as refusal:
        withdraw_delegation(delegation=delegation, actor=actor_for(office.budi), at=NOON)

    assert refusal.value.code == "ended"
