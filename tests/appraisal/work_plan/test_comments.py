"""Comments on the lines of a plan: who writes and reads them, settled and taken back."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.choices import NoticeKind
from accounts.models import Delegation, Notification
from accounts.refusals import Refusal
from appraisal.choices import WorkPlanStage as S
from appraisal.models import PlanComment
from appraisal.services.plan_comment import remove_comment, settle_comment, write_comment
from appraisal.services.work_plan import propose_work_plan, remove_planned_result
from tests.appraisal.work_plan.conftest import JANUARY
from tests.factories.accounts import actor_for

PEOPLE = ("ani", "budi", "citra", "dewi", "eko", "farid")
WRITERS = {S.DRAFT: {"ani"}, S.PROPOSED: {"ani", "budi"}, S.AGREED: set()}
READERS = {S.DRAFT: {"ani"}, S.PROPOSED: {"ani", "budi"}, S.AGREED: {"ani", "budi"}}


@pytest.fixture
def plan(make_plan):
    """A proposed plan."""
    return make_plan(S.PROPOSED)


def comment_on(plan, person, text="Tambah target waktu", planned=None):
    """Write a comment as a person."""
    return write_comment(
        work_plan=plan, planned_result=planned, text=text, actor=actor_for(person), at=JANUARY
    )


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("stage", S)
def test_who_may_write(office, make_plan, name, stage):
    plan = make_plan(stage)

    with suppress(PermissionDenied, Refusal):
        comment_on(plan, getattr(office, name))

    assert PlanComment.objects.exists() == (name in WRITERS[stage])


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("stage", S)
def test_who_may_read(office, make_plan, name, stage):
    plan = make_plan(stage)
    PlanComment.objects.create(work_plan=plan, author=office.ani, text="x", written_at=JANUARY)

    found = PlanComment.objects.visible_to(actor_for(getattr(office, name)))

    assert found.exists() == (name in READERS[stage])


def test_comment_on_a_line_keeps_its_words_when_the_line_goes(make_plan, ani):
    plan = make_plan()
    planned = plan.planned_results.in_form_order()[0]
    comment = comment_on(plan, ani, planned=planned)

    remove_planned_result(work_plan=plan, planned_result=planned, actor=actor_for(ani), at=JANUARY)

    comment.refresh_from_db()
    assert (comment.planned_result, comment.about) == (None, "Rencana hasil kerja ke-1")


def test_comment_does_not_disturb_who_has_the_plan_open(plan, budi):
    comment_on(plan, budi)

    plan.refresh_from_db()
    assert plan.revision == 0


def test_the_other_is_told_once_until_read(plan, office):
    for _number in range(2):
        comment_on(plan, office.budi)
    first = Notification.objects.filter(kind=NoticeKind.PLAN_COMMENTED)
    told = list(first.values_list("recipient__name", flat=True))
    first.update(read_at=JANUARY)
    comment_on(plan, office.ani)

    assert told == ["Ani Lestari"]
    assert first.get(recipient=office.budi).link == plan.get_absolute_url()


def test_nobody_is_told_of_a_comment_in_a_draft(make_plan, ani):
    comment_on(make_plan(), ani)

    assert not Notification.objects.exists()


def test_delegate_comments_for_the_supervisor(plan, office):
    Delegation.objects.create(
        delegator=office.budi,
        delegate=office.citra,
        from_date=JANUARY.date(),
        until_date=JANUARY.date(),
        reason="Cuti",
        created_by=office.budi,
        created_at=JANUARY,
    )

    comment = write_comment(
        work_plan=plan, text="Baik", actor=actor_for(office.citra, JANUARY.date()), at=JANUARY
    )

    assert (comment.author, comment.on_behalf_of) == (office.citra, office.budi)


def test_both_settle_and_open_again(plan, office):
    comment = comment_on(plan, office.budi)

    settle_comment(comment=comment, is_settled=True, actor=actor_for(office.ani), at=JANUARY)
    settled = (comment.resolved_at, comment.resolved_by)
    settle_comment(comment=comment, is_settled=False, actor=actor_for(office.budi), at=JANUARY)

    assert settled == (JANUARY, office.ani)
    assert (comment.resolved_at, comment.resolved_by) == (None, None)


def test_only_the_author_takes_a_comment_back(plan, office):
    comment = comment_on(plan, office.budi)

    with pytest.raises(PermissionDenied):
        remove_comment(comment=comment, is_removed=True, actor=actor_for(office.ani), at=JANUARY)
    remove_comment(comment=comment, is_removed=True, actor=actor_for(office.budi), at=JANUARY)

    seen = [
        PlanComment.objects.visible_to(actor_for(person)).exists()
        for person in (office.ani, office.budi)
    ]
    assert seen == [False, True]


def test_empty_comment_is_refused(plan, budi):
    with pytest.raises(Refusal) as refusal:
        comment_on(plan, budi, text=" ")

    assert refusal.value.code == "no_text"


def test_comments_by_page(sign_in, office, plan):
    planned = plan.planned_results.in_form_order()[0]
    write = reverse("appraisal:plan_comment_write", args=[plan.public_id])
    client = sign_in(office.budi)

    client.post(f"{write}?hasil={planned.public_id}", {"text": "Tambah target waktu"})
    comment = PlanComment.objects.get()
    shown = sign_in(office.ani).get(plan.get_absolute_url()).text
    settle = reverse("appraisal:plan_comment_settle", args=[comment.public_id])
    after = sign_in(office.ani).post(settle, {"settled": "1"}, follow=True).text

    assert comment.planned_result == planned
    assert "Tambah target waktu" in shown
    assert "1 komentar belum selesai." in shown
    assert "1 komentar belum selesai." not in after


def test_comment_taken_back_can_be_brought_back(sign_in, office, plan):
    comment = comment_on(plan, office.budi)
    remove = reverse("appraisal:plan_comment_remove", args=[comment.public_id])
    client = sign_in(office.budi)

    gone = client.post(remove, {"removed": "1"}, follow=True).text
    back = client.post(remove, {"removed": "0"}, follow=True).text

    assert "Anda menarik komentar ini." in gone
    assert "Tambah target waktu" in back


def test_comment_without_words_asks_again(sign_in, budi, plan):
    write = reverse("appraisal:plan_comment_write", args=[plan.public_id])

    assert sign_in(budi).post(write, {"text": " "}).status_code == 422


def test_comment_written_too_late_keeps_its_words(sign_in, budi, make_plan):
    write = reverse("appraisal:plan_comment_write", args=[make_plan(S.AGREED).public_id])

    response = sign_in(budi).post(write, {"text": "Tambah target waktu"})

    assert response.status_code == 422
    assert "Tambah target waktu" in response.text


@pytest.mark.parametrize(("name", "status"), [("farid", 403), ("dewi", 403), ("eko", 404)])
def test_others_do_not_open_the_comment_page(sign_in, office, make_plan, name, status):
    write = reverse("appraisal:plan_comment_write", args=[make_plan(S.AGREED).public_id])

    assert sign_in(getattr(office, name)).get(write).status_code == status


@pytest.mark.parametrize("page", ["plan_comment_settle", "plan_comment_remove"])
def test_outsider_finds_no_comment(sign_in, office, plan, page):
    address = reverse(f"appraisal:{page}", args=[comment_on(plan, office.budi).public_id])

    assert sign_in(office.eko).post(address).status_code == 404


def test_proposing_does_not_settle_the_answer_of_the_owner(make_plan, office):
    plan = make_plan()
    comment_on(plan, office.ani, text="Sudah saya perbaiki")

    propose_work_plan(work_plan=plan, actor=actor_for(office.ani), at=JANUARY)

    assert PlanComment.objects.visible_to(actor_for(office.budi)).get().resolved_at is None


@pytest.mark.parametrize("comments", [1, 3])
def test_comments_cost_one_query(sign_in, office, plan, comments, django_assert_num_queries):
    for planned in list(plan.planned_results.all()) * comments:
        comment_on(plan, office.budi, planned=planned)
    client = sign_in(office.ani)
    client.get(plan.get_absolute_url())

    with django_assert_num_queries(14):
        client.get(plan.get_absolute_url())


def test_pressing_twice_writes_one_comment_and_later_words_another(plan, office):
    first, again = comment_on(plan, office.budi), comment_on(plan, office.budi)
    others = [
        comment_on(plan, office.ani),
        comment_on(plan, office.budi, text="Lain"),
        comment_on(plan, office.budi, planned=plan.planned_results.first()),
        write_comment(
            work_plan=plan,
            text="Tambah target waktu",
            actor=actor_for(office.budi),
            at=JANUARY + timedelta(minutes=2),
        ),
    ]

    assert again == first
    assert PlanComment.objects.count() == 1 + len(others)
