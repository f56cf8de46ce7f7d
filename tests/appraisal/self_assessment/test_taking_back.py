"""A self-assessment that was sent: taken back while unread, asked for once somebody opened it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.choices import AccessKind, AccessRole
from accounts.models import AccessRecord, Notification
from accounts.refusals import Refusal
from appraisal.models import Evaluation, SelfAssessment
from appraisal.queries.taking_back import reason_to_return, way_back
from appraisal.services.self_assessment import submit_self_assessment
from appraisal.services.taking_back import ask_back, take_back
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

LATER = NOON + timedelta(hours=2)
AFTER_DEADLINE = NOON + timedelta(days=40)


@pytest.fixture
def sent(evaluation, complete, actor):
    """Send Ani's self-assessment."""
    submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)
    return evaluation


def open_it(evaluation, viewer, at=LATER, link=None):
    AccessRecord.objects.create(
        subject=evaluation.employee,
        viewer=viewer,
        role=AccessRole.SUPERVISOR,
        kind=AccessKind.SELF_ASSESSMENT,
        link=evaluation.get_absolute_url() if link is None else link,
        on_date=at.date(),
        first_at=at,
    )


def page(name, evaluation):
    return reverse(f"appraisal:{name}", args=[evaluation.public_id])


def test_unread_it_comes_back_and_the_supervisor_reads_nothing(sent, actor, budi):
    take_back(evaluation=sent, actor=actor, at=LATER)

    assert (sent.stage, sent.submitted_at) == ("SELF_ASSESSMENT", None)
    assert list(SelfAssessment.objects.visible_to(actor_for(budi))) == []
    assert Notification.objects.filter(recipient=budi, read_at=None).count() == 0


def test_once_opened_it_is_not_taken_back(sent, actor, budi):
    open_it(sent, budi)

    with pytest.raises(Refusal) as refused:
        take_back(evaluation=sent, actor=actor, at=LATER)

    sent.refresh_from_db()
    assert (refused.value.code, sent.stage) == ("opened", "REVIEW")


def test_an_opening_before_it_was_sent_does_not_count(sent, budi):
    open_it(sent, budi, NOON - timedelta(days=1))

    assert way_back(sent).is_free is True


def test_an_opening_of_another_period_does_not_count(sent, actor, budi):
    open_it(sent, budi, link="/penilaian/triwulan-lalu/")

    take_back(evaluation=sent, actor=actor, at=LATER)

    assert sent.stage == "SELF_ASSESSMENT"


def test_opening_the_review_closes_the_free_way(sent, budi, client):
    client.force_login(budi)
    client.get(page("review_results", sent))

    assert way_back(sent).is_free is False


@pytest.mark.parametrize("person", ["budi", "citra", "dewi"])
@pytest.mark.parametrize("move", [take_back, ask_back])
def test_nobody_else_brings_it_back(sent, office, person, move):
    words = {"reason": "Perlu"} if move is ask_back else {}

    with pytest.raises(PermissionDenied):
        move(evaluation=sent, actor=actor_for(getattr(office, person)), at=LATER, **words)


def test_sent_again_it_has_a_new_number_and_says_which_one_ended(sent, actor, signed_in):
    take_back(evaluation=sent, actor=actor, at=LATER)
    second = submit_self_assessment(evaluation=sent, actor=actor, at=LATER)

    first = SelfAssessment.objects.get(version=1)
    html = signed_in.get(page("self_submitted", sent)).content.decode()
    assert (second.version, second.reference != first.reference) == (2, True)
    assert f"menggantikan {first.reference}" in html


def test_taken_back_and_sent_after_the_deadline_it_is_late(sent, actor):
    take_back(evaluation=sent, actor=actor, at=LATER)
    submit_self_assessment(evaluation=sent, actor=actor, at=AFTER_DEADLINE)

    assert sent.is_late is True


