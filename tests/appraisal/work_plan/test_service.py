"""Writing, proposing, returning and agreeing a plan."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import NoticeKind
from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.choices import WorkPlanStage as S
from appraisal.models import Evaluation
from appraisal.queries.work_plan import plan_sheet
from appraisal.services.work_plan import (
    agree_work_plan,
    move_planned_result,
    propose_work_plan,
    remove_planned_result,
    return_work_plan,
    save_behaviour_expectations,
    save_planned_result,
)
from tests.appraisal.work_plan.conftest import FEBRUARY, JANUARY, LAST_DECEMBER
from tests.factories.accounts import actor_for

INDICATOR = {"statement": "Dokumen ditetapkan", "target_text": "12", "unit_of_measure": "dokumen"}


@pytest.fixture
def ani_writes(ani):
    """What every call of Ani's carries."""
    return {"actor": actor_for(ani), "at": JANUARY}


@pytest.fixture
def budi_decides(budi):
    """What every call of Budi's carries."""
    return {"actor": actor_for(budi), "at": JANUARY}


def statements(plan):
    """Return the results of a plan in their order."""
    return list(plan.planned_results.order_by("position", "pk").values_list("statement", flat=True))


def test_planned_result_is_saved_with_indicators(make_plan, ani_writes):
    plan = make_plan(results=0)

    planned = save_planned_result(
        work_plan=plan,
        fields={"kind": "MAIN", "statement": "Antrean lebih pendek"},
        indicators=[INDICATOR, INDICATOR | {"statement": "Waktu tunggu"}],
        **ani_writes,
    )

    assert statements(plan) == ["Antrean lebih pendek"]
    rows = planned.indicators.order_by("position").values_list("statement", flat=True)
    assert list(rows) == ["Dokumen ditetapkan", "Waktu tunggu"]
    assert plan.revision == 1


def test_planned_result_is_changed_in_place(make_plan, ani_writes):
    plan = make_plan(results=1)
    planned = plan.planned_results.get()

    save_planned_result(
        work_plan=plan,
        planned_result=planned,
        fields={"kind": "ADDITIONAL", "statement": "Lain"},
        indicators=[INDICATOR],
        **ani_writes,
    )

    assert statements(plan) == ["Lain"]
    assert planned.indicators.count() == 1


@pytest.mark.parametrize(
    ("indicators", "code"), [([], "no_indicator"), ([INDICATOR] * 6, "too_many_indicators")]
)
def test_planned_result_without_measure_is_refused(make_plan, ani_writes, indicators, code):
    with pytest.raises(Refusal) as refusal:
        save_planned_result(work_plan=make_plan(), fields={}, indicators=indicators, **ani_writes)

    assert refusal.value.code == code


def test_only_the_owner_writes(make_plan, budi_decides):
    with pytest.raises(PermissionDenied):
        save_planned_result(
            work_plan=make_plan(), fields={}, indicators=[INDICATOR], **budi_decides
        )


@pytest.mark.parametrize("stage", [S.PROPOSED, S.AGREED])
def test_a_plan_that_is_no_draft_is_not_written(make_plan, ani_writes, stage):
    plan = make_plan(stage)

    with pytest.raises(Refusal) as refusal:
        remove_planned_result(
            work_plan=plan, planned_result=plan.planned_results.first(), **ani_writes
        )

    assert refusal.value.code == "wrong_stage"
    assert plan.planned_results.count() == 2


def test_stale_revision_is_refused(make_plan, ani_writes):
    plan = make_plan()
    planned = plan.planned_results.first()
    remove_planned_result(work_plan=plan, planned_result=planned, **ani_writes)

    with pytest.raises(Refusal) as refusal:
        propose_work_plan(work_plan=plan, expected_revision=0, **ani_writes)

    assert refusal.value.code == "changed_meanwhile"


@pytest.mark.parametrize(
    ("place", "is_up", "expected"),
    [
        (1, True, ["ke-2", "ke-1", "ke-3"]),
        (1, False, ["ke-1", "ke-3", "ke-2"]),
        (0, True, ["ke-1", "ke-2", "ke-3"]),
    ],
)
def test_results_change_places(make_plan, ani_writes, place, is_up, expected):
    plan = make_plan(results=3)
    planned = plan.planned_results.order_by("position")[place]

    move_planned_result(work_plan=plan, planned_result=planned, is_up=is_up, **ani_writes)

    assert [text.split()[-1] for text in statements(plan)] == expected


def test_proposing_tells_the_supervisor(make_plan, ani_writes, budi):
    plan = make_plan()

    propose_work_plan(work_plan=plan, expected_revision=0, **ani_writes)

    notice = Notification.objects.get()
    assert (plan.stage, plan.proposed_at, plan.is_late) == (S.PROPOSED, JANUARY, False)
    assert (notice.recipient, notice.kind) == (budi, NoticeKind.PLAN_PROPOSED)
    assert notice.link == plan.get_absolute_url()
    assert AuditEvent.objects.filter(subject_id=plan.public_id, action="propose").count() == 1


def test_proposing_twice_is_refused(make_plan, ani_writes):
    plan = make_plan()
    propose_work_plan(work_plan=plan, **ani_writes)

    with pytest.raises(Refusal) as refusal:
        propose_work_plan(work_plan=plan, **ani_writes)

    assert refusal.value.code == "wrong_stage"


