"""What the employee writes beside "read and discussed" can be added and changed for a while."""

from datetime import timedelta

import pytest

from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.services.evaluation import acknowledge_evaluation, answer_result
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

LATER = NOON + timedelta(days=3)
TOO_LATE = NOON + timedelta(days=60)


@pytest.fixture
def read(office, delivered):
    """Return a result that Ani has read and discussed, without a word."""
    acknowledge_evaluation(evaluation=delivered, comment="", actor=actor_for(office.ani), at=NOON)
    return delivered


def place(evaluation, rest=""):
    """Return an address of the result."""
    return f"/hasil/{evaluation.public_id}/{rest}"


def test_words_are_added_after_reading(client, office, read):
    client.force_login(office.ani)

    page = client.get(place(read)).text
    client.post(place(read, "tanggapan/"), {"comment": " Terima kasih. "})

    read.refresh_from_db()
    assert "Tambah tanggapan" in page
    assert (read.stage, read.acknowledgement) == ("ACKNOWLEDGED", "Terima kasih.")
    assert "Ubah tanggapan saya" in client.get(place(read)).text


def test_supervisor_is_told_of_new_words_and_the_move_is_kept(office, read):
    answer_result(evaluation=read, comment="Baik.", actor=actor_for(office.ani), at=LATER)
    answer_result(evaluation=read, comment="Baik.", actor=actor_for(office.ani), at=LATER)

    told = Notification.objects.filter(recipient=office.budi, kind="EVALUATION_ACKNOWLEDGED")
    events = AuditEvent.objects.filter(subject_id=read.public_id, action="answer_result")
    assert (told.count(), events.count()) == (2, 1)
    assert read.acknowledged_at == NOON


def test_words_are_fixed_after_the_days_of_the_objection(office, read):
    with pytest.raises(Refusal) as refusal:
        answer_result(evaluation=read, comment="Baik.", actor=actor_for(office.ani), at=TOO_LATE)

    assert refusal.value.code == "answer_fixed"


def test_refused_words_stay_in_the_form(client, office, delivered):
    client.force_login(office.ani)

    answer = client.post(place(delivered, "tanggapan/"), {"comment": "Belum dibahas"})

    assert answer.status_code == 422
    assert "Belum dibahas" in answer.text


@pytest.mark.parametrize("name", ["budi", "dewi", "farid"])
def test_nobody_else_writes_the_answer(client, office, read, name):
    client.force_login(getattr(office, name))

    answer = client.post(place(read, "tanggapan/"), {"comment": "x"})

    assert answer.status_code == 403
    assert "tanggapan/" not in client.get(place(read)).text
