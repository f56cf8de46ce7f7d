"""From a released result over two persons to the second version: ledger, documents, paper check."""

from datetime import timedelta

import pytest
from django.urls import reverse

from appraisal.models import IssuedDocument
from appraisal.services.evaluation import acknowledge_evaluation, deliver_evaluation
from appraisal.services.reopening import ask_reopening, confirm_reopening
from appraisal.services.review import decide_evaluation
from competency.models import AssessedLevel
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, in_review, write_drafts

LATER = NOON + timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def reopened(office):
    """Return Ani's evaluation: decided, released, answered, opened again."""
    evaluation = in_review(office)
    write_drafts(evaluation, office.budi, complete_drafts(evaluation, level=2))
    budi = actor_for(office.budi)
    decide_evaluation(evaluation=evaluation, actor=budi, at=NOON)
    deliver_evaluation(evaluation=evaluation, actor=budi, at=NOON)
    acknowledge_evaluation(
        evaluation=evaluation, comment="Dibahas", actor=actor_for(office.ani), at=NOON
    )
    request = ask_reopening(
        evaluation=evaluation, reason="Tertukar", actor=actor_for(office.dewi), at=NOON
    )
    confirm_reopening(reopening=request, answer="", actor=actor_for(office.farid), at=NOON)
    evaluation.refresh_from_db()
    return evaluation


def verdict(client, document):
    """Return which of the answers the paper check gives."""
    text = client.get(reverse("appraisal:verify", args=[document.token])).content.decode()
    titles = ("Asli, sedang ditinjau lagi", "Asli, tetapi sudah diganti", "Dokumen ini asli")
    return [title for title in titles if title in text]


def test_paper_of_a_result_that_was_opened_again_says_so(client, reopened):
    for document in IssuedDocument.objects.all():
        assert verdict(client, document) == ["Asli, sedang ditinjau lagi"]


def test_second_version_replaces_paper_and_enters_the_ledger(client, office, reopened):
    budi = actor_for(office.budi)
    first = list(IssuedDocument.objects.order_by("pk"))
    reopened.drafts.filter(key__endswith=".level").update(value="3")

    decide_evaluation(evaluation=reopened, actor=budi, at=LATER)
    deliver_evaluation(evaluation=reopened, actor=budi, at=LATER)

    assert [verdict(client, document) for document in first] == [["Asli, tetapi sudah diganti"]] * 2
    assert IssuedDocument.objects.valid().count() == 2
    ledger = AssessedLevel.objects.filter(employee=office.ani).values_list("version", "level")
    assert set(ledger) == {(1, 2), (2, 3)}


def test_employee_answers_the_second_version_anew(office, reopened):
    budi, ani = actor_for(office.budi), actor_for(office.ani)
    decide_evaluation(evaluation=reopened, actor=budi, at=LATER)
    deliver_evaluation(evaluation=reopened, actor=budi, at=LATER)

    acknowledge_evaluation(evaluation=reopened, comment="Dibahas lagi", actor=ani, at=LATER)

    assert (reopened.stage, reopened.delivered_version, reopened.acknowledgement) == (
        "ACKNOWLEDGED",
        2,
        "Dibahas lagi",
    )
    assert reopened.reopenings.get().acknowledgement == "Dibahas"


def test_each_of_the_two_persons_stands_beside_the_own_words(client, office, reopened):
    reopened.reopenings.update(answer="Angkanya memang tertukar.")
    client.force_login(office.budi)
    sheet = client.get(f"/tinjau/{reopened.public_id}/ringkasan/").text
    result = client.get(f"/hasil/{reopened.public_id}/").text
    board = client.get("/tim/").text

    asked, confirmed = sheet.index("Dewi"), sheet.index("Farid")
    assert asked < sheet.index("Tertukar") < confirmed < sheet.index("Angkanya memang tertukar.")
    assert "membuka kembali" not in sheet  # nobody did it alone
    assert "diminta Dewi" in result
    assert "disetujui Farid" in result
    assert "dibuka kembali" in board


def test_the_board_marks_only_what_was_opened_again(client, office):
    in_review(office)
    client.force_login(office.budi)

    assert "dibuka kembali" not in client.get("/tim/").text
