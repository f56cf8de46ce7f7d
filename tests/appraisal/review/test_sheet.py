"""One competency on the sheet: the four quadrants, and when words are asked for."""

import pytest

from appraisal.queries.review import review_sheet
from appraisal.queries.review_missing import missing
from appraisal.queries.review_summary import quadrant_cells
from competency.choices import AgreementLabel
from tests.factories.review import competencies_for, complete_drafts, write_drafts


@pytest.fixture
def first(office, evaluation):
    """Return a function: the first competency (standard 3) with own and observed level and more."""

    def make(own, level, **fields):
        competency = competencies_for(evaluation)[0]
        sent = evaluation.self_assessments.get()
        sent.competencies.filter(competency=competency).update(level=own)
        stem = f"competency.{competency.public_id}"
        texts = {f"{stem}.{name}": value for name, value in {"level": level, **fields}.items()}
        write_drafts(evaluation, office.budi, texts)
        return review_sheet(evaluation, office.budi).competencies[0]

    return make


@pytest.mark.parametrize(
    ("own", "level", "label"),
    [
        (3, "4", AgreementLabel.CONFIRMED_STRENGTH),
        (2, "3", AgreementLabel.HIDDEN_STRENGTH),
        (4, "2", AgreementLabel.BLIND_SPOT),
        (1, "2", AgreementLabel.AGREED_NEED),
    ],
)
def test_four_quadrants_are_named_against_the_standard(first, own, level, label):
    item = first(own, level)

    assert item.standard == 3
    assert item.agreement == label
    assert item.agreement_sentence


def test_without_a_level_nothing_is_named(first):
    item = first(3, "")

    assert (item.agreement, item.difference, item.agreement_sentence) == (None, None, "")


@pytest.mark.parametrize("level", ["0", "6", "9", "x", "3.5", "-1"])
def test_what_is_no_level_counts_as_missing(first, level):
    assert first(3, level).observed is None


@pytest.mark.parametrize(
    ("own", "level", "asked"), [(3, "1", True), (2, "4", True), (3, "2", False), (3, "3", False)]
)
def test_two_levels_apart_asks_for_an_example(first, own, level, asked):
    assert first(own, level).needs_example is asked


@pytest.mark.parametrize(
    ("level", "ticks", "asked"),
    [
        ("2", "1,2,3", True),  # below the standard although every indicator of it was seen
        ("3", "1,2", True),  # at the standard although one was not
        ("4", "3", True),
        ("3", "1,2,3", False),
        ("2", "1", False),
        ("3", "", False),  # not used
        ("2", "", False),
    ],
)
def test_level_and_ticks_that_differ_ask_for_a_reason(first, level, ticks, asked):
    assert first(3, level, indicators=ticks).needs_reason is asked


def test_words_that_were_asked_for_complete_the_answer(first):
    item = first(3, "1", indicators="1,2,3", example="Terlihat di loket.", reason="Baru sekali.")

    assert item.is_done is True


def test_everything_missing_is_named_with_a_link(office, evaluation):
    found = missing(review_sheet(evaluation, office.budi))

    codes = [point.code for point in found]
    assert codes == [
        *["level"] * len(competencies_for(evaluation)),
        "strengths",
        "focus",
        "results_rating",
        "results_reason",
        "behaviour_rating",
        "behaviour_reason",
    ]
    assert all(point.url.startswith(f"/tinjau/{evaluation.public_id}/") for point in found)


def test_nothing_is_missing_from_complete_drafts(office, evaluation):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))

    assert missing(review_sheet(evaluation, office.budi)) == []


def test_quadrant_marks_the_one_cell_and_is_not_symmetric():
    cells = quadrant_cells("ABOVE", "BELOW")

    here = [cell.rating for row in cells for cell in row if cell.here]
    assert here == ["Kurang"]
    assert [cell.rating for cell in cells[2]] == [
        "Sangat kurang",
        "Butuh perbaikan",
        "Butuh perbaikan",
    ]
