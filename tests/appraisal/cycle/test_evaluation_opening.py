"""When evaluations are born (product.md 9.20)."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import NoticeKind, Role
from accounts.models import AuditEvent, Notification
from accounts.queries.actor import system_actor
from accounts.refusals import Refusal
from appraisal.choices import Phase, WorkPlanStage
from appraisal.models import Evaluation, WorkPlan
from appraisal.queries.evaluation_opening import due_periods, people_without_agreed_plan
from appraisal.services.evaluation_opening import join_evaluation, open_evaluations
from appraisal.tasks import open_due_evaluations
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON, make_cycle, make_work_plan

TOO_EARLY = datetime(2026, 11, 15, 5, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(office):
    """Return a running cycle whose self-assessment has not been opened."""
    cycle = make_cycle(office.dewi, units=[office.agency])
    cycle.periods.update(opened_at=None)
    return cycle


@pytest.fixture
def period(cycle):
    """Return its period."""
    return cycle.periods.get()


def plan_for(cycle, office, name="ani", **fields):
    """Return a plan of one of Budi's people."""
    fields.setdefault("supervisor", office.budi)
    return make_work_plan(cycle, getattr(office.assignments, name), **fields)


def test_only_agreed_plans_are_evaluated(cycle, period, office, hr):
    agreed = plan_for(cycle, office)
    plan_for(cycle, office, "citra", stage=WorkPlanStage.PROPOSED)

    count = open_evaluations(period=period, actor=hr, at=NOON)

    evaluation = Evaluation.objects.get()
    assert count == 1
    assert (evaluation.work_plan, evaluation.supervisor) == (agreed, office.budi)
    assert evaluation.superior == office.farid
    period.refresh_from_db()
    assert period.opened_at == NOON


def test_highest_agreed_version_counts(cycle, period, office, hr):
    first = plan_for(cycle, office)
    second = WorkPlan.objects.get(pk=first.pk)
    second.pk, second.public_id, second.version = None, "versi-dua", 2
    second.save()
    third = WorkPlan.objects.get(pk=first.pk)
    third.pk, third.public_id, third.version = None, "versi-tiga", 3
    third.stage, third.agreed_at = WorkPlanStage.PROPOSED, None
    third.save()

    open_evaluations(period=period, actor=hr, at=NOON)

    assert Evaluation.objects.get().work_plan == second


def test_supervisor_in_charge_of_the_plan_wins(cycle, period, office, hr):
    plan_for(cycle, office, supervisor=office.citra)

    open_evaluations(period=period, actor=hr, at=NOON)

    evaluation = Evaluation.objects.get()
    assert (evaluation.supervisor, evaluation.superior) == (office.citra, office.budi)


def test_opening_again_creates_nothing_twice(cycle, period, office, hr):
    plan_for(cycle, office)

    counts = [open_evaluations(period=period, actor=hr, at=NOON) for _time in range(2)]

    assert counts == [1, 0]
    assert Evaluation.objects.count() == 1
    assert AuditEvent.objects.filter(action="open_evaluations").count() == 1


def test_people_are_told_where_to_begin(cycle, period, office, hr):
    plan_for(cycle, office)

    open_evaluations(period=period, actor=hr, at=NOON)

    notice = Notification.objects.get(recipient=office.ani)
    assert notice.kind == NoticeKind.SELF_ASSESSMENT_OPENED
    assert notice.link == Evaluation.objects.get().get_absolute_url()


def test_nothing_opens_before_the_first_day(cycle, period, office, hr):
    plan_for(cycle, office)

    with pytest.raises(Refusal) as refused:
        open_evaluations(period=period, actor=hr, at=TOO_EARLY)

    assert refused.value.code == "window_not_open"


def test_nothing_opens_in_a_cycle_in_preparation(office, hr):
    draft = make_cycle(office.dewi, opened=False, units=[office.agency])

    with pytest.raises(Refusal) as refused:
        open_evaluations(period=draft.periods.get(), actor=hr, at=NOON)

    assert refused.value.code == "not_running"


def test_hr_of_another_unit_cannot_open(cycle, period, office):
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)

    with pytest.raises(PermissionDenied):
        open_evaluations(period=period, actor=actor_for(office.citra), at=NOON)


def test_post_that_is_no_longer_held_is_not_evaluated(cycle, period, office, hr):
    plan_for(cycle, office)
    office.assignments.ani.until_date = date(2026, 10, 31)
    office.assignments.ani.save()

    assert open_evaluations(period=period, actor=hr, at=NOON) == 0


def test_people_without_agreed_plan_are_listed(cycle, period, office):
    plan_for(cycle, office)
    waiting = plan_for(cycle, office, "citra", stage=WorkPlanStage.DRAFT)
    plan_for(cycle, office, "eko", supervisor=None, stage=WorkPlanStage.DRAFT)

    assert list(people_without_agreed_plan(period)) == [waiting]


def test_late_agreement_joins(cycle, period, office, hr):
    open_evaluations(period=period, actor=hr, at=NOON)
    plan = plan_for(cycle, office)

    joined = join_evaluation(work_plan=plan, actor=actor_for(office.budi), at=NOON)

    assert [evaluation.work_plan for evaluation in joined] == [plan]
    assert Notification.objects.filter(recipient=office.ani).count() == 1


def test_agreement_before_the_opening_joins_nothing(cycle, office):
    plan = plan_for(cycle, office)

    assert join_evaluation(work_plan=plan, actor=actor_for(office.budi), at=NOON) == []


def test_new_version_agreed_later_keeps_the_evaluation_on_the_old_one(cycle, period, office, hr):
    first = plan_for(cycle, office)
    open_evaluations(period=period, actor=hr, at=NOON)
    second = WorkPlan.objects.get(pk=first.pk)
    second.pk, second.public_id, second.version = None, "versi-dua", 2
    second.save()

    assert join_evaluation(work_plan=second, actor=actor_for(office.budi), at=NOON) == []
    assert Evaluation.objects.get().work_plan == first


@pytest.mark.parametrize("count", [3, 30])
def test_opening_takes_the_same_statements_for_any_number(
    cycle, period, office, hr, add_people, django_assert_num_queries, count
):
    for assignment in add_people(count):
        make_work_plan(cycle, assignment, supervisor=office.budi, results=0)

    with django_assert_num_queries(11):
        opened = open_evaluations(period=period, actor=hr, at=NOON)

    assert opened == count


def test_calendar_knows_which_periods_are_due(cycle, period):
    assert list(due_periods(date(2026, 11, 15))) == []
    assert list(due_periods(date(2026, 11, 16))) == [period]


def test_calendar_opens_what_is_due(cycle, period, office):
    cycle.windows.filter(phase=Phase.SELF_ASSESSMENT).update(opens_date=date(2020, 1, 1))
    plan_for(cycle, office)

    open_due_evaluations()
    open_due_evaluations()

    event = AuditEvent.objects.get(action="open_evaluations")
    assert Evaluation.objects.count() == 1
    assert event.actor == system_actor(NOON.date()).employee
