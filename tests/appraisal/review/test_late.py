"""Nobody loses typed words: a review that moved on says who did what, and keeps them to be copied."""

import pytest
from django.db import connection

from appraisal.models import DraftField
from appraisal.services.review import decide_evaluation, hand_back
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts

pytestmark = pytest.mark.usefixtures("always_open")
WORDS = "Saya melihat loket dibuka lebih pagi."


@pytest.fixture
def delegated(office, evaluation):
    """Let Citra act for Budi, whose page is open."""
    make_delegation(office.budi, office.citra)
    return evaluation


def decide(office, evaluation):
    """Let Citra decide in Budi's name."""
    write_drafts(evaluation, office.citra, complete_drafts(evaluation))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.citra), at=NOON)


def give_back(office, evaluation):
    """Let Citra return the self-assessment in Budi's name."""
    hand_back(evaluation=evaluation, reason="Lengkapi", actor=actor_for(office.citra), at=NOON)


def save(client, evaluation, text=WORDS, **more):
    """Save the reason for the rating of work results on the summary."""
    data = {"overall-results_reason": text, "overall-results_reason-rev": "0"} | more
    return client.post(f"/tinjau/{evaluation.public_id}/ringkasan/", data)


@pytest.mark.parametrize(
    ("move", "deed"),
    [
        (decide, "Citra Dewanti a.n. Budi Santoso menetapkan hasilnya pada 20 November 2026"),
        (give_back, "Citra Dewanti a.n. Budi Santoso mengembalikan penilaian diri"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"next": "1"}])
def test_words_typed_too_late_are_kept_on_the_page(office, delegated, sign_in, move, deed, button):
    move(office, delegated)

    answer = save(sign_in(office.budi), delegated, **button)

    assert (answer.status_code, deed in answer.text) == (409, True)
    assert ("Alasan rating hasil kerja" in answer.text, WORDS in answer.text) == (True, True)
    assert not DraftField.objects.filter(author=office.budi).exists()


def test_what_is_saved_already_is_not_called_lost(office, delegated, sign_in):
    write_drafts(delegated, office.budi, {"overall.results_reason": WORDS})
    decide(office, delegated)

    answer = save(sign_in(office.budi), delegated)
    page = sign_in(office.budi).get(answer.url)

    assert answer.url == f"/hasil/{delegated.public_id}/"
    assert "Citra Dewanti a.n. Budi Santoso menetapkan hasilnya" in page.text


def test_a_choice_is_kept_in_words(office, delegated, sign_in):
    decide(office, delegated)
    data = {"overall-results_rating": "ABOVE", "overall-results_rating-rev": "0"}

    page = f"/tinjau/{delegated.public_id}/ringkasan/"

    assert sign_in(office.budi).post(page, data).context["kept"].words == [
        ("Rating hasil kerja", "Di atas ekspektasi")
    ]


def test_whoever_is_no_longer_in_charge_keeps_the_words_and_reads_nothing(
    office, evaluation, sign_in
):
    answer = save(sign_in(office.citra), evaluation)

    assert (answer.status_code, WORDS in answer.text) == (404, True)
    assert "Ani Lestari" not in answer.text
    assert save(sign_in(office.citra), evaluation, "").status_code == 404


def test_only_texts_are_kept_for_who_is_no_longer_in_charge(office, evaluation, sign_in):
    choice = {"overall-results_rating": "ABOVE", "overall-results_rating-rev": "0"}

    answer = save(sign_in(office.citra), evaluation, **choice)

    assert answer.context["kept"].words == [("", WORDS)]
    assert save(sign_in(office.citra), evaluation, "", **choice).status_code == 404


def test_words_are_kept_when_somebody_takes_over_while_they_are_saved(office, evaluation, sign_in):
    def take_over(execute, sql, *told):
        if "FOR UPDATE" in sql:  # the page was loaded, the row is locked now
            type(evaluation).objects.update(supervisor=office.citra)
        return execute(sql, *told)

    client = sign_in(office.budi)
    with connection.execute_wrapper(take_over):
        answer = save(client, evaluation)

    assert (answer.status_code, WORDS in answer.text) == (404, True)
    assert not DraftField.objects.filter(author=office.budi).exists()


def test_deciding_too_late_says_who_decided(office, delegated, sign_in):
    decide(office, delegated)
    client = sign_in(office.budi)

    answer = client.post(f"/tinjau/{delegated.public_id}/tetapkan/", {"revision": "0"})

    assert "Citra Dewanti a.n. Budi Santoso menetapkan" in client.get(answer.url).text


def test_a_reason_of_a_return_too_late_is_kept_with_who_decided(office, delegated, sign_in):
    decide(office, delegated)
    page = f"/tinjau/{delegated.public_id}/kembalikan/"

    answer = sign_in(office.budi).post(page, {"reason": WORDS})

    assert (answer.status_code, WORDS in answer.text) == (422, True)
    assert "Citra Dewanti a.n. Budi Santoso menetapkan" in answer.text
