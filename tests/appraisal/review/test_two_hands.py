"""A supervisor and a delegate at one desk: each is told what the other did, and that the other writes."""

import pytest

from accounts.models import Notification
from appraisal.models import DraftField, Evaluation
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation, hand_back
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts

pytestmark = pytest.mark.usefixtures("always_open")


@pytest.fixture
def delegated(office, evaluation):
    """Let Citra act for Budi."""
    make_delegation(office.budi, office.citra)
    return evaluation


def decide(office, evaluation, name):
    """Decide, in Budi's name or as Budi."""
    person = getattr(office, name)
    write_drafts(evaluation, person, complete_drafts(evaluation))
    decide_evaluation(evaluation=evaluation, actor=actor_for(person), at=NOON)


def told(office):
    """Return what Budi was told of a delegate's deeds."""
    rows = Notification.objects.filter(recipient=office.budi, kind="DELEGATE_ACTED")
    return [(row.about, row.note) for row in rows.order_by("pk")]


def test_decision_and_release_by_a_delegate_are_told(office, delegated):
    decide(office, delegated, "citra")
    deliver_evaluation(evaluation=delegated, actor=actor_for(office.citra), at=NOON)

    assert told(office) == [
        ("Citra Dewanti menetapkan hasil Ani Lestari atas nama Anda.", ""),
        ("Citra Dewanti menyerahkan hasil Ani Lestari atas nama Anda.", ""),
    ]


def test_return_by_a_delegate_is_told_with_its_note(office, delegated):
    hand_back(evaluation=delegated, reason="Lengkapi", actor=actor_for(office.citra), at=NOON)

    words = "Citra Dewanti mengembalikan penilaian diri Ani Lestari atas nama Anda."
    assert told(office) == [(words, "Lengkapi")]


def test_nobody_is_told_of_the_own_deeds(office, delegated):
    decide(office, delegated, "budi")

    assert told(office) == []


@pytest.mark.parametrize(
    ("actor", "reader", "words"),
    [
        ("citra", "budi", "ditetapkan 20 November oleh Citra Dewanti a.n. Anda"),
        ("budi", "citra", "ditetapkan 20 November oleh Budi Santoso"),
        ("citra", "citra", "ditetapkan 20 November"),
        ("budi", "budi", "ditetapkan 20 November"),
    ],
)
def test_row_of_a_decision_names_who_took_it(office, delegated, sign_in, actor, reader, words):
    decide(office, delegated, actor)

    text = " ".join(sign_in(getattr(office, reader)).get("/tim/").text.split())

    assert words in text
    assert (" oleh " in words) == ("ditetapkan 20 November oleh" in text)


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        ("budi", "dikembalikan 20 November dengan catatan, oleh Citra Dewanti a.n. Anda"),
        ("citra", "dikembalikan 20 November, dengan catatan Anda"),
    ],
)
def test_row_of_a_return_names_who_wrote_the_note(office, delegated, sign_in, reader, words):
    hand_back(evaluation=delegated, reason="Lengkapi", actor=actor_for(office.citra), at=NOON)

    assert words in sign_in(getattr(office, reader)).get("/tim/").text


@pytest.mark.parametrize(("writer", "reader"), [("budi", "citra"), ("citra", "budi")])
def test_each_reads_that_the_other_writes_and_no_word_of_it(
    office, delegated, sign_in, writer, reader
):
    write_drafts(delegated, getattr(office, writer), {"overall.strengths": "Rahasia draf"})
    name, client = getattr(office, writer).name, sign_in(getattr(office, reader))

    board = client.get("/tim/").text
    page = client.get(f"/tinjau/{delegated.public_id}/ringkasan/").text

    assert "juga menilai, draf 20 November" in board
    assert f"{name} juga sedang menilai" in page
    assert "Rahasia draf" not in board + page


def test_drafts_of_others_are_not_told(office, delegated, sign_in):
    write_drafts(delegated, office.farid, {"overall.strengths": "Dulu"})
    DraftField.objects.create(
        evaluation=delegated, author=office.ani, key="result.x.mark", value="", saved_at=NOON
    )

    assert "juga menilai" not in sign_in(office.budi).get("/tim/").text


def test_board_says_who_acts_and_until_when(office, delegated, sign_in):
    words = "Citra Dewanti bertindak untuk Anda sampai 31 Desember 2099"

    assert words in sign_in(office.budi).get("/tim/").text
    assert words not in sign_in(office.citra).get("/tim/").text


def test_a_request_to_get_it_back_stands_in_the_row(office, evaluation, sign_in):
    Evaluation.objects.get().stage_changes.create(
        transition="ask_back", source="REVIEW", target="REVIEW", actor=office.ani,
        changed_at=NOON, reason="Bukti tertinggal",
    )  # fmt: skip

    text = sign_in(office.budi).get("/tim/").text
    page = sign_in(office.budi).get(f"/tinjau/{evaluation.public_id}/hasil/").text

    assert "minta dikembalikan" in text
    assert page.count(f"/tinjau/{evaluation.public_id}/kembalikan/") == 1
