"""HR's dashboard: hand-made people, counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.choices import Role
from accounts.services.background_job import request_job
from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.models import AppraisalCycle, EvaluationPeriod
from appraisal.queries.cycle_people import people_of_cycle
from appraisal.queries.dashboard import dashboard
from appraisal.services.cycle_opening import open_cycle
from tests.factories.accounts import (
    actor_for,
    grant_role,
    make_assignment,
    make_employee,
    make_org_unit,
)
from tests.factories.appraisal import (
    NOON,
    make_cycle,
    make_evaluation,
    make_work_plan,
)

STAGES = (
    {},
    {"first_saved_at": NOON},
    {"first_saved_at": NOON},
    {"stage": EvaluationStage.REVIEW, "submitted_at": NOON},
    {"stage": EvaluationStage.REVIEW, "submitted_at": NOON - timedelta(days=2)},
    {"stage": EvaluationStage.REVIEW, "submitted_at": NOON - timedelta(days=2)},
    {"stage": EvaluationStage.DECIDED, "submitted_at": NOON - timedelta(days=3)},
    {"stage": EvaluationStage.FINAL, "submitted_at": NOON - timedelta(days=3)},
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(office):
    """Return a running cycle with open self-assessment."""
    return make_cycle(office.dewi, units=[office.agency])


def fill(cycle, office, unit, stages=STAGES):
    """Put a person into each stage, in a unit under Budi."""
    for position, fields in enumerate(stages):
        post = make_assignment(make_employee(f"Pegawai {position}"), unit, supervisor=office.budi)
        plan = make_work_plan(cycle, post, supervisor=office.budi, results=0)
        make_evaluation(plan, **fields)


def board_of(cycle, actor, **options):
    """Read the dashboard as the page does."""
    return dashboard(cycle=cycle, actor=actor, at=NOON, **options)


def test_people_are_counted_per_stage(cycle, office, hr):
    fill(cycle, office, office.dinas)
    waiting = make_assignment(make_employee("Tanpa SKP"), office.dinas, supervisor=office.budi)
    make_work_plan(cycle, waiting, supervisor=office.budi, stage=WorkPlanStage.DRAFT)

    (row,) = board_of(cycle, hr).rows

    assert (row.name, row.total, row.fresh, row.wip, row.sent, row.done) == (
        "Dinas Contoh",
        9,
        2,
        2,
        3,
        2,
    )
    assert row.share == 5 / 9


def test_person_rated_outside_is_counted_apart(cycle, office, hr):
    fill(cycle, office, office.dinas, STAGES[:1])
    make_work_plan(cycle, office.assignments.eko, supervisor=None, stage=WorkPlanStage.DRAFT)

    board = board_of(cycle, hr)

    assert (board.people, board.outside, board.whole.total) == (2, 1, 1)


def test_before_self_assessment_plans_are_counted(cycle, office, hr):
    EvaluationPeriod.objects.update(opened_at=None)
    for name, stage in (("ani", "DRAFT"), ("citra", "PROPOSED"), ("budi", "AGREED")):
        make_work_plan(
            cycle, getattr(office.assignments, name), supervisor=office.farid, stage=stage
        )

    board = board_of(cycle, hr)

    assert board.counts_plans
    assert (board.whole.fresh, board.whole.sent, board.whole.done) == (1, 1, 1)


def test_units_are_summed_up_per_office(cycle, office):
    section = make_org_unit("Bidang Contoh", parent=office.dinas)
    fill(cycle, office, section, STAGES[:2])
    fill(cycle, office, office.dinas, STAGES[:3])
    hr = actor_for(office.dewi)

    offices = [(row.name, row.total) for row in board_of(cycle, hr).rows]
    units = [(row.name, row.total) for row in board_of(cycle, hr, per_office=False).rows]

    assert offices == [("Dinas Contoh", 5)]
    assert units == [("Bidang Contoh", 2), ("Dinas Contoh", 3)]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("sent", ["Dinas Contoh", "Dinas Lain"]),
        ("-sent", ["Dinas Lain", "Dinas Contoh"]),
        ("people", ["Dinas Lain", "Dinas Contoh"]),
        ("-name", ["Dinas Lain", "Dinas Contoh"]),
        ("nonsense", ["Dinas Contoh", "Dinas Lain"]),
    ],
)
def test_rows_are_sorted_as_asked(order, names, cycle, office, hr):
    fill(cycle, office, office.dinas, STAGES[:4])
    fill(cycle, office, office.elsewhere, STAGES[4:6])

    assert [row.name for row in board_of(cycle, hr, order=order).rows] == names


def test_hr_of_one_unit_counts_only_that_unit(cycle, office):
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)
    fill(cycle, office, office.dinas)
    fill(cycle, office, office.elsewhere, STAGES[:2])

    board = board_of(cycle, actor_for(office.citra))

    assert [(row.name, row.total) for row in board.rows] == [("Dinas Lain", 2)]


def test_curve_sums_up_the_days_beside_the_working_days(cycle, office, hr):
    fill(cycle, office, office.dinas)

    curve = board_of(cycle, hr).curve

    assert curve.actual == (0, 2, 4, 4, 5)  # 16 to 20 November: 17th two, 18th two, 20th one
    assert (len(curve.plan), curve.plan[-1], curve.total) == (19, 8, 8)
    assert curve.planned == pytest.approx(5 / 15)  # the 5th of 15 working days


def test_strip_says_where_the_cycle_is(cycle, hr):
    board = board_of(cycle, hr)

    assert [(stage.title, stage.state) for stage in board.stages] == [
        ("SKP", "done"),
        ("Penilaian diri", "now"),
        ("Penilaian atasan", "now"),
        ("Hasil dan dialog", "now"),
    ]
    assert board.headline == "Hari ke-5 dari 19 tahap penilaian diri"


def test_closed_cycle_has_no_running_phase_and_asks_for_nothing(cycle, office, hr):
    waiting = make_assignment(make_employee("Tanpa SKP"), office.dinas, supervisor=office.budi)
    make_work_plan(cycle, waiting, supervisor=office.budi, stage=WorkPlanStage.DRAFT)
    AppraisalCycle.objects.filter(pk=cycle.pk).update(closed_at=NOON)
    cycle.refresh_from_db()

    board = board_of(cycle, hr)

    assert {stage.state for stage in board.stages} <= {"done", ""}
    assert board.stages[-1].text == "Berakhir bersama penutupan siklus"
    assert board.attention == []


def test_running_jobs_of_the_actor_are_shown(cycle, office, hr):
    mine = request_job(task="appraisal.print_documents", title="PDF", actor=hr, at=NOON)
    request_job(task="accounts.read_import", title="Impor", actor=actor_for(office.ani), at=NOON)

    assert board_of(cycle, hr).jobs == [mine]


def test_recent_events_are_told_in_words(draft, hr):
    open_cycle(cycle=draft, actor=hr, at=NOON)

    (event,) = board_of(draft, hr).events

    assert (event.title, event.actor) == ("Siklus dibuka untuk 6 pegawai", "Dewi Anggraini")


@pytest.mark.parametrize("count", [1, 3])
def test_dashboard_asks_the_same_questions_for_any_number_of_units(
    cycle, office, django_assert_num_queries, count
):
    for number in range(count):
        unit = make_org_unit(f"Dinas {number}", parent=office.agency)
        fill(cycle, office, unit, STAGES * count)
    hr = actor_for(office.dewi)

    with django_assert_num_queries(14):
        board = board_of(cycle, hr)

    assert len(board.rows) == count


@pytest.mark.parametrize(
    ("status", "count"),
    [
        ("", 9),
        ("no_plan", 1),
        ("not_started", 1),
        ("in_progress", 2),
        ("sent", 3),
        ("decided", 2),
        ("delivered", 1),
    ],
)
def test_people_are_listed_by_status(status, count, cycle, office):
    fill(cycle, office, office.dinas)
    waiting = make_assignment(make_employee("Tanpa SKP"), office.dinas, supervisor=office.budi)
    make_work_plan(cycle, waiting, supervisor=office.budi, stage=WorkPlanStage.DRAFT)

    people = people_of_cycle(
        cycle=cycle,
        period=cycle.periods.get(),
        units={office.dinas.pk},
        on=date(2026, 11, 20),
        status=status,
    )

    assert len(people) == count


def test_submission_near_midnight_counts_on_the_local_day(cycle, office, hr):
    at = datetime(2026, 11, 17, 17, 30, tzinfo=UTC)  # 18 November, 00.30 WIB
    fill(cycle, office, office.dinas, [{"stage": EvaluationStage.REVIEW, "submitted_at": at}])

    assert board_of(cycle, hr).curve.actual == (0, 0, 1, 1, 1)
