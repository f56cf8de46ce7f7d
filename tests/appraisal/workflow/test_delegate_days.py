"""What was over before the first day of a delegation stays out of the delegate's sight."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Delegation
from appraisal.choices import DELIVERED_STAGES, EvaluationStage, WorkPlanStage
from appraisal.models import (
    Evaluation,
    IssuedDocument,
    PerformanceDialogue,
    PlanComment,
    SelfAssessment,
    SupervisorReview,
    WorkPlan,
)
from appraisal.services.dialogue import Schedule, plan_dialogue, write_notes
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan
from tests.factories.results import make_published_result

BEGIN = date(2026, 11, 10)
BEFORE = datetime(2026, 11, 9, 16, 59, tzinfo=UTC)  # 23.59 WIB of the day before
ON_THE_DAY = datetime(2026, 11, 9, 17, 0, tzinfo=UTC)  # 00.00 WIB of the first day
LATER = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)

READS = {
    EvaluationStage.SELF_ASSESSMENT: (True, True),
    EvaluationStage.REVIEW: (True, True),
    EvaluationStage.DECIDED: (True, True),
    EvaluationStage.DELIVERED: (False, True),
    EvaluationStage.ACKNOWLEDGED: (False, True),
    EvaluationStage.FINAL: (False, False),
}


@pytest.fixture
def cycle(office):
    """Return a running cycle, in which Citra acts for Budi from the tenth on."""
    make_delegation(office.budi, office.citra, from_date=BEGIN, until_date=date(2026, 11, 30))
    return make_cycle(office.dewi, units=[office.agency])


def evaluation_at(office, cycle, stage, **fields):
    """Return Ani's evaluation at a stage."""
    plan = make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid
    )
    return make_evaluation(plan, stage=stage, **fields)


def released(stage, at):
    """Return the moment of the release, for stages that have one."""
    return {"delivered_at": at} if stage in DELIVERED_STAGES else {}


def add_everything(office, evaluation):
    """Write one row of every kind that hangs on an evaluation; return (set, row) of each."""
    result = make_published_result(evaluation)
    review = SupervisorReview.objects.create(
        evaluation=evaluation,
        author=office.budi,
        results_rating="MEETS",
        results_reason="x",
        behaviour_rating="MEETS",
        behaviour_reason="x",
        strengths="x",
        decided_at=NOON,
    )
    sent = SelfAssessment.objects.create(
        evaluation=evaluation, reference="PD-2026-00001", submitted_at=NOON
    )
    document = IssuedDocument.objects.create(
        published_result=result,
        kind="REPORT",
        number="800/1/2026",
        token="x",
        issued_at=NOON,
        org_unit=office.dinas,
        year=2026,
    )
    rows = (evaluation, result, review, sent, document)
    return [(type(row).objects, row) for row in rows]


def sees(actor, rows):
    """Return whether the actor reads each row."""
    return {visible.visible_to(actor).filter(pk=row.pk).exists() for visible, row in rows}


@pytest.mark.parametrize("stage", EvaluationStage)
@pytest.mark.parametrize(("position", "moment"), [(0, BEFORE), (1, ON_THE_DAY)])
def test_table_of_stages_and_release_days(office, cycle, stage, position, moment):
    evaluation = evaluation_at(office, cycle, stage, **released(stage, moment))
    actor = actor_for(office.citra)

    reads = [
        evaluation in Evaluation.objects.visible_to(actor),
        evaluation in Evaluation.objects.supervised_by(actor),
    ]

    assert reads == [READS[stage][position]] * 2


@pytest.mark.parametrize(("moment", "expected"), [(BEFORE, {False}), (ON_THE_DAY, {True})])
def test_everything_that_hangs_on_a_result_follows_it(office, cycle, moment, expected):
    stage = EvaluationStage.DELIVERED
    rows = add_everything(office, evaluation_at(office, cycle, stage, delivered_at=moment))

    assert sees(actor_for(office.citra), rows) == expected
    assert sees(actor_for(office.budi), rows) == {True}


@pytest.mark.parametrize("stage", EvaluationStage)
def test_closed_cycle_is_nobodys_task(office, cycle, stage):
    evaluation = evaluation_at(office, cycle, stage)
    type(cycle).objects.filter(pk=cycle.pk).update(closed_at=NOON)
    actor = actor_for(office.citra)

    assert evaluation not in Evaluation.objects.visible_to(actor)
    assert evaluation.work_plan not in WorkPlan.objects.visible_to(actor)
    assert evaluation in Evaluation.objects.visible_to(actor_for(office.budi))


