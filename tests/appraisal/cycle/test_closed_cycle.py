"""In a closed cycle nothing moves back, and no plan is written."""

import pytest

from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.models import WorkPlan
from appraisal.services.cycle_closing import close_cycle
from appraisal.services.draft import save_draft, save_drafts
from appraisal.services.evidence import add_evidence
from appraisal.services.plan_comment import write_comment
from appraisal.services.review import hand_back, reopen_evaluation, start_review
from appraisal.services.unit_achievement import record_achievement
from appraisal.services.work_plan import (
    remove_planned_result,
    return_work_plan,
    save_behaviour_expectations,
    take_back_work_plan,
)
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_evaluation, make_work_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stage", "service", "name"),
    [
        (EvaluationStage.SELF_ASSESSMENT, start_review, "budi"),
        (EvaluationStage.REVIEW, hand_back, "budi"),
        (EvaluationStage.DECIDED, reopen_evaluation, "dewi"),
    ],
)
def test_nothing_moves_back_in_a_closed_cycle(running, office, hr, stage, service, name):
    evaluation = make_evaluation(
        make_work_plan(running, office.assignments.ani, supervisor=office.budi), stage=stage
    )
    close_cycle(cycle=running, reason="Selesai lebih awal.", actor=hr, at=NOON)
    evaluation.period.cycle.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        service(evaluation=evaluation, reason="x", actor=actor_for(getattr(office, name)), at=NOON)

    evaluation.refresh_from_db()
    assert (refused.value.code, evaluation.stage) == ("cycle_closed", stage)


@pytest.mark.parametrize(
    ("stage", "name", "service", "words"),
    [
        (WorkPlanStage.PROPOSED, "budi", return_work_plan, {"reason": "x"}),
        (WorkPlanStage.PROPOSED, "ani", take_back_work_plan, {}),
        (WorkPlanStage.PROPOSED, "budi", save_behaviour_expectations, {"texts": {"LOYAL": "x"}}),
        (WorkPlanStage.PROPOSED, "budi", write_comment, {"text": "x"}),
        (WorkPlanStage.DRAFT, "ani", remove_planned_result, {"planned_result": None}),
    ],
)
def test_no_plan_is_written_in_a_closed_cycle(running, office, hr, stage, name, service, words):
    plan = make_work_plan(running, office.assignments.ani, supervisor=office.budi, stage=stage)
    close_cycle(cycle=running, reason="Selesai lebih awal.", actor=hr, at=NOON)
    plan = WorkPlan.objects.get(pk=plan.pk)

    with pytest.raises(Refusal) as refused:
        service(work_plan=plan, actor=actor_for(getattr(office, name)), at=NOON, **words)

    assert refused.value.code == "cycle_closed"


def late_steps(evaluation, office):
    """Return what people might still send from a page that was open when the cycle was closed."""
    ani, at = actor_for(office.ani), NOON
    draft = {"key": "extra", "value": "x", "base_revision": 0, "client_id": "p", "sequence": 1}
    return {
        "draft": lambda: save_draft(evaluation=evaluation, **draft, actor=ani, at=at),
        "form": lambda: save_drafts(evaluation=evaluation, entries=[], actor=ani, at=at),
        "evidence": lambda: add_evidence(
            evaluation=evaluation, title="Laporan", url="https://a.example", actor=ani, at=at
        ),
        "achievement": lambda: record_achievement(
            org_unit=office.dinas,
            period=evaluation.period,
            value="GOOD",
            source="Nota",
            set_date=at.date(),
            is_last_year=False,
            actor=actor_for(office.dewi),
            at=at,
        ),
    }


@pytest.mark.parametrize("step", ["draft", "form", "evidence", "achievement"])
def test_nothing_is_written_from_a_page_opened_before_the_closing(running, office, hr, step):
    evaluation = make_evaluation(
        make_work_plan(running, office.assignments.ani, supervisor=office.budi)
    )
    assert evaluation.period.cycle.closed_at is None  # read before the cycle was closed
    close_cycle(cycle=running, reason="Selesai lebih awal.", actor=hr, at=NOON)

    with pytest.raises(Refusal) as refused:
        late_steps(evaluation, office)[step]()

    assert refused.value.code == "cycle_closed"
