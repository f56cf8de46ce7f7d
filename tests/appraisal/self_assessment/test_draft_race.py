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
def race(office):
    """Return a function in which the second tab saves before the first has committed."""
    evaluation = self_assessing(office)
    actor = actor_for(office.ani)
    DraftField.objects.create(
        evaluation=evaluation, author=office.ani, key=KEY, value="Awal", saved_at=NOON
    )
    first_has_saved, told = threading.Event(), {}

    def save(client_id, value):
        try:
            save_draft(
                evaluation=Evaluation.objects.select_related("period__cycle").get(pk=evaluation.pk),
                key=KEY,
                value=value,
                base_revision=1,
                client_id=client_id,
                sequence=1,
                actor=actor,
                at=NOON,
            )
            told[client_id] = "saved"
        except DraftConflict as conflict:
            told[client_id] = conflict.current.value

    def first_tab():
        with transaction.atomic():
            save("first", "Tab pertama")
            first_has_saved.set()
            second.join(timeout=1)  # long enough for the other to read, were it not for the lock
        connection.close()

    def second_tab():
        first_has_saved.wait(timeout=10)
        save("second", "Tab kedua")
        connection.close()

    def run():
        first.start()
        second.start()
        first.join(timeout=20)
        second.join(timeout=20)
        return told, DraftField.objects.get(key=KEY).value

    first, second = threading.Thread(target=first_tab), threading.Thread(target=second_tab)
    return run


def test_second_tab_is_told_of_the_first(race):
    told, kept = race()

    assert told == {"first": "saved", "second": "Tab pertama"}
    assert kept == "Tab pertama"


def test_without_the_lock_the_first_text_is_lost(race, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self)

    told, kept = race()

    assert told == {"first": "saved", "second": "saved"}  # nobody was told, and one text is gone
    assert kept == "Tab kedua"
