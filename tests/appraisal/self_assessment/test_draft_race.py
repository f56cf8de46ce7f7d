"""Two tabs save the same field at the same moment: one is told, neither is lost unseen."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from appraisal.models import DraftField, Evaluation
from appraisal.services.draft import DraftConflict, save_draft
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.self_assessment import self_assessing

KEY = "behaviour.SERVICE.example"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def evaluation(office):
    """Return Ani's evaluation with one draft in its first revision."""
    evaluation = self_assessing(office)
    DraftField.objects.create(
        evaluation=evaluation, author=office.ani, key=KEY, value="Awal", saved_at=NOON
    )
    return evaluation


def save(evaluation, value):
    """Save as a tab that was drawn with the first revision; return what it is told."""
    try:
        save_draft(
            evaluation=Evaluation.objects.select_related("period__cycle").get(pk=evaluation.pk),
            key=KEY,
            value=value,
            base_revision=1,
            client_id=value,
            sequence=1,
            actor=actor_for(evaluation.employee),
            at=NOON,
        )
    except DraftConflict as conflict:
        return conflict.current.value
    return "saved"


def race(evaluation):
    """Let the second tab save before the first has committed; return what both are told."""
    first_has_saved, told = threading.Event(), {}

    def first_tab():
        with transaction.atomic():
            told["first"] = save(evaluation, "Tab pertama")
            first_has_saved.set()
            second.join(timeout=1)  # long enough for the other to read, were it not for the lock
        connection.close()

    def second_tab():
        first_has_saved.wait(timeout=10)
        told["second"] = save(evaluation, "Tab kedua")
        connection.close()

    second = threading.Thread(target=second_tab)
    threads = [threading.Thread(target=first_tab), second]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return told


def kept():
    """Return the text that stands in the end."""
    return DraftField.objects.get(key=KEY).value


def test_second_tab_is_told_of_the_first(evaluation):
    told = race(evaluation)

    assert told == {"first": "saved", "second": "Tab pertama"}
    assert kept() == "Tab pertama"


def test_without_the_lock_the_first_text_is_lost(evaluation, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self)

    told = race(evaluation)

    assert told == {"first": "saved", "second": "saved"}  # nobody was told, and one text is gone
    assert kept() == "Tab kedua"
