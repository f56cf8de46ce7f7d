"""Who is not in the appraisal yet: never told by the newest version of a plan."""

import pytest

from appraisal.choices import WorkPlanStage
from appraisal.models import AppraisalCycle, Evaluation, WorkPlan
from appraisal.queries.team_board import team_board
from tests.factories.accounts import actor_for, make_assignment, make_employee
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON, make_cycle, make_work_plan


def change_of(plan):
    """Open a second version of an agreed plan."""
    WorkPlan.objects.filter(pk=plan.pk).update(version=1)
    return WorkPlan.objects.create(
        cycle=plan.cycle,
        assignment=plan.assignment,
        employee=plan.employee,
        supervisor=plan.supervisor,
        superior=plan.superior,
        org_unit=plan.org_unit,
        job_position=plan.job_position,
        approach=plan.approach,
        version=2,
        stage=WorkPlanStage.DRAFT,
        created_at=NOON,
    )


def listed(office, name, period=""):
    """Return the names that a board calls not in the appraisal yet."""
    board = team_board(actor_for(getattr(office, name)), period)
    plans = board.joining_plans + board.plans_in_the_making
    return sorted([plan.employee.name for plan in plans] + [row.name for row in board.others])


@pytest.mark.parametrize("name", ["budi", "citra"])
def test_a_change_of_a_plan_does_not_take_somebody_out(office, evaluation, name):
    make_delegation(office.budi, office.citra, from_date="2026-11-18")
    change_of(evaluation.work_plan)
    Evaluation.objects.update(
        stage="ACKNOWLEDGED",
        decided_at="2026-11-01T00:00Z",
        delivered_at="2026-11-02T00:00Z",
        delivered_version=1,
        acknowledged_at="2026-11-03T00:00Z",
    )

    assert "Ani Lestari" not in listed(office, name)


def test_a_first_plan_joins_and_a_change_waits_for_the_opening(office, evaluation):
    people = [make_employee(name) for name in ("Gita Permata", "Hadi Pranoto")]
    posts = [make_assignment(row, office.dinas, supervisor=office.budi) for row in people]
    cycle = evaluation.period.cycle
    first = make_work_plan(cycle, posts[0], supervisor=office.budi, stage=WorkPlanStage.DRAFT)
    change_of(make_work_plan(cycle, posts[1], supervisor=office.budi))

    board = team_board(actor_for(office.budi))

    assert board.plans_in_the_making == [first]
    others = {person.name: person.has_plan for person in board.others}
    assert others == {"Citra Dewanti": False, "Hadi Pranoto": True}


def test_plans_of_another_cycle_stand_on_its_own_page_only(office, evaluation):
    AppraisalCycle.objects.update(name="Penilaian 2025", from_date="2025-01-01")
    cycle = make_cycle(office.dewi)
    make_work_plan(cycle, office.assignments.ani, supervisor=office.budi, stage=WorkPlanStage.DRAFT)

    board = team_board(actor_for(office.budi), evaluation.period.public_id)

    assert board.plans_in_the_making == []
    assert [person.name for person in board.others] == ["Citra Dewanti"]


def test_whoever_missed_a_closed_cycle_took_no_part(office, evaluation, sign_in):
    AppraisalCycle.objects.update(closed_at=NOON)

    text = sign_in(office.budi).get(f"/tim/?periode={evaluation.period.public_id}").text

    assert ("tidak ikut siklus ini" in text, "belum ada SKP" in text) == (True, False)


def test_a_delegate_reads_who_of_the_team_waits(office, evaluation):
    person = make_employee("Gita Permata")
    make_assignment(person, office.dinas, supervisor=office.budi)
    make_delegation(office.budi, office.citra)

    assert listed(office, "citra") == ["Gita Permata"]
