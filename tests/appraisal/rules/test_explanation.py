"""The explanation of a result: complete for each cell, stored as JSON, replayed to the same."""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rules.distribution import OrganisationAchievement
from appraisal.rules.explanation import (
    Topic,
    UnknownRuleVersion,
    explain,
    recompute,
    trace,
)
from appraisal.rules.labels import (
    ACHIEVEMENT_PRINT,
    ACHIEVEMENT_SCREEN,
    BEHAVIOUR_GUIDE,
    EXPECTATION_PRINT,
    EXPECTATION_SCREEN,
    RATING_PRINT,
    RATING_SCREEN,
    RESULTS_GUIDE,
)
from appraisal.rules.quadrant import (
    RULE_VERSION,
    Expectation,
    PerformanceRating,
    performance_rating,
)

CELLS = list(product(Expectation, Expectation))


def about(sentences, topic):
    """Return the texts about one topic."""
    return [sentence.text for sentence in sentences if sentence.topic is topic]


@pytest.mark.parametrize(("results", "behaviour"), CELLS)
def test_stored_trace_replays_to_the_stored_predikat(results, behaviour):
    stored = json.loads(json.dumps(trace(explain(results, behaviour))))
    assert recompute(stored) == stored["output"] == performance_rating(results, behaviour)


def test_trace_holds_rule_inputs_and_output():
    stored = trace(explain(Expectation.ABOVE, Expectation.BELOW))
    stored.pop("screen")
    stored.pop("paper")
    assert stored == {
        "rule": "appraisal.rules.quadrant",
        "rule_version": RULE_VERSION,
        "source": "PermenPANRB 6/2022, halaman 99-103",
        "inputs": {"results": "ABOVE", "behaviour": "BELOW"},
        "output": "POOR",
    }


def test_trace_keeps_the_sentences_for_screen_and_paper():
    explanation = explain(Expectation.MEETS, Expectation.MEETS)
    stored = trace(explanation)
    assert [line["text"] for line in stored["screen"]] == [line.text for line in explanation.screen]
    assert [line["topic"] for line in stored["paper"]] == [line.topic for line in explanation.paper]


def test_screen_names_ratings_and_cell_in_plain_spelling():
    explanation = explain(Expectation.ABOVE, Expectation.BELOW)
    assert about(explanation.screen, Topic.RATINGS) == [
        "Pejabat penilai kinerja menilai hasil kerja: di atas ekspektasi.",
        "Pejabat penilai kinerja menilai perilaku kerja: di bawah ekspektasi.",
    ]
    assert about(explanation.screen, Topic.CELL) == [
        "Pada kuadran kinerja, hasil kerja di atas ekspektasi dan perilaku kerja di bawah "
        "ekspektasi bertemu di kotak Kurang. Itulah predikatnya."
    ]


def test_paper_keeps_the_spelling_of_the_regulation():
    explanation = explain(Expectation.ABOVE, Expectation.BELOW)
    assert about(explanation.paper, Topic.CELL) == [
        "Pada kuadran kinerja, hasil kerja Diatas Ekspektasi dan perilaku kerja Dibawah "
        "Ekspektasi bertemu di kotak Kurang/ Misconduct. Itulah predikatnya."
    ]


def test_explanation_says_what_another_rating_would_have_given():
    explanation = explain(Expectation.MEETS, Expectation.MEETS)
    assert about(explanation.screen, Topic.OTHERWISE) == [
        "Bila hasil kerja dinilai di atas ekspektasi, predikatnya tetap Baik.",
        "Bila hasil kerja dinilai di bawah ekspektasi, predikatnya menjadi Butuh perbaikan.",
        "Bila perilaku kerja dinilai di atas ekspektasi, predikatnya tetap Baik.",
        "Bila perilaku kerja dinilai di bawah ekspektasi, predikatnya menjadi Kurang.",
    ]


@pytest.mark.parametrize(("results", "behaviour"), CELLS)
def test_alternatives_are_the_cells_of_the_same_row_and_column(results, behaviour):
    told = {
        (other.expectation, behaviour)
        if other.axis == "results"
        else (results, other.expectation): other.rating
        for other in explain(results, behaviour).alternatives
    }
    crossing = [cell for cell in CELLS if (cell[0] == results) != (cell[1] == behaviour)]
    assert told == {cell: performance_rating(*cell) for cell in crossing}


@pytest.mark.parametrize(("results", "behaviour"), CELLS)
def test_every_topic_is_told_on_screen_and_on_paper(results, behaviour):
    explanation = explain(results, behaviour)
    assert {line.topic for line in explanation.screen} == set(Topic)
    assert [line.topic for line in explanation.screen] == [line.topic for line in explanation.paper]


def test_explanation_says_what_did_not_count_and_cites_the_pages():
    explanation = explain(Expectation.BELOW, Expectation.ABOVE)
    assert about(explanation.paper, Topic.NOT_COUNTED) == [
        "Predikat ini tidak dihitung dari angka, bobot, atau kuota.",
        "Capaian target, level kompetensi, umpan balik, dan survei adalah bahan pertimbangan.",
        "Tidak satu pun dari bahan itu mengubah predikat dengan sendirinya.",
        "Pola distribusi predikat hanya panduan, bukan jatah.",
    ]
    assert about(explanation.paper, Topic.SOURCE) == ["Dasar: PermenPANRB 6/2022, halaman 99-103."]


@pytest.mark.parametrize("version", ["permenpanrb-6-2022/2", "", None, ["permenpanrb-6-2022/1"]])
def test_unknown_rule_version_is_refused(version):
    stored = trace(explain(Expectation.MEETS, Expectation.MEETS)) | {"rule_version": version}
    with pytest.raises(UnknownRuleVersion):
        recompute(stored)


@pytest.mark.parametrize(
    "inputs", [None, [], {}, {"results": "ABOVE"}, {"results": "ABOVE", "behaviour": "HIGH"}]
)
def test_trace_without_two_ratings_is_refused(inputs):
    stored = trace(explain(Expectation.MEETS, Expectation.MEETS)) | {"inputs": inputs}
    with pytest.raises(ValueError, match="behaviour"):
        recompute(stored)


def test_forged_output_is_not_believed():
    stored = trace(explain(Expectation.MEETS, Expectation.MEETS)) | {"output": "VERY_GOOD"}
    assert recompute(stored) is PerformanceRating.GOOD


@given(st.sampled_from(Expectation), st.sampled_from(Expectation))
def test_explaining_stored_text_equals_explaining_the_rating(results, behaviour):
    assert explain(str(results), str(behaviour)) == explain(results, behaviour)


@pytest.mark.parametrize(
    ("labels", "members"),
    [
        (EXPECTATION_PRINT, Expectation),
        (EXPECTATION_SCREEN, Expectation),
        (RESULTS_GUIDE, Expectation),
        (BEHAVIOUR_GUIDE, Expectation),
        (RATING_PRINT, PerformanceRating),
        (RATING_SCREEN, PerformanceRating),
        (ACHIEVEMENT_PRINT, OrganisationAchievement),
        (ACHIEVEMENT_SCREEN, OrganisationAchievement),
    ],
)
def test_every_member_has_its_own_words(labels, members):
    assert list(labels) == list(members)
    assert len(set(labels.values())) == len(members)
