"""Whoever acts for a supervisor reads and does what the supervisor may, and nothing about oneself."""

from datetime import date

import pytest

from accounts.choices import Role
from accounts.models import Delegation
from accounts.transitions import advance, available_transitions
from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.models import Evaluation, WorkPlan
from appraisal.workflow import evaluation as evaluation_life
from appraisal.workflow import work_plan as plan_life
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

CASES = [("plan", stage) for stage in WorkPlanStage] + [
    ("evaluation", stage) for stage in EvaluationStage
]
SETS = {
    "plan": (WorkPlan.objects.visible_to, WorkPlan.objects.followed_by),
    "evaluation": (
        Evaluation.objects.visible_to,
        Evaluation.objects.supervised_by,
        Evaluation.objects.self_assessment_visible_to,
        Evaluation.objects.review_visible_to,
    ),
}
TABLES = {"plan": plan_life.TRANSITIONS, "evaluation": evaluation_life.TRANSITIONS}


@pytest.fixture
def cycle(office):
    """Return a running cycle of everybody."""
    return make_cycle(office.dewi, units=[office.agency])


def delegate(delegator, delegate, **fields):
    """Let somebody act for a supervisor in November 2026."""
    dates = {"from_date": date(2026, 11, 1), "until_date": date(2026, 11, 30)}
    return Delegation.objects.create(
        delegator=delegator,
        delegate=delegate,
        reason="Cuti",
        created_by=delegator,
        created_at=NOON,
        **dates | fields,
    )


def record_of(office, cycle, kind, stage, name="ani"):
    """Return a plan or an evaluation of somebody in Budi's team, at a stage."""
    stages = {"stage": stage} if kind == "plan" else {"stage": WorkPlanStage.AGREED}
    plan = make_work_plan(
        cycle,
        getattr(office.assignments, name),
        supervisor=office.budi,
        superior=office.farid,
        **stages,
    )
    return plan if kind == "plan" else make_evaluation(plan, stage=stage)


@pytest.mark.parametrize(("kind", "stage"), CASES)
def test_delegate_reads_what_the_supervisor_reads_until_it_is_closed(office, cycle, kind, stage):
    record = record_of(office, cycle, kind, stage)
    before = [record in visible_to(actor_for(office.citra)) for visible_to in SETS[kind]]
    delegate(office.budi, office.citra)

    supervisor = [
        record in visible_to(actor_for(office.budi)) and stage != EvaluationStage.FINAL
        for visible_to in SETS[kind]
    ]
    acting = [record in visible_to(actor_for(office.citra)) for visible_to in SETS[kind]]

    assert (acting, any(before)) == (supervisor, False)


@pytest.mark.parametrize(("kind", "stage"), CASES)
def test_delegation_opens_nothing_about_oneself(office, cycle, kind, stage):
    record = record_of(office, cycle, kind, stage, name="citra")
    before = [record in visible_to(actor_for(office.citra)) for visible_to in SETS[kind]]
    moves = [
        row.name for row in available_transitions(TABLES[kind], record, actor_for(office.citra))
    ]
    delegate(office.budi, office.citra)
    actor = actor_for(office.citra)

    assert [record in visible_to(actor) for visible_to in SETS[kind]] == before
    assert [row.name for row in available_transitions(TABLES[kind], record, actor)] == moves


@pytest.mark.parametrize(("kind", "stage"), CASES)
def test_delegate_may_make_the_moves_of_the_supervisor(office, cycle, kind, stage):
    record = record_of(office, cycle, kind, stage)
    delegate(office.budi, office.citra)

    acting = available_transitions(TABLES[kind], record, actor_for(office.citra))

    assert acting == available_transitions(TABLES[kind], record, actor_for(office.budi))


def test_move_of_a_delegate_carries_both_names(office, cycle):
    plan = record_of(office, cycle, "plan", WorkPlanStage.PROPOSED)
    delegate(office.budi, office.citra)

    change = advance(plan, plan_life.AGREE, actor=actor_for(office.citra), at=NOON, agreed_at=NOON)

    assert (change.actor, change.on_behalf_of) == (office.citra, office.budi)


def test_move_of_the_supervisor_carries_one_name(office, cycle):
    plan = record_of(office, cycle, "plan", WorkPlanStage.PROPOSED)

    change = advance(plan, plan_life.AGREE, actor=actor_for(office.budi), at=NOON, agreed_at=NOON)

    assert (change.actor, change.on_behalf_of) == (office.budi, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"from_date": date(2026, 10, 1), "until_date": date(2026, 11, 19)},
        {"from_date": date(2026, 11, 21), "until_date": date(2026, 11, 30)},
        {"withdrawn_at": NOON},
    ],
    ids=["over", "not begun", "withdrawn"],
)
def test_delegation_holds_on_its_days_only(office, fields):
    delegate(office.budi, office.citra, **fields)

    assert actor_for(office.citra).acts_for == frozenset()


def test_delegate_is_asked_like_a_supervisor(office):
    delegate(office.budi, office.citra)
    actor = actor_for(office.citra)

    assert (actor.is_supervisor, actor.desks) == (True, {office.budi.pk, office.citra.pk})


def test_delegation_gives_no_role(office):
    grant_role(office.budi, Role.HR_ADMIN, office.agency)
    delegate(office.budi, office.citra)

    assert actor_for(office.citra).scopes == {}
