"""The page of a plan and its moves: who opens them, what they keep, what they refuse."""

import pytest
from django.urls import reverse

from appraisal.choices import WorkPlanStage as S
from appraisal.models import WorkPlan
from appraisal.services.work_plan import agree_work_plan
from tests.appraisal.work_plan.conftest import JANUARY
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation

MOVES = ("work_plan_propose", "work_plan_agree")
PLAN_QUERIES = 14
TEAM_QUERIES = 5


def page(name, plan):
    """Return the address of a page of a plan."""
    return reverse(f"appraisal:{name}", args=[plan.public_id])


def test_own_page_without_a_cycle_says_why(sign_in, ani):
    response = sign_in(ani).get(reverse("appraisal:work_plan_mine"))

    assert response.status_code == 200
    assert "Tidak ada siklus penilaian yang berjalan" in response.text


def test_own_page_takes_the_highest_version(sign_in, ani, make_plan):
    newer = make_plan()
    WorkPlan.objects.filter(pk=newer.pk).update(version=2)
    older = make_plan(S.AGREED)

    response = sign_in(ani).get(reverse("appraisal:work_plan_mine"))

    assert response.context["plan"] == newer
    assert list(response.context["sheet"].others) == [older]


@pytest.mark.parametrize(
    ("name", "seen_at"),
    [
        ("ani", {S.DRAFT, S.PROPOSED, S.AGREED}),
        ("budi", {S.PROPOSED, S.AGREED}),
        ("farid", {S.AGREED}),
        ("dewi", {S.AGREED}),
        ("citra", set()),
        ("eko", set()),
    ],
)
@pytest.mark.parametrize("stage", S)
def test_plan_opens_for_its_readers_only(sign_in, office, make_plan, name, seen_at, stage):
    plan = make_plan(stage)

    response = sign_in(getattr(office, name)).get(plan.get_absolute_url())

    assert response.status_code == (200 if stage in seen_at else 404)


@pytest.mark.parametrize("results", [1, 3])
def test_plan_page_has_a_constant_number_of_queries(
    sign_in, ani, make_plan, results, django_assert_num_queries
):
    plan = make_plan(results=results)
    client = sign_in(ani)
    client.get(plan.get_absolute_url())

    with django_assert_num_queries(PLAN_QUERIES):
        client.get(plan.get_absolute_url())


@pytest.mark.parametrize("people", [1, 3])
def test_team_page_has_a_constant_number_of_queries(
    sign_in, office, make_plan, people, django_assert_num_queries
):
    members = [office.assignments.ani, office.assignments.citra, office.assignments.dewi]
    for assignment in members[:people]:
        make_plan(S.PROPOSED, assignment=assignment)
    client = sign_in(office.budi)
    address = reverse("appraisal:work_plan_team")
    client.get(address)

    with django_assert_num_queries(TEAM_QUERIES):
        response = client.get(address)

    assert len(response.context["plans"]) == people


def test_team_page_shows_no_text_of_a_draft(sign_in, budi, make_plan):
    plan = make_plan()

    response = sign_in(budi).get(reverse("appraisal:work_plan_team"))

    assert "Ani Lestari" in response.text
    assert plan.public_id not in response.text
    assert "Rencana hasil kerja ke-1" not in response.text


def test_proposing_is_a_post(sign_in, ani, make_plan):
    assert sign_in(ani).get(page("work_plan_propose", make_plan())).status_code == 405


def test_agreeing_is_asked_once_more_and_keeps_the_revision_that_was_read(sign_in, budi, make_plan):
    plan = make_plan(S.PROPOSED)
    WorkPlan.objects.filter(pk=plan.pk).update(revision=5)

    asked = sign_in(budi).get(page("work_plan_agree", plan), {"expected_revision": 4})

    plan.refresh_from_db()
    assert plan.stage == S.PROPOSED
    assert 'name="expected_revision" value="4"' in asked.text
    assert "Setujui SKP ini" in asked.text


@pytest.mark.parametrize("stage", [S.DRAFT, S.AGREED])
def test_what_cannot_be_agreed_is_not_asked(sign_in, budi, make_plan, stage):
    assert sign_in(budi).get(page("work_plan_agree", make_plan(stage))).status_code == 302


