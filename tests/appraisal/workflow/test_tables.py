"""Both tables of moves, row by row: transition x stage x person. A new row is tested once written."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import Role
from accounts.queries.actor import system_actor
from accounts.refusals import Refusal
from accounts.transitions import advance, available_transitions
from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.workflow import evaluation as evaluation_life
from appraisal.workflow import work_plan as work_plan_life
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

CAST = ("ani", "budi", "citra", "dewi", "eko", "farid", "calendar")

# Who may, by the name of the transition: written here a second time on purpose.
MAY = {
    "propose": {"ani"},
    "take_back_plan": {"ani"},
    "return_plan": {"budi"},
    "agree": {"budi"},
    "submit": {"ani"},
    "hand_back": {"budi"},
    "take_back": {"ani"},
    "ask_back": {"ani"},
    "start_review": {"budi", "dewi"},
    "decide": {"budi"},
    "deliver": {"budi", "dewi"},
    "acknowledge": {"ani"},
    "answer_result": {"ani"},
    "close": {"dewi", "calendar"},
    "reopen": {"dewi"},
    "ask_reopen": {"budi"},
    "keep_decided": {"dewi"},
    "reopen_delivered": {"dewi", "farid"},
}
# What the services write together with the stage, so that the CHECKs of the database hold.
STAMPS = {
    "propose": {"proposed_at": NOON},
    "return_plan": {"proposed_at": None},
    "agree": {"agreed_at": NOON},
    "submit": {"submitted_at": NOON},
    "hand_back": {"submitted_at": None},
    "take_back": {"submitted_at": None},
    "decide": {"decided_at": NOON},
    "deliver": {"delivered_at": NOON, "delivered_version": 1},
    "acknowledge": {"acknowledged_at": NOON},
    "close": {"closed_at": NOON},
    "reopen": {"decided_at": None},
    "reopen_delivered": {"decided_at": None, "delivered_at": None},
}
LIVES = (
    (work_plan_life.TRANSITIONS, WorkPlanStage, WorkPlanStage.DRAFT),
    (evaluation_life.TRANSITIONS, EvaluationStage, EvaluationStage.SELF_ASSESSMENT),
)
ROWS = [(row, stages) for table, stages, _first in LIVES for row in table]
MOVES = [
    pytest.param(row, source, id=f"{row.name}-{source}")
    for row, _ in ROWS
    for source in sorted(row.sources)
]
CLOSED = [
    pytest.param(row, stage, id=f"{row.name}-{stage}")
    for row, stages in ROWS
    for stage in stages.values
    if stage not in row.sources
]
OUTSIDERS = [
    pytest.param(row, person, id=f"{row.name}-{person}")
    for row, _ in ROWS
    for person in CAST
    if person not in MAY[row.name]
]


OF_HR = [
    pytest.param(row, source, id=f"{row.name}-{source}")
    for row, _ in ROWS
    if "dewi" in MAY[row.name]
    for source in sorted(row.sources)
]


@pytest.fixture
def make_record(office):
    """Return a function that makes a plan or an evaluation of Ani's at a stage."""

    def make(stage):
        cycle = make_cycle(office.dewi)
        is_plan = stage in WorkPlanStage.values
        plan = make_work_plan(
            cycle,
            office.assignments.ani,
            supervisor=office.budi,
            superior=office.farid,
            stage=stage if is_plan else WorkPlanStage.AGREED,
        )
        return plan if is_plan else make_evaluation(plan, stage=stage)

    return make


@pytest.fixture
def as_person(office):
    """Return a function that gives the actor of one of the cast, or of the calendar."""

    def find(name):
        if name == "calendar":
            return system_actor(NOON.date())
        return actor_for(getattr(office, name))

    return find


def move(record, row, actor, **changes):
    """Make a move with everything it needs."""
    options = {"reason": "Karena perlu", **STAMPS.get(row.name, {}), **changes}
    return advance(record, row, actor=actor, at=NOON, **options)


def right_person(row):
    """Return one of those who may."""
    return sorted(MAY[row.name])[0]


@pytest.mark.parametrize(("row", "source"), MOVES)
def test_right_person_moves_and_leaves_a_trace(make_record, as_person, row, source):
    record, actor = make_record(source), as_person(right_person(row))
    before = record.revision

    move(record, row, actor)

    record.refresh_from_db()
    change = record.stage_changes.get()
    assert (record.stage, record.revision) == (row.target, before + 1)
    assert (change.transition, change.source, change.target) == (row.name, source, row.target)
    assert (change.actor, change.changed_at) == (actor.employee, NOON)
    for name, value in STAMPS.get(row.name, {}).items():
        assert getattr(record, name) == value


