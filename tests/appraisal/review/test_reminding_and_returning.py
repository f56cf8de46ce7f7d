"""What a supervisor sees and may do while somebody has not sent, or has it back for changes."""

from datetime import timedelta

import pytest

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.refusals import Refusal
from appraisal.models import Evaluation
from appraisal.queries.team_board import team_board
from appraisal.services.reminder import remind_to_send
from appraisal.services.review import hand_back
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import make_colleagues

NOTE = "Lampirkan bukti untuk antrean layanan."


def returned(office, evaluation):
    """Give Ani's self-assessment back."""
    hand_back(evaluation=evaluation, reason=NOTE, actor=actor_for(office.budi), at=NOON)


def unsent(evaluation):
    """Let an evaluation be one that was not sent."""
    Evaluation.objects.filter(pk=evaluation.pk).update(stage="SELF_ASSESSMENT", submitted_at=None)


def remind(office, person, at=NOON):
    """Remind everybody of the team, in the name of a person."""
    rows = Evaluation.objects.select_related("employee", "period__cycle")
    return remind_to_send(evaluations=rows, actor=actor_for(person), at=at)


def test_giving_back_says_so_and_shows_the_own_note(office, evaluation, always_open, sign_in):
    client = sign_in(office.budi)

    page = client.post(
        f"/tinjau/{evaluation.public_id}/kembalikan/", {"reason": NOTE}, follow=True
    ).content.decode()

    assert "Penilaian diri dikembalikan: Ani Lestari dapat membaca catatan Anda" in page
    assert "Penilaian diri Ani dikembalikan untuk diubah" in page
    assert NOTE in page


def test_board_tells_it_from_one_that_was_never_sent(office, evaluation, sign_in):
    (other,) = make_colleagues(office, evaluation, 1)
    unsent(other)
    returned(office, evaluation)

    text = sign_in(office.budi).get("/tim/").content.decode()

    assert text.count("dengan catatan Anda") == 1


def test_what_was_taken_back_later_does_not_count_as_given_back(office, evaluation):
    returned(office, evaluation)
    evaluation.stage_changes.create(
        transition="take_back",
        source="REVIEW",
        target="SELF_ASSESSMENT",
        actor=office.ani,
        changed_at=NOON + timedelta(days=1),
    )

    (member,) = team_board(actor_for(office.budi)).members

    assert member.evaluation.handed_back_at is None


def test_supervisor_reminds_at_most_once_in_three_days(office, evaluation):
    unsent(evaluation)

    first = remind(office, office.budi)
    with pytest.raises(Refusal) as refusal:
        remind(office, office.budi, NOON + timedelta(days=2))
    again = remind(office, office.budi, NOON + timedelta(days=4))

    assert (first, refusal.value.code, again) == ([office.ani], "nobody", [office.ani])
    told = Notification.objects.filter(kind=NoticeKind.REMINDER).values_list("recipient", flat=True)
    assert list(told) == [office.ani.pk] * 2


def test_who_has_sent_is_not_reminded(office, evaluation):
    with pytest.raises(Refusal):
        remind(office, office.budi)


@pytest.mark.parametrize("name", ["citra", "farid", "dewi", "ani"])
def test_nobody_else_reminds(office, evaluation, sign_in, name):
    unsent(evaluation)

    sign_in(getattr(office, name)).post("/tim/ingatkan/", {"evaluation": evaluation.public_id})

    assert Notification.objects.filter(kind=NoticeKind.REMINDER).count() == 0


def test_reminding_by_button(office, evaluation, sign_in):
    unsent(evaluation)
    client = sign_in(office.budi)

    board = client.get("/tim/").content.decode()
    page = client.post(
        "/tim/ingatkan/", {"evaluation": evaluation.public_id}, follow=True
    ).content.decode()

    assert "Ingatkan mereka" in board
    assert "Diingatkan: Ani Lestari" in page
    assert "dapat diingatkan lagi tiga hari sesudahnya" in page