@pytest.mark.parametrize("stage", WorkPlanStage)
def test_plan_of_an_earlier_year_is_out_of_sight(office, cycle, stage):
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi, stage=stage)
    comment = PlanComment.objects.create(
        work_plan=plan, author=office.budi, text="x", written_at=NOON
    )
    type(cycle).objects.filter(pk=cycle.pk).update(until_date=date(2026, 11, 9))
    actor = actor_for(office.citra)

    assert plan not in WorkPlan.objects.visible_to(actor)
    assert plan not in WorkPlan.objects.followed_by(actor)
    assert comment not in PlanComment.objects.visible_to(actor)
    assert plan in WorkPlan.objects.followed_by(actor_for(office.budi))


def test_plan_of_an_earlier_year_is_read_while_its_review_runs(office, cycle):
    evaluation = evaluation_at(office, cycle, EvaluationStage.REVIEW)
    type(cycle).objects.filter(pk=cycle.pk).update(until_date=date(2026, 11, 9))

    assert evaluation.work_plan in WorkPlan.objects.visible_to(actor_for(office.citra))


def plan_talk(office, evaluation, starts_at):
    """Let Budi plan a dialogue, before the delegation."""
    return plan_dialogue(
        evaluation=evaluation,
        schedule=Schedule(starts_at, 60, "Ruang rapat", "Dukungan"),
        actor=actor_for(office.budi),
        at=BEFORE,
    )


def test_result_of_before_is_read_when_its_dialogue_is_still_to_come(office, cycle):
    stage = EvaluationStage.DELIVERED
    evaluation = evaluation_at(office, cycle, stage, delivered_at=BEFORE)
    plan_talk(office, evaluation, LATER)
    actor = actor_for(office.citra)

    assert evaluation in Evaluation.objects.visible_to(actor)
    assert PerformanceDialogue.objects.visible_to(actor).get().evaluation == evaluation


def write(office, dialogue, name, at):
    """Write joint notes."""
    return write_notes(
        dialogue=dialogue,
        notes=f"Dicatat {name}.",
        expected_revision=dialogue.revision,
        actor=actor_for(getattr(office, name)),
        at=at,
    )


@pytest.mark.parametrize(("moment", "reads"), [(BEFORE, False), (ON_THE_DAY, True)])
def test_notes_of_before_stay_between_the_two(office, cycle, moment, reads):
    evaluation = evaluation_at(office, cycle, EvaluationStage.REVIEW)
    dialogue = write(office, plan_talk(office, evaluation, LATER), "ani", moment)
    write(office, dialogue, "budi", LATER)  # later words do not open the earlier ones

    seen = PerformanceDialogue.objects.visible_to(actor_for(office.citra)).exists()

    assert seen == reads


def test_notes_of_before_are_changed_and_moved_by_nobody_else(office, cycle):
    evaluation = evaluation_at(office, cycle, EvaluationStage.REVIEW)
    dialogue = write(office, plan_talk(office, evaluation, LATER), "ani", BEFORE)

    with pytest.raises(PermissionDenied):
        write(office, dialogue, "citra", NOON)
    with pytest.raises(PermissionDenied):
        plan_dialogue(
            evaluation=evaluation,
            schedule=Schedule(LATER, 30),
            actor=actor_for(office.citra),
            at=NOON,
        )


@pytest.fixture
def since_today(office, cycle):
    """Let Citra act from this very day on, for pages, which read the clock; return a day before."""
    today = timezone.localdate()
    Delegation.objects.update(from_date=today, until_date=today + timedelta(days=9))
    return timezone.now() - timedelta(days=2)


def test_page_says_whose_the_notes_are(client, office, cycle, since_today):
    evaluation = evaluation_at(office, cycle, EvaluationStage.REVIEW)
    write(office, plan_talk(office, evaluation, LATER), "ani", since_today)
    client.force_login(office.citra)

    page = client.get(f"/dialog/{evaluation.public_id}/")
    schedule = client.get(f"/dialog/{evaluation.public_id}/jadwal/")

    assert "Catatannya milik Budi Santoso dan Ani Lestari" in page.content.decode()
    assert "Dicatat ani" not in page.content.decode()
    assert schedule.status_code == 404


def test_earlier_result_has_no_page(client, office, cycle, since_today):
    stage = EvaluationStage.ACKNOWLEDGED
    evaluation = evaluation_at(office, cycle, stage, delivered_at=since_today)
    make_published_result(evaluation)
    client.force_login(office.citra)

    page = client.get(f"/hasil/{evaluation.public_id}/")

    assert page.status_code == 404
