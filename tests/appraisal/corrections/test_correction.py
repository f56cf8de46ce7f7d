"""A report that HR confirms: the line and the open records change together, or not at all."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import CorrectionState, NoticeKind, Role
from accounts.models import Notification
from accounts.refusals import Refusal
from accounts.services.supervisor_correction import decline_report, report_supervisor
from appraisal.services.supervisor_correction import confirm_correction
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

TODAY = date(2026, 11, 20)


@pytest.fixture
def plan(office):
    """Ani's plan, with Budi."""
    cycle = make_cycle(office.dewi)
    return make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid
    )


@pytest.fixture
def evaluation(plan):
    """Ani's evaluation, with Budi."""
    return make_evaluation(plan)


@pytest.fixture
def report(office):
    """Ani says that Farid is her supervisor."""
    Notification.objects.all().delete()
    return report_supervisor(
        proposed=office.farid, note="Pindah", actor=actor_for(office.ani), at=NOON
    )


def confirm(report, by, supervisor, **more):
    """Confirm as somebody."""
    fields = {"is_outside": False, "from_date": TODAY, "reason": "SK mutasi"} | more
    return confirm_correction(
        report=report, supervisor=supervisor, actor=actor_for(by), at=NOON, **fields
    )


def test_right_supervisor_gets_the_open_records(office, plan, evaluation, report):
    confirm(report, office.dewi, office.farid)

    plan.refresh_from_db()
    evaluation.refresh_from_db()
    report.refresh_from_db()
    assert (plan.supervisor, evaluation.supervisor) == (office.farid, office.farid)
    assert (report.state, report.answered_by) == (CorrectionState.CONFIRMED, office.dewi)


def test_employee_and_both_supervisors_are_told(office, report):
    confirm(report, office.dewi, office.farid)

    told = set(Notification.objects.values_list("recipient__name", "kind"))
    assert told == {
        ("Dewi Anggraini", NoticeKind.SUPERVISOR_QUESTIONED),
        ("Ani Lestari", NoticeKind.SUPERVISOR_ANSWERED),
        ("Ani Lestari", NoticeKind.SUPERVISOR_CHANGED),
        ("Farid Hidayat", NoticeKind.TEAM_CHANGED),
        ("Budi Santoso", NoticeKind.TEAM_CHANGED),
    }


def test_refusal_of_the_change_leaves_the_report_open(office, report):
    with pytest.raises(Refusal) as refusal:
        confirm(report, office.dewi, office.dewi)

    report.refresh_from_db()
    assert (refusal.value.code, report.state) == ("own_team", CorrectionState.OPEN)
    assert office.assignments.ani.reporting_lines.get().supervisor == office.budi


def test_record_that_is_right_by_now_only_answers_the_report(office, plan, report):
    office.assignments.ani.reporting_lines.update(supervisor=office.farid)

    confirm(report, office.dewi, office.farid)

    report.refresh_from_db()
    assert report.state == CorrectionState.CONFIRMED
    assert office.assignments.ani.reporting_lines.count() == 1


@pytest.mark.parametrize("name", ["ani", "budi", "farid", "citra", "eko"])
def test_others_confirm_nothing(office, report, name):
    grant_role(office.citra, Role.HR_OPERATOR, office.agency)

    with pytest.raises(PermissionDenied):
        confirm(report, getattr(office, name), office.farid)


def test_nobody_confirms_the_own_report(office):
    own = report_supervisor(proposed=office.budi, note="", actor=actor_for(office.dewi), at=NOON)

    with pytest.raises(PermissionDenied):
        confirm(own, office.dewi, office.budi)


def test_answered_report_is_not_confirmed(office, report):
    decline_report(report=report, answer="Tetap", actor=actor_for(office.dewi), at=NOON)

    with pytest.raises(Refusal) as refusal:
        confirm(report, office.dewi, office.farid)

    assert refusal.value.code == "not_open"
    assert office.assignments.ani.reporting_lines.get().supervisor == office.budi


def test_report_takes_no_right_away(client, office, plan, evaluation, report):
    client.force_login(office.ani)

    assert client.get(plan.get_absolute_url()).status_code == 200
    client.force_login(office.budi)
    assert client.get(plan.get_absolute_url()).status_code == 200