def test_asking_tells_the_supervisor_the_reason_on_the_review(sent, actor, budi, client):
    open_it(sent, budi)
    ask_back(evaluation=sent, reason="Bukti belum terlampir", actor=actor, at=LATER)

    notice = Notification.objects.filter(recipient=budi).latest("created_at", "pk")
    client.force_login(budi)
    html = client.get(page("review_results", sent)).content.decode()
    assert (notice.kind, notice.note) == ("RETURN_ASKED", "Bukti belum terlampir")
    assert "Bukti belum terlampir" in html
    assert page("review_hand_back", sent) in html


def test_asking_twice_is_refused(sent, actor):
    ask_back(evaluation=sent, reason="Satu", actor=actor, at=LATER)

    with pytest.raises(Refusal) as refused:
        ask_back(evaluation=sent, reason="Dua", actor=actor, at=LATER)

    assert refused.value.code == "asked_already"


def moved_on(sent, *moves):
    """Let other moves follow, as they stand in the log."""
    for hours, name in enumerate(moves, start=1):
        at = LATER + timedelta(hours=hours)
        sent.stage_changes.create(
            transition=name, source="REVIEW", target="REVIEW", actor=sent.supervisor, changed_at=at
        )


@pytest.mark.parametrize(
    ("moves", "reason"),
    [
        ((), "Bukti belum terlampir"),
        (("decide", "reopen"), None),
        (("hand_back", "start_review"), None),
    ],
)
def test_request_is_void_after_any_other_move(sent, actor, budi, client, moves, reason):
    ask_back(evaluation=sent, reason="Bukti belum terlampir", actor=actor, at=LATER)
    moved_on(sent, *moves)

    client.force_login(budi)
    html = client.get(page("review_results", sent)).content.decode()

    row = Evaluation.objects.annotate(asked=reason_to_return()).get(pk=sent.pk)
    assert (row.asked, way_back(sent).asked is not None) == (reason, reason is not None)
    assert ("Bukti belum terlampir" in html) == (reason is not None)
    assert page("review_hand_back", sent) in html  # the ordinary way, or the one of the request


def test_page_offers_the_way_that_is_open(sent, budi, signed_in):
    before = signed_in.get(sent.get_absolute_url()).content.decode()
    open_it(sent, budi)
    after = signed_in.get(sent.get_absolute_url()).content.decode()

    assert (page("self_take_back", sent) in before, page("self_ask_back", sent) in before) == (
        True,
        False,
    )
    assert (page("self_take_back", sent) in after, page("self_ask_back", sent) in after) == (
        False,
        True,
    )


def test_pages_bring_it_back_and_ask(sent, signed_in):
    shown = signed_in.get(page("self_take_back", sent))
    done = signed_in.post(page("self_take_back", sent), {"revision": sent.revision})

    sent.refresh_from_db()
    assert (shown.status_code, done.status_code, sent.stage) == (200, 302, "SELF_ASSESSMENT")


def test_check_page_says_what_was_sent_before(sent, actor, signed_in):
    take_back(evaluation=sent, actor=actor, at=LATER)

    html = signed_in.get(page("self_check", sent)).content.decode()
    assert SelfAssessment.objects.get().reference in html
    assert "Belum ada yang dikirim" not in html


def test_asking_without_a_reason_keeps_the_page(sent, budi, signed_in):
    open_it(sent, budi)

    answer = signed_in.post(page("self_ask_back", sent), {"reason": ""})

    assert answer.status_code == 422
    assert way_back(sent).asked is None


def test_nothing_comes_back_where_nothing_was_sent(evaluation, signed_in):
    for name in ("self_take_back", "self_ask_back"):
        assert signed_in.get(page(name, evaluation)).url == evaluation.get_absolute_url()


def test_stranger_finds_no_page(sent, citra, client):
    client.force_login(citra)
    for name in ("self_take_back", "self_ask_back"):
        assert client.get(page(name, sent)).status_code == 404
