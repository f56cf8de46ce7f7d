"""The report "this is not my supervisor": who may make, take back and decline it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.choices import CorrectionState, NoticeKind, Role
from accounts.models import AuditEvent, Notification, ReportingLine, SupervisorCorrection
from accounts.refusals import Refusal
from accounts.services.supervisor_correction import (
    decline_report,
    report_supervisor,
    withdraw_report,
)
from tests.factories.accounts import actor_for, grant_role, make_employee
from tests.factories.appraisal import NOON


def report(employee, proposed=None, note="Saya pindah seksi."):
    """Report as the employee."""
    return report_supervisor(proposed=proposed, note=note, actor=actor_for(employee), at=NOON)


def test_report_goes_to_the_hr_administrators_of_the_unit(office):
    grant_role(office.eko, Role.HR_ADMIN, office.elsewhere)
    grant_role(office.citra, Role.HR_OPERATOR, office.dinas)

    made = report(office.ani, office.farid)

    assert (made.recorded, made.proposed, made.state) == (office.budi, office.farid, "OPEN")
    told = Notification.objects.get()
    assert (told.recipient, told.kind, told.about) == (
        office.dewi,
        NoticeKind.SUPERVISOR_QUESTIONED,
        "Ani Lestari",
    )


def test_report_changes_nothing_by_itself(office):
    before = list(ReportingLine.objects.order_by("pk").values())

    report(office.ani, office.farid)

    assert list(ReportingLine.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.get().action == "supervisor_questioned"


def test_employee_need_not_know_who_it_is(office):
    assert report(office.ani).proposed is None


@pytest.mark.parametrize(("name", "code"), [("ani", "oneself"), ("budi", "same")])
def test_proposal_that_cannot_be_is_refused(office, name, code):
    with pytest.raises(Refusal) as refusal:
        report(office.ani, getattr(office, name))

    assert refusal.value.code == code


def test_closed_account_is_refused(office):
    with pytest.raises(Refusal) as refusal:
        report(office.ani, make_employee("Gita Rahayu", is_active=False))

    assert refusal.value.code == "inactive"


def test_one_report_at_a_time(office):
    report(office.ani)

    with pytest.raises(Refusal) as refusal:
        report(office.ani, office.farid)

    assert refusal.value.code == "already"


def test_database_keeps_one_open_report(office):
    first = report(office.ani)
    again = SupervisorCorrection(employee=office.ani, assignment=first.assignment, created_at=NOON)

    with (
        pytest.raises(IntegrityError, match="supervisor_correction_one_open"),
        transaction.atomic(),
    ):
        again.save()
    withdraw_report(report=first, actor=actor_for(office.ani), at=NOON)
    again.save()


def test_without_a_post_there_is_nothing_to_report(office):
    with pytest.raises(Refusal) as refusal:
        report(make_employee("Gita Rahayu"))

    assert refusal.value.code == "no_assignment"


@pytest.mark.parametrize("name", ["budi", "farid", "citra", "dewi", "eko"])
def test_only_the_employee_takes_it_back(office, name):
    made = report(office.ani)

    with pytest.raises(PermissionDenied):
        withdraw_report(report=made, actor=actor_for(getattr(office, name)), at=NOON)


def test_declining_answers_the_employee(office):
    made = report(office.ani, office.farid)
    Notification.objects.all().delete()

    decline_report(report=made, answer="SK belum terbit.", actor=actor_for(office.dewi), at=NOON)

    made.refresh_from_db()
    assert (made.state, made.answered_by, made.answer) == (
        CorrectionState.DECLINED,
        office.dewi,
        "SK belum terbit.",
    )
    told = Notification.objects.get()
    assert (told.recipient, told.kind, told.note) == (
        office.ani,
        NoticeKind.SUPERVISOR_ANSWERED,
        "SK belum terbit.",
    )


@pytest.mark.parametrize("name", ["ani", "budi", "farid", "eko"])
def test_nobody_else_declines(office, name):
    made = report(office.ani)

    with pytest.raises(PermissionDenied):
        decline_report(report=made, answer="x", actor=actor_for(getattr(office, name)), at=NOON)


def test_nobody_answers_about_the_own_supervisor(office):
    made = report(office.dewi)

    with pytest.raises(PermissionDenied):
        decline_report(report=made, answer="x", actor=actor_for(office.dewi), at=NOON)
    assert not SupervisorCorrection.objects.visible_to(actor_for(office.dewi)).exclude(
        employee=office.dewi
    )


def test_answer_is_asked_for(office):
    made = report(office.ani)

    with pytest.raises(Refusal) as refusal:
        decline_report(report=made, answer=" ", actor=actor_for(office.dewi), at=NOON)

    assert refusal.value.code == "no_answer"


def test_what_was_answered_is_not_answered_again(office):
    made = report(office.ani)
    decline_report(report=made, answer="x", actor=actor_for(office.dewi), at=NOON)

    with pytest.raises(Refusal) as refusal:
        decline_report(report=made, answer="y", actor=actor_for(office.dewi), at=NOON)

    assert refusal.value.code == "not_open"


def test_what_was_answered_is_not_withdrawn(office):
    made = report(office.ani)
    decline_report(report=made, answer="x", actor=actor_for(office.dewi), at=NOON)

    with pytest.raises(Refusal) as refusal:
        withdraw_report(report=made, actor=actor_for(office.ani), at=NOON)

    assert refusal.value.code == "not_open"


@pytest.mark.parametrize(
    ("name", "seen"), [("ani", 1), ("dewi", 1), ("budi", 0), ("farid", 0), ("eko", 0)]
)
def test_report_is_read_by_its_author_and_hr(office, name, seen):
    report(office.ani)

    actor = actor_for(getattr(office, name))
    assert SupervisorCorrection.objects.visible_to(actor).count() == seen


@pytest.mark.parametrize("named", ["recorded", "proposed"])
def test_administrator_whom_the_report_names_neither_hears_nor_decides(office, named):
    person = {"recorded": office.budi, "proposed": office.farid}[named]
    grant_role(person, Role.HR_ADMIN, office.agency)

    made = report(office.ani, office.farid)

    assert Notification.objects.get().recipient == office.dewi
    with pytest.raises(PermissionDenied):
        decline_report(report=made, answer="Tetap.", actor=actor_for(person), at=NOON)
    decline_report(report=made, answer="Tetap.", actor=actor_for(office.dewi), at=NOON)
