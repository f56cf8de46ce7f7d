"""A change in the middle of the year: version n+1, comparison, and what evaluations follow."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.choices import NoticeKind
from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage as E
from appraisal.choices import WorkPlanStage as S
from appraisal.models import DraftField, Evaluation, Evidence, WorkPlan
from appraisal.queries.plan_version import key_now
from appraisal.services.plan_version import discard_change
from appraisal.services.review import hand_back
from appraisal.services.work_plan import (
    propose_work_plan,
    remove_planned_result,
    return_work_plan,
)
from tests.appraisal.work_plan.conftest import (
    FEBRUARY,
    JANUARY,
    agree,
    change,
    differ,
)
from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_evaluation

NOVEMBER = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
COMPARE_QUERIES = 14


def test_change_begins_as_a_copy(agreed, ani):
    newer = change(agreed, ani)

    old, new = (list(plan.planned_results.in_form_order()) for plan in (agreed, newer))
    assert (newer.version, newer.stage, newer.change_reason) == (2, S.DRAFT, "Tugas baru")
    assert [row.previous for row in new] == old
    assert [row.statement for row in new] == [row.statement for row in old]
    assert [row.indicators.get().values() for row in new] == [
        row.indicators.get().values() for row in old
    ]
    assert newer.behaviour_expectations.get().text == "Jaga rahasia"


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("ani", True), ("budi", True), ("citra", False), ("dewi", False), ("farid", False)],
)
def test_both_people_may_open_a_change(agreed, office, name, allowed):
    try:
        change(agreed, getattr(office, name))
    except PermissionDenied:
        assert not allowed

    assert WorkPlan.objects.filter(version=2).exists() == allowed


def test_change_by_the_supervisor_tells_the_employee_why(agreed, office):
    newer = change(agreed, office.budi)

    notice = Notification.objects.get(recipient=office.ani, link=newer.get_absolute_url())
    assert (notice.kind, notice.note) == (NoticeKind.PLAN_RETURNED, "Tugas baru")


@pytest.mark.parametrize("stage", [S.DRAFT, S.PROPOSED])
def test_only_an_agreed_plan_is_changed(make_plan, ani, stage):
    with pytest.raises(Refusal) as refusal:
        change(make_plan(stage), ani)

    assert refusal.value.code == "wrong_stage"


def test_second_change_at_the_same_time_is_refused(agreed, office):
    change(agreed, office.ani)

    with pytest.raises(Refusal) as refusal:
        change(agreed, office.budi)

    assert refusal.value.code == "newer_version"


def test_change_in_a_closed_cycle_is_refused(agreed, ani):
    agreed.cycle.closed_at = FEBRUARY
    agreed.cycle.save()

    with pytest.raises(Refusal) as refusal:
        change(agreed, ani)

    assert refusal.value.code == "cycle_closed"


def test_change_has_no_deadline(agreed, office, cycle):
    cycle.is_strict = True
    cycle.save()
    newer = change(agreed, office.ani, at=NOVEMBER)

    agree(newer, office, at=NOVEMBER)

    assert (newer.stage, newer.is_late) == (S.AGREED, False)


def test_dropped_change_leaves_the_agreed_version(agreed, office):
    newer = change(agreed, office.ani)
    differ(newer)
    propose_work_plan(work_plan=newer, actor=actor_for(office.ani), at=FEBRUARY)
    return_work_plan(
        work_plan=newer, reason="Tidak perlu", actor=actor_for(office.budi), at=FEBRUARY
    )

    older = discard_change(work_plan=newer, actor=actor_for(office.ani), at=FEBRUARY)

    assert older == agreed
    assert list(WorkPlan.objects.visible_to(actor_for(office.ani))) == [agreed]
    assert list(WorkPlan.objects.latest_versions()) == [agreed]
    assert AuditEvent.objects.filter(action="discard_change").count() == 1


def test_after_a_dropped_change_another_one_may_follow(agreed, office):
    dropped = change(agreed, office.ani)
    discard_change(work_plan=dropped, actor=actor_for(office.ani), at=FEBRUARY)

    newer = change(agreed, office.budi)

    assert (newer.version, newer.planned_results.first().previous.work_plan) == (3, agreed)


@pytest.mark.parametrize("stage", S)
def test_first_version_is_not_dropped(make_plan, ani, stage):
    with pytest.raises(Refusal) as refusal:
        discard_change(work_plan=make_plan(stage), actor=actor_for(ani), at=FEBRUARY)

    assert refusal.value.code == "wrong_stage"


def test_only_the_owner_drops_a_change(agreed, office):
    newer = change(agreed, office.ani)

    with pytest.raises(PermissionDenied):
        discard_change(work_plan=newer, actor=actor_for(office.budi), at=FEBRUARY)


@pytest.mark.parametrize(("stage", "follows"), [(E.SELF_ASSESSMENT, True), (E.REVIEW, False)])
def test_only_what_is_not_sent_follows_the_new_version(agreed, office, stage, follows):
    evaluation = make_evaluation(agreed, stage=stage)
    newer = change(agreed, office.ani)

    agree(newer, office)

    evaluation.refresh_from_db()
    assert evaluation.work_plan == (newer if follows else agreed)


def test_period_that_is_over_stays_with_the_old_version(agreed, office):
    evaluation = make_evaluation(agreed)
    agreed.cycle.periods.update(until_date=date(2026, 1, 31))
    newer = change(agreed, office.ani)

    agree(newer, office)

    evaluation.refresh_from_db()
    assert evaluation.work_plan == agreed


def test_what_is_written_goes_over_to_the_same_line(agreed, office):
    evaluation = make_evaluation(agreed)
    line, gone = agreed.planned_results.in_form_order()
    keys = [f"result.{row.public_id}.realisation" for row in (line, gone)]
    for key in [*keys, "behaviour.LOYAL.example"]:
        DraftField.objects.create(
            evaluation=evaluation, author=office.ani, key=key, value=key, saved_at=JANUARY
        )
    evidence = Evidence.objects.create(
        evaluation=evaluation,
        employee=office.ani,
        planned_result=line,
        title="Bukti",
        url="https://arsip.example/bukti",
        added_at=JANUARY,
    )
    newer = change(agreed, office.ani)
    kept, dropped = newer.planned_results.in_form_order()
    remove_planned_result(
        work_plan=newer, planned_result=dropped, actor=actor_for(office.ani), at=FEBRUARY
    )

    agree(newer, office)

    evidence.refresh_from_db()
    assert evidence.planned_result == kept
    assert dict(DraftField.objects.values_list("value", "key")) == {
        keys[0]: f"result.{kept.public_id}.realisation",
        keys[1]: keys[1],
        "behaviour.LOYAL.example": "behaviour.LOYAL.example",
    }


def test_new_period_takes_the_highest_agreed_version(agreed, office, cycle):
    change(agreed, office.ani)
    cycle.periods.update(opened_at=JANUARY)
    draft = WorkPlan.objects.get(version=2)

    before = list(Evaluation.objects.all())
    agree(draft, office)

    assert before == []
    assert Evaluation.objects.get().work_plan == draft


def test_page_open_over_a_new_version_loses_no_word(sign_in, office, agreed):
    evaluation = make_evaluation(agreed)
    old = agreed.planned_results.in_form_order()[0]
    newer = change(agreed, office.ani)
    agree(newer, office)
    line = newer.planned_results.in_form_order()[0]
    client = sign_in(office.ani)
    field = f"result-{old.public_id}-realisation"

    saved = client.post(
        reverse("appraisal:draft_save", args=[evaluation.public_id]),
        {"key": f"result.{old.public_id}.note", "value": "Catatan", "base_rev": 0, "seq": 1},
    )
    client.post(
        reverse("appraisal:self_results", args=[evaluation.public_id]),
        {field: "Tercapai", f"{field}-rev": 0},
    )

    assert saved.status_code == 200
    assert dict(DraftField.objects.values_list("key", "value")) == {
        f"result.{line.public_id}.note": "Catatan",
        f"result.{line.public_id}.realisation": "Tercapai",
    }


def test_what_came_back_from_review_loses_no_word_over_two_versions(agreed, office):
    evaluation = make_evaluation(agreed, stage=E.REVIEW)
    line = agreed.planned_results.in_form_order()[0]
    draft = DraftField.objects.create(
        evaluation=evaluation,
        author=office.ani,
        key=f"result.{line.public_id}.realisation",
        value="Tercapai",
        saved_at=JANUARY,
    )
    second = change(agreed, office.ani)
    agree(second, office)
    Evaluation.objects.filter(pk=evaluation.pk).update(stage=E.SELF_ASSESSMENT)
    third = change(second, office.ani)
    agree(third, office)

    evaluation.refresh_from_db()
    draft.refresh_from_db()
    now = third.planned_results.in_form_order()[0]
    assert evaluation.work_plan == third
    assert draft.key == f"result.{now.public_id}.realisation"
    assert key_now(evaluation, f"result.{line.public_id}.note") == f"result.{now.public_id}.note"


def test_own_change_that_changes_nothing_is_not_proposed(agreed, ani):
    newer = change(agreed, ani)

    with pytest.raises(Refusal, match="versi 1") as refusal:
        propose_work_plan(work_plan=newer, actor=actor_for(ani), at=FEBRUARY)

    assert refusal.value.code == "no_change"


def test_changed_expectations_alone_are_a_change(agreed, ani):
    newer = change(agreed, ani)
    newer.behaviour_expectations.update(text="Jaga data warga")

    propose_work_plan(work_plan=newer, actor=actor_for(ani), at=FEBRUARY)

    assert newer.stage == S.PROPOSED


def test_change_that_the_supervisor_opened_may_be_about_expectations_only(agreed, office):
    newer = change(agreed, office.budi)

    propose_work_plan(work_plan=newer, actor=actor_for(office.ani), at=FEBRUARY)

    assert newer.stage == S.PROPOSED


def test_what_is_returned_asks_about_the_version_agreed_meanwhile(agreed, office):
    evaluation = make_evaluation(agreed, stage=E.REVIEW, submitted_at=FEBRUARY)
    newer = change(agreed, office.ani)
    agree(newer, office)
    evaluation.refresh_from_db()

    hand_back(evaluation=evaluation, reason="Lengkapi", actor=actor_for(office.budi), at=FEBRUARY)

    evaluation.refresh_from_db()
    assert evaluation.work_plan == newer
