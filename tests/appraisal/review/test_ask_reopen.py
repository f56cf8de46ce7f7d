"""Decided by mistake: the supervisor asks HR to open it again before it is released."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.refusals import Refusal
from appraisal.services.reopening import ask_hr_to_reopen
from appraisal.services.review import reopen_evaluation
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

REASON = "Level Integritas keliru saya pilih."


def ask(decided, person):
    """Ask as a person."""
    ask_hr_to_reopen(evaluation=decided, reason=REASON, actor=actor_for(person), at=NOON)


def test_hr_is_told_and_the_decision_stays(office, decided):
    ask(decided, office.budi)

    decided.refresh_from_db()
    notice = Notification.objects.get(kind=NoticeKind.REOPENING_ASKED)
    assert (notice.recipient, notice.note, decided.stage) == (office.dewi, REASON, "DECIDED")
    assert Notification.objects.filter(recipient=office.ani).count() == 0


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "farid"])
def test_only_the_supervisor_asks(office, decided, name):
    with pytest.raises(PermissionDenied):
        ask(decided, getattr(office, name))


def test_asking_twice_is_refused_until_it_was_opened(office, decided):
    ask(decided, office.budi)

    with pytest.raises(Refusal) as refusal:
        ask(decided, office.budi)

    assert refusal.value.code == "asked"
    assert decided.stage_changes.filter(transition="ask_reopen").count() == 1


def test_both_see_the_request_on_the_result(office, decided, sign_in):
    place = f"/hasil/{decided.public_id}/"
    before = sign_in(office.budi).get(place).text
    answer = sign_in(office.budi).post(f"{place}minta-dibuka/", {"reason": REASON}, follow=True)
    hr = sign_in(office.dewi).get(place).text

    assert "Keliru menetapkan?" in before
    assert [REASON in text for text in (before, answer.text, hr)] == [False, True, True]
    reopen_evaluation(evaluation=decided, reason="Ya", actor=actor_for(office.dewi), at=NOON)
    assert "sudah diminta membukanya kembali" not in sign_in(office.budi).get(place).text


def test_without_a_reason_the_page_stays(office, decided, sign_in):
    response = sign_in(office.budi).post(
        f"/hasil/{decided.public_id}/minta-dibuka/", {"reason": ""}
    )

    assert response.status_code == 422


def test_release_page_repeats_the_decision(office, decided, sign_in):
    text = sign_in(office.budi).get(f"/hasil/{decided.public_id}/buka/").text

    assert "Di atas ekspektasi" in text
    assert "Penyerahan tidak dapat ditarik" in text
