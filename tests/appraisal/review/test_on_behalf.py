"""A delegate reviews and decides atas nama: both names on every screen and on paper."""

import pytest
from django.template.loader import render_to_string

from appraisal.models import EvaluationChange, PublishedResult, SupervisorReview
from appraisal.queries.report import paper_of
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts

pytestmark = pytest.mark.usefixtures("always_open")
BOTH = "Citra Dewanti a.n. Budi Santoso"


@pytest.fixture
def acting(office, evaluation):
    """Return Ani's evaluation, decided and released by Citra for Budi."""
    make_delegation(office.budi, office.citra)
    write_drafts(evaluation, office.citra, complete_drafts(evaluation))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.citra), at=NOON)
    deliver_evaluation(evaluation=evaluation, actor=actor_for(office.citra), at=NOON)
    return evaluation


def test_review_row_move_and_snapshot_carry_both_names(office, acting):
    review, snapshot = SupervisorReview.objects.get(), PublishedResult.objects.get().snapshot
    moves = EvaluationChange.objects.order_by("pk").values_list("actor", "on_behalf_of")

    assert (review.author, review.on_behalf_of) == (office.citra, office.budi)
    assert (snapshot["supervisor"]["name"], snapshot["on_behalf"]["name"]) == (
        "Budi Santoso",
        "Citra Dewanti",
    )
    assert list(moves) == [(office.citra.pk, office.budi.pk)] * 2


def test_supervisor_signs_alone(office, delivered):
    assert PublishedResult.objects.get().snapshot["on_behalf"] is None


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "farid"])
def test_result_page_names_both(office, acting, sign_in, name):
    text = sign_in(getattr(office, name)).get(f"/hasil/{acting.public_id}/").content.decode()

    assert BOTH in text


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("evaluation_document", "6. a.n. Pejabat Penilai Kinerja"),
        ("report", "a.n. Budi Santoso"),
    ],
)
def test_paper_names_both(office, acting, template, words):
    document = PublishedResult.objects.get().documents.order_by("kind").first()
    context = {"paper": paper_of(document), "s": paper_of(document).snapshot, "document": document}

    text = render_to_string(f"appraisal/print/{template}.html", context)

    assert words in text
    assert "Citra Dewanti" in text


@pytest.mark.parametrize("tab", ["hasil", "perilaku", "dialog", "ringkasan", "tetapkan"])
def test_delegate_is_told_for_whom(office, evaluation, sign_in, tab):
    make_delegation(office.budi, office.citra)
    write_drafts(evaluation, office.citra, complete_drafts(evaluation))

    text = sign_in(office.citra).get(f"/tinjau/{evaluation.public_id}/{tab}/").content.decode()
    own = sign_in(office.budi).get(f"/tinjau/{evaluation.public_id}/{tab}/").content.decode()

    assert "atas nama Budi Santoso" in text
    assert "atas nama Budi Santoso" not in own


def test_board_of_a_delegate_says_for_whom(office, evaluation, sign_in):
    make_delegation(office.budi, office.citra)

    text = sign_in(office.citra).get("/tim/").content.decode()

    assert "Anda bertindak atas nama Budi Santoso" in text
    assert "tim Budi S." in text
