"""What the employee writes beside "read and discussed" can be added and changed for a while."""

from datetime import timedelta

import pytest

from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.queries.result import result_page
from appraisal.services.evaluation import acknowledge_evaluation, answer_result
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

HOUR = timedelta(hours=1)
KINDS = {"EVALUATION_ACKNOWLEDGED", "ANSWER_CHANGED"}
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


def answer(office, read, words, at=LATER):
    """Answer with words."""
    answer_result(evaluation=read, comment=words, actor=actor_for(office.ani), at=at)


def test_supervisor_is_told_of_new_words_by_a_notice_of_their_own(office, read):
    answer(office, read, "Baik.")
    answer(office, read, "Baik.")

    told = Notification.objects.filter(recipient=office.budi).order_by("pk")
    events = AuditEvent.objects.filter(subject_id=read.public_id, action="answer_result")
    kinds = [kind for kind in told.values_list("kind", flat=True) if kind in KINDS]
    assert (kinds, events.count()) == (["EVALUATION_ACKNOWLEDGED", "ANSWER_CHANGED"], 1)
    assert read.acknowledged_at == NOON


def test_supervisor_is_told_of_changes_once_a_day(office, read):
    for words, at in (("Satu", LATER), ("Dua", LATER + HOUR), ("Tiga", LATER + timedelta(days=1))):
        answer(office, read, words, at)

    told = Notification.objects.filter(recipient=office.budi, kind="ANSWER_CHANGED")
    assert (told.count(), read.acknowledgement) == (2, "Tiga")


@pytest.mark.parametrize("name", ["ani", "budi", "dewi", "farid"])
def test_earlier_words_stay_readable(client, office, read, name):
    answer(office, read, "Saya kurang setuju.")
    answer(office, read, "Saya setuju.", LATER + HOUR)

    client.force_login(getattr(office, name))
    page = client.get(place(read))

    kept = [row.reason for row in page.context["page"].earlier_answers]
    assert kept == ["Saya kurang setuju."]  # nothing stood there before the first words
    assert ("Saya kurang setuju." in page.text, "Saya setuju." in page.text) == (True, True)


def test_words_about_an_earlier_version_do_not_stand_beside_the_next(office, read):
    answer(office, read, "Lama.")
    answer(office, read, "Baru.")
    read.acknowledged_at = LATER + HOUR  # it was opened again, released and read anew

    assert result_page(read, actor_for(office.budi)).earlier_answers == []


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
