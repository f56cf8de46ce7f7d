"""Two states of a plan side by side, and what happens when it changed while somebody read it."""

import pytest
from django.urls import reverse

from accounts.models import Notification
from appraisal.choices import WorkPlanStage as S
from appraisal.models import WorkPlan
from appraisal.queries.plan_comparison import compare_versions
from appraisal.services.work_plan import (
    propose_work_plan,
    remove_planned_result,
    return_work_plan,
    save_planned_result,
    take_back_work_plan,
)
from tests.appraisal.work_plan.conftest import (
    FEBRUARY,
    INDICATOR,
    JANUARY,
    agree,
    change,
    differ,
    page,
    rewrite,
)
from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_evaluation

COMPARE_QUERIES = 13


def test_comparison_follows_lines_through_versions(agreed, office):
    second = change(agreed, office.ani)
    first_line, second_line = second.planned_results.in_form_order()
    rewrite(second, first_line, office.ani, "Rencana hasil kerja pertama")
    agree(second, office)
    third = change(second, office.ani)
    remove_planned_result(
        work_plan=third,
        planned_result=third.planned_results.in_form_order()[1],
        actor=actor_for(office.ani),
        at=FEBRUARY,
    )
    save_planned_result(
        work_plan=third,
        fields={"kind": "MAIN", "statement": "Baru"},
        indicators=[INDICATOR],
        actor=actor_for(office.ani),
        at=FEBRUARY,
    )

    found = compare_versions(agreed, third)

    assert [line.status for line in found.lines] == ["changed", "added", "removed"]
    assert [(piece.change.value, piece.text) for piece in found.lines[0].statement] == [
        ("SAME", "Rencana hasil kerja"),
        ("REMOVED", " ke-1"),
        ("ADDED", " pertama"),
    ]
    assert second_line.statement == "Rencana hasil kerja ke-2"


def test_comparing_a_copy_finds_nothing(agreed, ani):
    found = compare_versions(agreed, change(agreed, ani))

    assert (len(found.changed), len(found.unchanged)) == (0, 2)


def test_change_and_comparison_by_page(sign_in, office, agreed):
    client = sign_in(office.ani)

    response = client.post(page("work_plan_change", agreed), {"reason": "Tugas baru"})
    newer = WorkPlan.objects.get(version=2)
    rewrite(newer, newer.planned_results.in_form_order()[0], office.ani, "Lain sama sekali")
    shown = client.get(page("work_plan_compare", newer)).text

    assert response.headers["Location"] == newer.get_absolute_url()
    assert "<del>" in shown
    assert "<ins>" in shown
    assert "“Tugas baru”" in shown


def test_change_without_a_reason_asks_again(sign_in, office, agreed):
    response = sign_in(office.ani).post(page("work_plan_change", agreed), {"reason": " "})

    assert response.status_code == 422


def test_supervisor_does_not_compare_a_draft(sign_in, office, agreed):
    newer = change(agreed, office.ani)

    assert sign_in(office.budi).get(page("work_plan_compare", newer)).status_code == 404


def test_nothing_to_compare_is_not_found(sign_in, office, agreed):
    assert sign_in(office.ani).get(page("work_plan_compare", agreed)).status_code == 404


def test_dropping_by_page_asks_once(sign_in, office, agreed):
    newer = change(agreed, office.ani)
    client = sign_in(office.ani)

    asked = client.get(page("work_plan_discard", newer))
    done = client.post(page("work_plan_discard", newer))

    assert asked.status_code == 200
    assert done.headers["Location"] == agreed.get_absolute_url()


def test_page_says_which_version_holds_and_who_uses_it(sign_in, office, agreed):
    make_evaluation(agreed)
    change(agreed, office.ani)

    shown = sign_in(office.budi).get(agreed.get_absolute_url()).text

    assert "Versi 2 sedang disiapkan" in shown
    assert "Penilaian yang memakai versi ini:" in shown
    assert "Tahun 2026" in shown


@pytest.mark.parametrize("lines", [1, 3])
def test_comparison_has_a_constant_number_of_queries(
    sign_in, office, make_plan, lines, django_assert_num_queries
):
    newer = change(make_plan(S.AGREED, results=lines), office.ani)
    client = sign_in(office.ani)
    client.get(page("work_plan_compare", newer))

    with django_assert_num_queries(COMPARE_QUERIES):
        client.get(page("work_plan_compare", newer))