@pytest.mark.parametrize("name", [*MOVES, "work_plan_return", "work_plan_expectations"])
def test_outsider_finds_no_plan(sign_in, eko, make_plan, name):
    assert sign_in(eko).post(page(name, make_plan(S.PROPOSED))).status_code == 404


@pytest.mark.parametrize("name", ["work_plan_agree", "work_plan_return", "work_plan_expectations"])
def test_owner_does_not_do_the_supervisors_part(sign_in, ani, make_plan, name):
    assert sign_in(ani).post(page(name, make_plan(S.PROPOSED))).status_code == 403


def test_supervisor_does_not_propose(sign_in, budi, make_plan):
    assert sign_in(budi).post(page("work_plan_propose", make_plan(S.PROPOSED))).status_code == 403


def test_proposing_and_agreeing_by_button(sign_in, office, make_plan):
    plan = make_plan()

    sign_in(office.ani).post(page("work_plan_propose", plan), {"expected_revision": 0})
    plan.refresh_from_db()
    proposed = plan.stage
    sign_in(office.budi).post(page("work_plan_agree", plan), {"expected_revision": plan.revision})
    plan.refresh_from_db()

    assert (proposed, plan.stage) == (S.PROPOSED, S.AGREED)


@pytest.mark.parametrize("revision", ["²", "9" * 5000])
def test_revision_that_is_no_number_counts_as_none(sign_in, ani, make_plan, revision):
    answer = sign_in(ani).post(
        page("work_plan_propose", make_plan()), {"expected_revision": revision}
    )

    assert answer.status_code == 302


def test_agreeing_twice_is_refused_with_a_message(sign_in, budi, make_plan):
    plan = make_plan(S.AGREED)

    response = sign_in(budi).post(page("work_plan_agree", plan), follow=True)

    assert "Langkah ini sudah tidak terbuka" in response.text


def test_agreeing_what_changed_meanwhile_is_refused(sign_in, budi, make_plan):
    plan = make_plan(S.PROPOSED)
    WorkPlan.objects.filter(pk=plan.pk).update(revision=5)

    sign_in(budi).post(page("work_plan_agree", plan), {"expected_revision": 4})

    plan.refresh_from_db()
    assert plan.stage == S.PROPOSED


def test_returning_without_a_reason_keeps_the_page(sign_in, budi, make_plan):
    plan = make_plan(S.PROPOSED)

    response = sign_in(budi).post(page("work_plan_return", plan), {"reason": "  "})

    assert response.status_code == 422
    assert "Tulis alasannya; orang yang bersangkutan akan membacanya." in response.text


def test_return_note_is_read_by_the_employee(sign_in, office, make_plan):
    plan = make_plan(S.PROPOSED)
    data = {"reason": "Tambahkan target waktu", "expected_revision": plan.revision}

    sign_in(office.budi).post(page("work_plan_return", plan), data)
    response = sign_in(office.ani).get(plan.get_absolute_url())

    assert "Budi Santoso meminta perubahan" in response.text
    assert "Tambahkan target waktu" in response.text


def test_return_note_written_too_late_is_kept(sign_in, budi, make_plan):
    plan = make_plan(S.AGREED)
    data = {"reason": "Tambahkan target waktu", "expected_revision": plan.revision}

    response = sign_in(budi).post(page("work_plan_return", plan), data)

    assert response.status_code == 422
    assert "Tambahkan target waktu" in response.text


def test_special_expectations_stand_on_the_plan(sign_in, office, make_plan):
    plan = make_plan(S.PROPOSED)
    data = {"LOYAL": "Jaga rahasia jabatan kita", "expected_revision": plan.revision}

    sign_in(office.budi).post(page("work_plan_expectations", plan), data)
    response = sign_in(office.ani).get(plan.get_absolute_url())

    assert "Jaga rahasia jabatan kita" in response.text


def test_delegate_and_supervisor_stand_on_what_was_agreed(office, make_plan, sign_in):
    make_delegation(office.budi, office.citra)
    plan = make_plan(S.PROPOSED)
    waiting = sign_in(office.citra).get(reverse("appraisal:work_plan_team")).text
    agree_work_plan(work_plan=plan, actor=actor_for(office.citra), at=JANUARY)

    page = sign_in(office.ani).get(plan.get_absolute_url()).text

    assert "a.n. Budi Santoso" in waiting
    assert f"{office.citra.full_name} a.n. {office.budi.full_name}" in page
