"""The open plans and evaluations follow their people, and everybody concerned is told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import AuditEvent, Notification
from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.queries.hand_over import last_change
from appraisal.services.hand_over import hand_over_begun
from appraisal.tasks.hand_over import hand_over_due
from tests.factories.accounts import actor_for, make_assignment, make_org_unit
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

TODAY = timezone.localdate(NOON)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def cycle(office):
    """Return the running cycle."""
    return make_cycle(office.dewi)


@pytest.fixture
def plan(office, cycle):
    """Return Ani's agreed plan, in charge: Budi, above him: Farid."""
    return make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid
    )


def in_charge(record):
    """Return who is in charge of a record now."""
    record.refresh_from_db()
    return record.supervisor, record.superior


@pytest.mark.parametrize("stage", WorkPlanStage.values)
def test_plan_of_every_stage_follows(office, change, cycle, stage):
    plan = make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid, stage=stage
    )

    moved = change(office.ani, office.citra)

    assert in_charge(plan) == (office.citra, office.budi)
    assert moved.plans == [plan]
    assert plan.revision == 1


@pytest.mark.parametrize("stage", [stage for stage in EvaluationStage if stage != "FINAL"])
def test_open_evaluation_follows(office, change, plan, stage):
    evaluation = make_evaluation(plan, stage=stage)

    change(office.ani, office.citra)

    assert in_charge(evaluation) == (office.citra, office.budi)


def test_closed_records_stay(office, change, cycle, plan):
    evaluation = make_evaluation(plan, stage=EvaluationStage.FINAL)
    type(cycle).objects.filter(pk=cycle.pk).update(closed_at=NOON)

    moved = change(office.ani, office.citra)

    assert in_charge(plan) == (office.budi, office.farid)
    assert in_charge(evaluation) == (office.budi, office.farid)
    assert (moved.plans, moved.evaluations) == ([], [])


def test_superior_of_the_team_changes_with_its_supervisor(office, change, plan):
    evaluation = make_evaluation(plan)

    change(office.budi, office.eko)

    assert in_charge(plan) == (office.budi, office.eko)
    assert in_charge(evaluation) == (office.budi, office.eko)


def test_record_of_a_former_post_stays_with_its_supervisor(office, change, plan):
    ended = date(2026, 6, 30)
    office.assignments.ani.reporting_lines.update(until_date=ended)
    type(plan.assignment).objects.filter(pk=plan.assignment.pk).update(until_date=ended)
    unit = make_org_unit("Bidang Baru", parent=office.dinas)
    make_assignment(office.ani, unit, supervisor=office.citra, from_date=date(2026, 7, 1))

    change(office.ani, office.eko)

    assert in_charge(plan) == (office.budi, office.farid)


def test_evaluation_stays_when_the_rater_is_outside_the_system(office, change, plan):
    evaluation = make_evaluation(plan)

    moved = change(office.ani, None, is_outside=True)

    assert in_charge(plan) == (None, None)
    assert in_charge(evaluation) == (office.budi, office.farid)
    assert moved.kept == [evaluation]


def test_plan_that_awaits_an_answer_stays_when_the_rater_is_outside(office, change, cycle):
    plan = make_work_plan(
        cycle,
        office.assignments.ani,
        supervisor=office.budi,
        superior=office.farid,
        stage=WorkPlanStage.PROPOSED,
    )

    moved = change(office.ani, None, is_outside=True)

    assert in_charge(plan) == (office.budi, office.farid)
    assert (moved.plans, moved.kept) == ([], [plan])
    assert last_change(office.ani, TODAY).kept_plans == [plan]


def test_planned_change_moves_records_on_its_day(office, change, plan):
    change(office.ani, office.citra, from_date=TOMORROW)
    before = in_charge(plan)
    next_day = NOON + timedelta(days=1)

    for _run in range(2):
        hand_over_begun(actor=actor_for(office.dewi, TOMORROW), at=next_day)

    assert before == (office.budi, office.farid)
    assert in_charge(plan) == (office.citra, office.budi)
    assert plan.revision == 1


@pytest.mark.parametrize("days", [1, 40])
def test_worker_catches_up_with_a_line_that_began_while_it_was_down(office, plan, days):
    line = office.assignments.ani.reporting_lines.get()
    line.supervisor, line.from_date = office.citra, timezone.localdate() - timedelta(days=days)
    line.save()

    hand_over_due()

    assert in_charge(plan) == (office.citra, office.budi)


def test_worker_catches_up_with_a_superior(office, plan):
    office.assignments.budi.reporting_lines.update(supervisor=office.eko)

    hand_over_due()

    assert in_charge(plan) == (office.budi, office.eko)


@pytest.mark.parametrize("is_outside", [False, True])
def test_worker_writes_nothing_where_nothing_is_to_follow(office, plan, is_outside):
    make_evaluation(plan)
    if is_outside:
        office.assignments.ani.reporting_lines.update(supervisor=None, is_outside=True)
    hand_over_due()
    before = AuditEvent.objects.count()

    hand_over_due()

    assert AuditEvent.objects.count() == before


def test_everybody_concerned_is_told_with_the_reason(office, change, plan):
    change(office.ani, office.citra, reason="Rotasi")

    told = Notification.objects.order_by("recipient__name")
    assert list(told.values_list("recipient__name", "kind", "about", "note")) == [
        ("Ani Lestari", NoticeKind.SUPERVISOR_CHANGED, "Citra Dewanti", "Rotasi"),
        ("Budi Santoso", NoticeKind.TEAM_CHANGED, "Ani Lestari", "Rotasi"),
        ("Citra Dewanti", NoticeKind.TEAM_CHANGED, "Ani Lestari", "Rotasi"),
    ]


def test_every_record_tells_of_it_in_its_trail(office, change, plan):
    evaluation = make_evaluation(plan)

    change(office.ani, office.citra)

    events = AuditEvent.objects.order_by("subject_label", "sequence")
    assert list(events.values_list("subject_label", "subject_id", "action")) == [
        ("accounts.Employee", office.ani.public_id, "supervisor_changed"),
        ("accounts.Employee", office.ani.public_id, "records_moved"),
        ("appraisal.Evaluation", evaluation.public_id, "hand_over"),
        ("appraisal.WorkPlan", plan.public_id, "hand_over"),
    ]


def test_trail_names_people_by_their_public_ids(office, change, plan):
    change(office.ani, office.citra)

    event = AuditEvent.objects.get(subject_id=plan.public_id, action="hand_over")
    assert event.data == {
        "supervisor": [office.budi.public_id, office.citra.public_id],
        "superior": [office.farid.public_id, office.budi.public_id],
    }


def test_new_supervisor_reads_the_plan_and_the_former_no_longer(office, change, plan):
    change(office.ani, office.citra)

    readers = [office.citra, office.budi, office.farid]
    seen = [type(plan).objects.visible_to(actor_for(one)).filter(pk=plan.pk) for one in readers]
    assert [bool(plans) for plans in seen] == [True, True, False]
