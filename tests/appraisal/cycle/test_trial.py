"""A trial is a cycle of its own: a few people go the whole way, and nothing of it counts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.choices import NoticeKind, Role
from accounts.models import Notification
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage, Phase
from appraisal.models import AppraisalCycle, Evaluation, IssuedDocument, PhaseWindow, WorkPlan
from appraisal.queries.cycle_trial import suggested, teams_of, trial_people, trial_rows
from appraisal.queries.dashboard import latest_cycle
from appraisal.queries.readiness import readiness
from appraisal.services.cycle_closing import archive_cycle
from appraisal.services.cycle_opening import open_cycle
from appraisal.services.cycle_trial import MOST_PEOPLE, end_trial, start_trial
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.evaluation_opening import join_evaluation
from appraisal.services.review import decide_evaluation
from competency.models import AssessedLevel
from tests.factories.accounts import (
    actor_for,
    grant_role,
    make_assignment,
    make_employee,
    make_job_position,
)
from tests.factories.appraisal import NOON, make_cycle, make_work_plan
from tests.factories.review import complete_drafts, in_review, write_drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(draft, hr, office):
    """Return a function that starts a trial with Ani and Citra."""

    def run(employees=None, **changes):
        people = [office.ani, office.citra] if employees is None else employees
        values = {"cycle": draft, "employees": people, "actor": hr, "at": NOON}
        return start_trial(**values | changes)

    return run


def test_trial_runs_with_the_chosen_people_only(start, draft, office):
    trial = start()

    plans = WorkPlan.objects.filter(cycle=trial)
    assert {plan.employee for plan in plans} == {office.ani, office.citra}
    assert (trial.trial_of, trial.is_running) == (draft, True)
    assert trial.name == "Uji coba: Penilaian kinerja 2026"
    draft.refresh_from_db()
    assert draft.opened_at is None


def test_people_are_told_with_the_name_that_says_trial(start, office):
    start()

    notice = Notification.objects.get(recipient=office.ani)
    assert (notice.kind, notice.about) == (
        NoticeKind.CYCLE_OPENED,
        "Uji coba: Penilaian kinerja 2026",
    )


def test_every_phase_is_open_for_two_weeks(start):
    trial = start()

    today = timezone.localdate(NOON)
    days = {(row.opens_date, row.closes_date) for row in PhaseWindow.objects.filter(cycle=trial)}
    assert days == {(today, today + timedelta(days=14))}
    assert trial.windows.count() == len(Phase)


def test_trial_asks_what_the_cycle_asks(start, draft):
    draft.options = ["BLIND_FIRST"]
    draft.save()

    trial = start()

    assert (trial.parts, trial.narratives, trial.options) == (
        draft.parts,
        draft.narratives,
        ["BLIND_FIRST"],
    )


def test_agreed_plan_joins_its_evaluation_at_once(start, hr, office):
    trial = start()
    plan = WorkPlan.objects.get(cycle=trial, employee=office.ani)
    WorkPlan.objects.filter(pk=plan.pk).update(stage="AGREED", proposed_at=NOON, agreed_at=NOON)
    plan.refresh_from_db()

    join_evaluation(work_plan=plan, actor=hr, at=NOON)

    assert Evaluation.objects.get(work_plan=plan).period.cycle == trial


def test_achievement_is_there_so_that_results_can_be_decided(start, office):
    trial = start()

    achievement = trial.periods.get().achievements.get()
    assert (achievement.org_unit, achievement.value, achievement.source) == (
        office.agency,
        "GOOD",
        "Uji coba",
    )


@pytest.mark.parametrize(("is_trial", "levels", "documents"), [(True, 0, 0), (False, 9, 2)])
def test_released_result_of_a_trial_enters_no_ledger_and_issues_nothing(
    office, is_trial, levels, documents
):
    evaluation, budi = in_review(office), actor_for(office.budi)
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    if is_trial:
        other = make_cycle(office.dewi, opened=False, name="Yang diuji")
        AppraisalCycle.objects.filter(pk=evaluation.period.cycle_id).update(trial_of=other)
        evaluation = Evaluation.objects.select_related("period__cycle").get(pk=evaluation.pk)

    decide_evaluation(evaluation=evaluation, actor=budi, at=NOON)
    deliver_evaluation(evaluation=evaluation, actor=budi, at=NOON)

    assert evaluation.stage == EvaluationStage.DELIVERED
    assert (AssessedLevel.objects.count(), IssuedDocument.objects.count()) == (levels, documents)


def test_trial_counts_in_no_set_of_cycles(start, running, hr):
    trial = start()

    assert list(AppraisalCycle.objects.counted()) == [running]
    assert latest_cycle([(trial, set()), (running, set())]) == running


def test_trial_does_not_keep_the_cycle_from_opening_and_ends_with_it(start, draft, hr):
    trial = start()

    assert readiness(draft, hr.on).is_ready
    open_cycle(cycle=draft, actor=hr, at=NOON)

    trial.refresh_from_db()
    assert (trial.closed_at, trial.archived_at) == (NOON, NOON)


def test_plan_in_another_running_cycle_does_not_keep_anybody_from_a_trial(start, office):
    running = make_cycle(office.dewi, units=[office.agency], name="Yang berjalan")
    make_work_plan(running, office.assignments.ani, supervisor=office.budi)

    trial = start()

    assert trial.work_plans.count() == 2


def test_ended_trial_leaves_the_list_and_stays_readable(start, hr, office):
    trial = start()

    end_trial(trial=trial, actor=hr, at=NOON)

    assert (trial.closed_at, trial.archived_at) == (NOON, NOON)
    told = Notification.objects.filter(kind=NoticeKind.CYCLE_CLOSED)
    assert {row.recipient for row in told} == {office.ani, office.citra}
    assert trial.work_plans.count() == 2


def test_next_trial_may_begin_when_the_first_has_ended(start, hr, draft):
    end_trial(trial=start(), actor=hr, at=NOON)

    start()

    assert draft.trials.count() == 2


def test_trial_that_ended_is_not_ended_again(start, hr):
    trial = start()
    end_trial(trial=trial, actor=hr, at=NOON)

    with pytest.raises(Refusal) as refused:
        end_trial(trial=trial, actor=hr, at=NOON)

    assert refused.value.code == "not_running"


def test_second_trial_at_the_same_time_is_refused(start):
    start()

    with pytest.raises(Refusal) as refused:
        start()

    assert refused.value.code == "trial_runs"


def test_trial_of_a_trial_is_refused(start, office):
    trial = start()
    AppraisalCycle.objects.filter(pk=trial.pk).update(opened_at=None)

    with pytest.raises(Refusal) as refused:
        start(cycle=trial)

    assert refused.value.code == "is_trial"


@pytest.mark.parametrize("count", [0, MOST_PEOPLE + 1])
def test_trial_has_one_to_ten_people(start, add_people, count):
    people = [post.employee for post in add_people(count)]

    with pytest.raises(Refusal) as refused:
        start(people)

    assert refused.value.code == "trial_people"


def test_post_without_competency_standard_is_named_and_nothing_is_left_behind(start, office):
    post = make_assignment(
        make_employee("Gita Tanpa Standar"),
        office.dinas,
        supervisor=office.budi,
        job_position=make_job_position("Jabatan langka", grade=""),
    )

    with pytest.raises(Refusal) as refused:
        start([post.employee])

    assert refused.value.code == "not_ready"
    assert not AppraisalCycle.objects.exclude(trial_of=None).exists()


def test_hr_of_another_unit_starts_no_trial(start, office):
    grant_role(office.eko, Role.HR_ADMIN, office.elsewhere)

    with pytest.raises(PermissionDenied):
        start(actor=actor_for(office.eko))


def test_cycle_that_was_tried_is_archived_instead_of_deleted(start, draft, hr, as_dewi, page):
    start()

    asked = as_dewi.get(page("cycle_discard", draft)).content.decode()
    archive_cycle(cycle=draft, actor=hr, at=NOON)

    assert page("cycle_archive", draft) in asked
    draft.refresh_from_db()
    assert draft.archived_at == NOON


def test_suggested_are_a_supervisor_and_the_team(draft, office, hr):
    teams = teams_of(draft, hr)

    posts = trial_people(office.budi, teams)

    assert [post.employee for post in posts] == [office.ani, office.citra, office.budi]
    assert suggested(posts, office.budi) == [office.ani.public_id, office.citra.public_id]


@pytest.mark.parametrize("count", [1, 3])
def test_rows_of_trials_take_the_same_queries(start, draft, hr, django_assert_num_queries, count):
    for _time in range(count):
        end_trial(trial=start(), actor=hr, at=NOON)

    with django_assert_num_queries(3):
        rows = trial_rows(draft)

    assert [row.people for row in rows] == [2] * count


def test_page_starts_a_trial_and_leads_to_its_dashboard(page, as_dewi, draft, office):
    data = {"employees": [office.ani.public_id]}

    response = as_dewi.post(f"{page('cycle_trial', draft)}?atasan={office.budi.public_id}", data)

    trial = draft.trials.get()
    assert response.url == trial.get_absolute_url()
    words = as_dewi.get(response.url).content.decode()
    assert "Uji coba: Penilaian kinerja 2026" in words


def test_page_without_people_keeps_the_team(page, as_dewi, draft, office):
    response = as_dewi.post(f"{page('cycle_trial', draft)}?atasan={office.budi.public_id}")

    assert response.status_code == 422
    assert response.context["supervisor"] == office.budi


def test_page_ends_a_trial_on_the_second_press(start, page, as_dewi):
    trial = start()

    asked = as_dewi.get(page("cycle_trial_end", trial))
    as_dewi.post(page("cycle_trial_end", trial))

    assert asked.status_code == 200
    trial.refresh_from_db()
    assert trial.closed_at is not None


def test_page_that_ends_a_trial_is_not_there_for_a_cycle(page, as_dewi, running):
    assert as_dewi.get(page("cycle_trial_end", running)).status_code == 404