@pytest.fixture
def read_by_budi(make_plan, office):
    """A plan that Budi opened while it was proposed, and the revision he saw."""
    plan = make_plan()
    propose_work_plan(work_plan=plan, actor=actor_for(office.ani), at=JANUARY)
    seen = plan.revision
    take_back_work_plan(work_plan=plan, actor=actor_for(office.ani), at=JANUARY)
    rewrite(plan, plan.planned_results.in_form_order()[0], office.ani, "Target baru")
    return plan, seen


def test_taking_back_settles_the_notice(make_plan, office):
    plan = make_plan()
    propose_work_plan(work_plan=plan, actor=actor_for(office.ani), at=JANUARY)

    take_back_work_plan(work_plan=plan, actor=actor_for(office.ani), at=JANUARY)

    assert plan.stage == S.DRAFT
    assert not Notification.objects.filter(recipient=office.budi).unread().exists()


def test_agreeing_what_was_changed_shows_what_changed(sign_in, office, read_by_budi):
    plan, seen = read_by_budi
    propose_work_plan(work_plan=plan, actor=actor_for(office.ani), at=JANUARY)
    client = sign_in(office.budi)

    response = client.post(page("work_plan_agree", plan), {"expected_revision": seen})
    again = client.post(page("work_plan_agree", plan), {"expected_revision": plan.revision})

    plan.refresh_from_db()
    assert (response.status_code, again.status_code, plan.stage) == (409, 302, S.AGREED)
    assert "Target baru" in response.text
    assert "<del>" in response.text


def test_agreeing_what_was_taken_back_shows_no_draft(sign_in, office, read_by_budi):
    plan, seen = read_by_budi

    response = sign_in(office.budi).post(page("work_plan_agree", plan), {"expected_revision": seen})

    assert response.status_code == 409
    assert "sedang diubah lagi" in response.text
    assert "Target baru" not in response.text


def test_second_reading_shows_what_changed_since_the_first(sign_in, office, read_by_budi):
    plan, _seen = read_by_budi
    propose_work_plan(work_plan=plan, actor=actor_for(office.ani), at=JANUARY)
    client = sign_in(office.budi)

    sheet = client.get(plan.get_absolute_url()).text
    shown = client.get(f"{page('work_plan_compare', plan)}?dengan=usulan").text

    assert "Lihat yang berubah sejak usulan sebelumnya" in sheet
    assert "Target baru" in shown


def test_team_keeps_the_agreed_version_while_a_change_is_made(agreed, office, sign_in):
    newer = change(agreed, office.budi)
    page = sign_in(office.budi).get(reverse("appraisal:work_plan_team")).text

    assert (agreed.get_absolute_url() in page, newer.get_absolute_url() in page) == (True, False)
    assert ("Disepakati" in page, "perubahan ke versi 2 sedang ditulis" in page) == (True, True)

    propose_work_plan_differing(newer, office)
    page = sign_in(office.budi).get(reverse("appraisal:work_plan_team")).text
    assert (agreed.get_absolute_url() in page, newer.get_absolute_url() in page) == (True, True)


def propose_work_plan_differing(plan, office):
    """Propose a change as its owner."""
    differ(plan)
    propose_work_plan(work_plan=plan, actor=actor_for(office.ani), at=FEBRUARY)


def test_notice_of_a_plan_that_went_back_leads_on(agreed, office, sign_in):
    newer = change(agreed, office.budi)
    client, address = sign_in(office.budi), newer.get_absolute_url()
    assert client.get(address).status_code == 404  # a draft that nobody proposed

    propose_work_plan_differing(newer, office)
    return_work_plan(work_plan=newer, reason="Ukur", actor=actor_for(office.budi), at=FEBRUARY)

    page = client.get(address, follow=True)
    assert page.redirect_chain[-1][0] == reverse("appraisal:work_plan_team")
    assert "sudah dikembalikan pada 3 Februari 2026 dan sedang diubah" in page.text
    assert sign_in(office.eko).get(address).status_code == 404
