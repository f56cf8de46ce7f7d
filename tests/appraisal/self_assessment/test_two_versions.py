"""Two tabs, no JavaScript: the page shows both texts, and the person chooses."""

import pytest

from appraisal.models import DraftField
from tests.factories.self_assessment import form_data


@pytest.fixture
def clash(signed_in, evaluation, competency_group, make_draft):
    """Post a page drawn before another tab saved; return what is needed to answer."""
    question = competency_group.questions[1]
    make_draft(question.key, "Tulisan tab lain", revision=2, client_id="lain")
    data = form_data(competency_group.questions, **{question.key: "Tulisan tab ini"})

    return question, signed_in.post(competency_group.url, data | {f"{question.name}-rev": "1"})


def test_conflict_shows_both_texts_and_changes_none(clash, competency_group):
    question, response = clash

    text = response.content.decode()
    assert response.status_code == 409
    assert "Isian ini juga dibuka di tempat lain. Pilih versi yang dipakai." in text
    assert f"Pilih versi yang dipakai, {competency_group.title}: {question.label}" in text
    assert "Tulisan tab ini</textarea>" in text
    assert "<dd>Tulisan tab lain</dd>" in text
    assert DraftField.objects.get(key=question.key).value == "Tulisan tab lain"


@pytest.mark.parametrize(
    ("use", "kept"), [("mine", "Tulisan tab ini"), ("theirs", "Tulisan tab lain")]
)
def test_conflict_is_settled_by_choosing(signed_in, competency_group, clash, use, kept):
    question, _response = clash
    data = form_data(competency_group.questions, **{question.key: "Tulisan tab ini"})
    data |= {f"{question.name}-rev": "2", f"{question.name}-conflict": "1", "action": "later"}

    response = signed_in.post(competency_group.url, data | {f"{question.name}-use": use})

    assert response.status_code == 302
    assert DraftField.objects.get(key=question.key).value == kept


def test_conflict_without_a_choice_is_asked_again(signed_in, competency_group, clash):
    question, _response = clash
    data = form_data(competency_group.questions, **{question.key: "Tulisan tab ini"})
    data |= {f"{question.name}-rev": "2", f"{question.name}-conflict": "1", "action": "later"}

    response = signed_in.post(competency_group.url, data)

    assert response.status_code == 409
    assert "Tulisan tab ini</textarea>" in response.content.decode()
    assert DraftField.objects.get(key=question.key).value == "Tulisan tab lain"


def test_page_sent_while_its_own_autosave_was_on_the_way_is_no_conflict(
    signed_in, competency_group, make_draft
):
    question = competency_group.questions[1]
    make_draft(question.key, "Tulis", revision=2, client_id="halaman", sequence=4)
    data = form_data(competency_group.questions, **{question.key: "Tulisan", "action": "later"})
    data |= {f"{question.name}-rev": "1", "client_id": "halaman", "seq": "5"}

    response = signed_in.post(competency_group.url, data)

    assert response.status_code == 302
    assert DraftField.objects.get(key=question.key).value == "Tulisan"
