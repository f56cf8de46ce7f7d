"""The explanation of a result in the language of the reader; what is frozen stays as it is."""

from itertools import product

import pytest
from django.utils import translation

from appraisal.models import PublishedResult
from appraisal.queries.explanation import behaviour_guide, results_guide, sentences, told
from appraisal.rules.explanation import explain, trace
from appraisal.rules.labels import BEHAVIOUR_GUIDE, RESULTS_GUIDE
from appraisal.rules.quadrant import Expectation

CELLS = list(product(Expectation, Expectation))


@pytest.mark.parametrize(("results", "behaviour"), CELLS)
def test_indonesian_words_are_the_frozen_ones(results, behaviour):
    explanation = explain(results, behaviour)

    with translation.override("id"):
        again = [(topic, text) for topic, text in sentences(explanation)]

    assert again == [(line.topic, line.text) for line in explanation.screen]


def test_indonesian_guides_are_the_regulations_own():
    with translation.override("id"):
        assert results_guide() == RESULTS_GUIDE
        assert behaviour_guide() == BEHAVIOUR_GUIDE


@pytest.mark.parametrize(("results", "behaviour"), CELLS)
def test_english_has_a_sentence_for_each_frozen_one(results, behaviour):
    frozen = trace(explain(results, behaviour))

    with translation.override("en"):
        words = told(frozen)

    topics = [row["topic"] for row in frozen["screen"]]
    assert (words.is_stored, [row["topic"] for row in words.sentences]) == (False, topics)
    assert {row["text"] for row in words.sentences}.isdisjoint(
        row["text"] for row in frozen["screen"]
    )


def test_english_names_ratings_and_cell():
    with translation.override("en"):
        words = told(trace(explain(Expectation.ABOVE, Expectation.MEETS)))

    assert [row["text"] for row in words.sentences if row["topic"] == "cell"] == [
        "In the performance quadrant, work results “above expectations” and work behaviour "
        "“meets expectations” meet in the box Good. That is the predikat."
    ]


@pytest.mark.parametrize(
    "changes", [{"rule_version": "1900"}, {"output": "VERY_POOR"}], ids=["rule", "output"]
)
def test_what_the_rule_of_today_does_not_give_is_told_as_it_is_stored(changes):
    frozen = trace(explain(Expectation.ABOVE, Expectation.ABOVE)) | changes

    with translation.override("en"):
        words = told(frozen)

    assert (words.is_stored, list(words.sentences)) == (True, frozen["screen"])


def test_a_result_in_english_tells_why_and_stays_as_it_is(office, delivered, sign_in):
    frozen = PublishedResult.objects.values_list("snapshot", "trace", "content_hash").get()
    type(office.ani).objects.filter(pk=office.ani.pk).update(language="en")
    office.ani.refresh_from_db()

    text = sign_in(office.ani).get(f"/hasil/{delivered.public_id}/").text

    assert ("That is the predikat." in text, "Itulah predikatnya." in text) == (True, False)
    assert PublishedResult.objects.values_list("snapshot", "trace", "content_hash").get() == frozen
