"""Dashboard, home, list of people and reminders count the same people, or say who is left out."""

from datetime import date

import pytest

from appraisal.queries.cycle_people import people_of_cycle
from appraisal.queries.dashboard import dashboard
from appraisal.queries.home import home_page
from appraisal.queries.progress import counts_per_unit
from appraisal.queries.reminder import open_counts
from tests.factories.accounts import make_assignment, make_employee
from tests.factories.appraisal import NOON, make_evaluation, make_work_plan

pytestmark = pytest.mark.django_db


def make_change(cycle, post, supervisor):
    """Propose a change of an agreed plan."""
    plan = cycle.work_plans.get(assignment=post)
    plan.pk, plan.public_id, plan.version, plan.stage = None, "x" * 22, 2, "PROPOSED"
    plan.agreed_at = None
    plan.save(force_insert=True)


@pytest.fixture
def mixed(running, office, add_people):
    """Fill a cycle: one sent, one late, one whose agreed plan changes, one outside, one gone."""
    sent, late, changing = add_people(3)
    make_evaluation(make_work_plan(running, sent, supervisor=office.budi))
    make_work_plan(running, late, supervisor=office.budi, stage="DRAFT")
    make_work_plan(running, changing, supervisor=office.budi)
    make_change(running, changing, office.budi)
    outside = make_assignment(make_employee("Kepala"), office.dinas)
    make_work_plan(running, outside, supervisor=None, stage="DRAFT")
    gone = make_assignment(
        make_employee("Pindah"), office.dinas, supervisor=office.budi, until_date=date(2026, 11, 1)
    )
    make_work_plan(running, gone, supervisor=office.budi, stage="DRAFT")
    return running


def test_rows_and_those_left_out_make_up_all_participants(mixed, hr):
    board = dashboard(cycle=mixed, actor=hr, at=NOON)

    assert (board.people, board.whole.total, board.outside, board.gone) == (5, 3, 1, 1)


def test_home_counts_the_people_of_the_rows(mixed, hr):
    hint = home_page(hr, NOON).desks[-1].tasks[0].hint

    assert hint.startswith("2 dari 3 SKP disepakati")


def test_reminders_reach_the_people_without_agreed_plan(mixed, office, hr):
    period, units = mixed.periods.get(), {office.dinas.pk}
    listed = people_of_cycle(cycle=mixed, period=period, units=units, on=hr.on, status="no_plan")

    counts = open_counts(period, units, hr.on)

    waiting = counts["PLAN_SUPERVISOR"]
    assert (counts["PLAN_OWNER"].records, len(listed)) == (1, 1)
    assert (waiting.records, waiting.supervisors, waiting.changes) == (1, 1, 1)


def test_list_behind_the_number_holds_as_many(mixed, office, hr):
    """Once self-assessment runs, who waits for an agreed plan counts as not started there and here."""
    period, units = mixed.periods.get(), {office.dinas.pk}
    mixed.periods.update(opened_at=NOON)
    fresh = counts_per_unit(mixed.periods.get(), units, hr.on)[office.dinas.pk]["fresh"]

    listed = people_of_cycle(cycle=mixed, period=period, units=units, on=hr.on, status="fresh")

    assert (len(listed), fresh) == (3, 3)


def test_page_says_who_is_left_out(mixed, as_dewi):
    shown = as_dewi.get(mixed.get_absolute_url()).content.decode()

    assert (
        "Ini 3 dari 5 peserta. 1 orang dinilai di luar sistem dan tidak dihitung di sini. " in shown
    )