@pytest.mark.parametrize(("row", "stage"), CLOSED)
def test_every_other_stage_is_refused(make_record, as_person, row, stage):
    record = make_record(stage)

    with pytest.raises(Refusal) as refusal:
        move(record, row, as_person(right_person(row)))

    record.refresh_from_db()
    assert refusal.value.code == "wrong_stage"
    assert record.stage == stage
    assert record.stage_changes.count() == 0


@pytest.mark.parametrize(("row", "person"), OUTSIDERS)
def test_everybody_else_is_refused_and_offered_nothing(make_record, as_person, row, person):
    record, actor = make_record(sorted(row.sources)[0]), as_person(person)

    with pytest.raises(PermissionDenied):
        move(record, row, actor)

    record.refresh_from_db()
    assert record.stage in row.sources
    assert row not in available_transitions((row,), record, actor)


@pytest.mark.parametrize(
    ("row", "person"),
    [
        pytest.param(row, who, id=f"{row.name}-{who}")
        for row, _ in ROWS
        for who in sorted(MAY[row.name])
    ],
)
def test_everybody_allowed_is_offered_the_move(make_record, as_person, row, person):
    record = make_record(sorted(row.sources)[0])

    assert available_transitions((row,), record, as_person(person)) == [row]


@pytest.mark.parametrize(
    "row", [row for row, _ in ROWS if row.needs_reason], ids=lambda row: row.name
)
@pytest.mark.parametrize("reason", ["", "  \n "], ids=["none", "blank"])
def test_reason_is_demanded(make_record, as_person, row, reason):
    record = make_record(sorted(row.sources)[0])

    with pytest.raises(Refusal) as refusal:
        move(record, row, as_person(right_person(row)), reason=reason)

    assert refusal.value.code == "no_reason"


@pytest.mark.parametrize(
    "row", [row for row, _ in ROWS if row.target not in row.sources], ids=lambda row: row.name
)
def test_twice_is_refused(make_record, as_person, row):
    record, actor = make_record(sorted(row.sources)[0]), as_person(right_person(row))
    move(record, row, actor)

    with pytest.raises(Refusal) as refusal:
        move(record, row, actor)

    assert refusal.value.code == "wrong_stage"
    assert record.stage_changes.count() == 1


@pytest.mark.parametrize("row", [row for row, _ in ROWS], ids=lambda row: row.name)
def test_an_older_page_is_refused(make_record, as_person, row):
    record = make_record(sorted(row.sources)[0])

    with pytest.raises(Refusal) as refusal:
        move(record, row, as_person(right_person(row)), expected_revision=record.revision + 1)

    assert refusal.value.code == "changed_meanwhile"


def test_a_row_that_does_not_apply_is_neither_drawn_nor_accepted(make_record, as_person):
    row = replace(work_plan_life.PROPOSE, applies=lambda record: record.version > 1)
    record, actor = make_record(WorkPlanStage.DRAFT), as_person("ani")

    with pytest.raises(Refusal) as refusal:
        move(record, row, actor)

    assert refusal.value.code == "wrong_stage"
    assert available_transitions((row,), record, actor) == []


@pytest.mark.parametrize(("table", "stages", "first"), LIVES, ids=["work_plan", "evaluation"])
def test_every_stage_is_reachable(table, stages, first):
    reached = {first.value}
    for _step in stages:
        reached |= {str(row.target) for row in table if row.sources & reached}

    assert reached == set(stages.values)


def test_the_two_lives_share_no_word():
    (plans, plan_stages, _), (evaluations, evaluation_stages, _) = LIVES

    assert set(plan_stages.values) & set(evaluation_stages.values) == set()
    assert {row.name for row in plans} & {row.name for row in evaluations} == set()


def test_every_row_has_its_people_here():
    assert {row.name for row, _ in ROWS} == set(MAY)


@pytest.mark.parametrize(("row", "source"), OF_HR)
def test_administrator_is_not_hr_for_the_own_evaluation(office, make_record, row, source):
    grant_role(office.ani, Role.HR_ADMIN, office.agency)
    record, actor = make_record(source), actor_for(office.ani)

    assert row not in available_transitions((row,), record, actor)
    with pytest.raises(PermissionDenied):
        move(record, row, actor)
