"""The hints on words that are hard to measure (PermenPANRB 6/2022, page 51)."""

import pytest

from appraisal.rules.plan_wording import absolute_words, names_a_number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Semua surat dijawab", ("semua",)),
        ("Surat tidak  pernah terlambat dan selalu lengkap", ("tidak pernah", "selalu")),
        ("Setiap hari, setiap minggu", ("setiap",)),
        ("80 sampai 90% surat dijawab", ()),
        ("Kesemuanya dan disetiapkan", ()),
        ("", ()),
    ],
)
def test_absolute_words(text, found):
    assert absolute_words(text) == found


@pytest.mark.parametrize(
    ("text", "answer"), [("7 sampai 8 bulan", True), ("baik", False), ("", False)]
)
def test_names_a_number(text, answer):
    assert names_a_number(text) == answer
