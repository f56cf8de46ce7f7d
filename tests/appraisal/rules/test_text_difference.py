"""Which words were added and which were taken away."""

import pytest

from appraisal.rules.text_difference import Change, Piece, pairs, word_difference

S, A, R = Change.SAME, Change.ADDED, Change.REMOVED


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Tetap sama", "Tetap sama", [(S, "Tetap sama")]),
        ("", "Baru", [(A, "Baru")]),
        ("Lama", "", [(R, "Lama")]),
        ("", "", []),
        (
            "Antrean lebih pendek",
            "Antrean jauh lebih pendek",
            [(S, "Antrean"), (A, " jauh"), (S, " lebih pendek")],
        ),
        ("Rencana ke-1", "Target baru", [(R, "Rencana ke-1"), (A, "Target baru")]),
        ("12 dokumen", "14 dokumen", [(R, "12"), (A, "14"), (S, " dokumen")]),
    ],
)
def test_word_difference(before, after, pieces):
    assert word_difference(before, after) == tuple(Piece(*row) for row in pieces)


@pytest.mark.parametrize(
    ("before", "after"), [("satu dua tiga", "dua tiga empat"), ("a  b", "a b"), ("x", "y z")]
)
def test_both_texts_can_be_read_back(before, after):
    pieces = word_difference(before, after)

    assert "".join(row.text for row in pieces if row.change != A) == before
    assert "".join(row.text for row in pieces if row.change != R) == after


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["a", "b"], ["a", "b"], [(0, 0), (1, 1)]),
        (["a", "b"], ["a", "x"], [(0, 0), (1, 1)]),
        (["a"], ["x", "a"], [(None, 0), (0, 1)]),
        (["a", "b"], ["b"], [(0, None), (1, 0)]),
        ([], [], []),
    ],
)
def test_pairs(before, after, found):
    assert pairs(before, after) == found