def test_plan_without_main_result_is_not_proposed(make_plan, ani_writes):
    plan = make_plan(results=1)
    plan.planned_results.update(kind="ADDITIONAL")

    with pytest.raises(Refusal) as refusal:
        propose_work_plan(work_plan=plan, **ani_writes)

    assert refusal.value.code == "no_main_result"


def test_plan_with_unmeasured_result_is_not_proposed(make_plan, ani_writes):
    plan = make_plan()
    plan.planned_results.first().indicators.all().delete()

    with pytest.raises(Refusal) as refusal:
        propose_work_plan(work_plan=plan, **ani_writes)

    assert refusal.value.code == "no_indicator"


def test_plan_without_supervisor_is_not_proposed(make_plan, ani_writes):
    plan = make_plan()
    plan.supervisor = None
    plan.save()

    with pytest.raises(Refusal) as refusal:
        propose_work_plan(work_plan=plan, **ani_writes)

    assert refusal.value.code == "no_supervisor"


def test_proposing_before_the_window_is_refused(make_plan, ani):
    with pytest.raises(Refusal) as refusal:
        propose_work_plan(work_plan=make_plan(), actor=actor_for(ani), at=LAST_DECEMBER)

    assert refusal.value.code == "window_not_open"


def test_proposing_after_the_window_is_late(make_plan, ani):
    plan = make_plan()

    propose_work_plan(work_plan=plan, actor=actor_for(ani), at=FEBRUARY)

    assert (plan.stage, plan.is_late) == (S.PROPOSED, True)


def test_strict_cycle_refuses_a_late_proposal(make_plan, ani, cycle):
    cycle.is_strict = True
    cycle.save()

    with pytest.raises(Refusal) as refusal:
        propose_work_plan(work_plan=make_plan(), actor=actor_for(ani), at=FEBRUARY)

    assert refusal.value.code == "window_closed"


def test_returned_plan_is_not_locked_out_of_a_strict_cycle(make_plan, ani, budi, cycle):
    cycle.is_strict = True
    cycle.save()
    plan = make_plan()
    propose_work_plan(work_plan=plan, actor=actor_for(ani), at=JANUARY)
    return_work_plan(work_plan=plan, reason="Tambah target", actor=actor_for(budi), at=FEBRUARY)

    propose_work_plan(work_plan=plan, actor=actor_for(ani), at=FEBRUARY)

    assert (plan.stage, plan.is_late) == (S.PROPOSED, True)


def test_returning_shows_the_note(make_plan, ani, budi_decides):
    plan = make_plan(S.PROPOSED)

    return_work_plan(work_plan=plan, reason="Tambah target waktu", **budi_decides)

    notice = Notification.objects.get()
    assert plan.stage == S.DRAFT
    assert (notice.recipient, notice.note) == (ani, "Tambah target waktu")
    assert plan_sheet(plan, actor_for(ani)).returned.reason == "Tambah target waktu"


def test_returning_needs_a_reason(make_plan, budi_decides):
    with pytest.raises(Refusal) as refusal:
        return_work_plan(work_plan=make_plan(S.PROPOSED), reason=" ", **budi_decides)

    assert refusal.value.code == "no_reason"


def test_agreeing_before_the_period_opens_makes_no_evaluation(make_plan, ani, budi_decides):
    plan = make_plan(S.PROPOSED)

    agree_work_plan(work_plan=plan, **budi_decides)

    assert (plan.stage, plan.agreed_at) == (S.AGREED, JANUARY)
    assert Notification.objects.get().recipient == ani
    assert Evaluation.objects.count() == 0


def test_agreeing_late_joins_the_open_period(make_plan, ani, budi, cycle):
    plan = make_plan(S.PROPOSED)
    cycle.periods.update(opened_at=JANUARY)

    agree_work_plan(work_plan=plan, actor=actor_for(budi), at=FEBRUARY)

    assert plan.is_late
    assert Evaluation.objects.get().employee == ani


@pytest.mark.parametrize("name", ["ani", "farid", "dewi", "eko"])
def test_nobody_but_the_supervisor_agrees(make_plan, office, name):
    plan = make_plan(S.PROPOSED)

    with pytest.raises(PermissionDenied):
        agree_work_plan(work_plan=plan, actor=actor_for(getattr(office, name)), at=JANUARY)


def test_expectations_are_written_and_taken_back(make_plan, budi_decides):
    plan = make_plan(S.PROPOSED)
    save_behaviour_expectations(
        work_plan=plan, texts={"LOYAL": "Jaga rahasia", "ADAPTIVE": "Coba hal baru"}, **budi_decides
    )

    save_behaviour_expectations(
        work_plan=plan, texts={"LOYAL": " ", "ADAPTIVE": "Coba dua hal baru"}, **budi_decides
    )

    rows = list(plan.behaviour_expectations.values_list("value", "text"))
    assert rows == [("ADAPTIVE", "Coba dua hal baru")]


def test_expectations_are_written_only_while_proposed(make_plan, budi_decides):
    with pytest.raises(Refusal) as refusal:
        save_behaviour_expectations(work_plan=make_plan(S.AGREED), texts={}, **budi_decides)

    assert refusal.value.code == "wrong_stage"
