"""Numbers and words, where a cycle asks for both."""

import pytest

from appraisal.rules.plan_measures import MeasuredTarget, MissingMeasures, missing_measures


@pytest.mark.parametrize(
    ("targets", "number", "words"),
    [
        ([], True, True),
        ([("12", True)], False, True),
        ([("12 dokumen", True)], False, True),
        ([("Dipakai di seluruh loket", False)], True, False),
        ([("12, dipakai di seluruh loket", True)], False, False),
        ([("12", True), ("Dipakai di seluruh loket", False)], False, False),
    ],
)
def test_missing_measures(targets, number, words):
    rows = [MeasuredTarget(text, has_number) for text, has_number in targets]

    assert missing_measures(rows) == MissingMeasures(number, words)
