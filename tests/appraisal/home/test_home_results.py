"""The step of the results on the start page, once a result was discussed."""

from appraisal.choices import EvaluationStage as E
from tests.appraisal.home.conftest import home_of
from tests.factories.appraisal import NOON, make_evaluation


def test_discussed_result_says_nothing_of_a_dialogue_to_come(ani, make_plan):
    make_evaluation(make_plan(), stage=E.ACKNOWLEDGED, submitted_at=NOON, acknowledged_at=NOON)

    _read, dialogue, respond, _papers = home_of(ani).steps[2].tasks

    assert (dialogue.status, dialogue.status_text) == ("open", "Hari tidak tercatat")
    assert respond.hint == (
        "Dibaca dan didiskusikan pada 20 November 2026;"
        " tanggapan dapat ditambah sampai 10 Desember 2026"
    )
