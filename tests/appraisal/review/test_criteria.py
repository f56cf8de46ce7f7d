"""Criteria of the agency: a tab of their own, typed marks, and a place in what is frozen."""

import pytest

from appraisal.choices import CycleOption, NarrativeKind, Part
from appraisal.models import CriterionMark, NarrativeAnswer, PublishedResult
from appraisal.queries.report import paper_of
from appraisal.queries.review import review_sheet, reviewed_competencies
from appraisal.queries.review_missing import missing
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation
from competency.models import Competency
from tests.factories.accounts import actor_for
from tests.factories.acting import answer_criteria, ask_criteria, give_option
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts

pytestmark = pytest.mark.usefixtures("always_open")


@pytest.fixture
def criteria(evaluation):
    """Return the criteria of the cycle, answered by Ani."""
    rows = ask_criteria(evaluation.period.cycle)
    answer_criteria(evaluation.self_assessments.get(), rows)
    return rows


def page(evaluation, tab="kriteria"):
    """Return the address of a tab."""
    return f"/tinjau/{evaluation.public_id}/{tab}/"


def drafts_with_marks(evaluation, criteria):
    """Return complete drafts that also mark the first two criteria."""
    return complete_drafts(evaluation) | {
        f"criterion.{criteria[0].public_id}.mark": "MEETS",
        f"criterion.{criteria[0].public_id}.feedback": "Hadir tepat waktu di loket.",
        f"criterion.{criteria[1].public_id}.mark": "ABOVE",
    }


def test_tab_shows_every_criterion_with_self_mark_and_example(
    office, evaluation, criteria, sign_in
):
    text = sign_in(office.budi).get(page(evaluation)).content.decode()

    assert [row.name in text for row in criteria] == [True, True, True]
    assert "Contoh Disiplin saya." in text
    assert "Tentang Mutu kerja" in text


def test_tab_keeps_mark_and_feedback_and_goes_on(office, evaluation, criteria, sign_in):
    name = f"criterion-{criteria[0].public_id}"
    data = {f"{name}-mark": "ABOVE", f"{name}-mark-rev": 0, "next": "1"}
    data |= {f"{name}-feedback": "Tertib.", f"{name}-feedback-rev": 0}

    response = sign_in(office.budi).post(page(evaluation), data)

    item = review_sheet(evaluation, office.budi).criteria[0]
    assert response.url == page(evaluation, "kompetensi")
    assert (item.mark.mark, item.feedback.text) == ("ABOVE", "Tertib.")


def test_behaviours_lead_to_the_criteria(office, evaluation, criteria, sign_in):
    response = sign_in(office.budi).post(page(evaluation, "perilaku"), {"next": "1"})

    assert response.url == page(evaluation)


def test_without_criteria_there_is_no_tab_and_no_field(office, evaluation, sign_in):
    text = sign_in(office.budi).get(page(evaluation, "perilaku")).content.decode()

    assert page(evaluation) not in text
    assert review_sheet(evaluation, office.budi).criteria == ()


def test_decision_writes_marks_and_freezes_every_criterion(office, evaluation, criteria):
    write_drafts(evaluation, office.budi, drafts_with_marks(evaluation, criteria))

    result = decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    rows = CriterionMark.objects.order_by("criterion__position")
    assert [(row.criterion, row.mark) for row in rows] == [
        (criteria[0], "MEETS"),
        (criteria[1], "ABOVE"),
    ]
    assert result.snapshot["criteria"][0] == {
        "code": "DISIPLIN",
        "name": "Disiplin",
        "description": "Tentang Disiplin",
        "self_mark": "ABOVE",
        "self_example": "Contoh Disiplin saya.",
        "mark": "MEETS",
        "feedback": "Hadir tepat waktu di loket.",
    }
    assert [row["mark"] for row in result.snapshot["criteria"]] == ["MEETS", "ABOVE", ""]


def test_result_page_and_report_show_the_criteria(office, evaluation, criteria, sign_in):
    write_drafts(evaluation, office.budi, drafts_with_marks(evaluation, criteria))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    deliver_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    text = sign_in(office.ani).get(f"/hasil/{evaluation.public_id}/").content.decode()
    document = PublishedResult.objects.get().documents.order_by("kind").last()

    assert "Hadir tepat waktu di loket." in text
    assert [row["mark_words"] for row in paper_of(document).criteria] == [
        "Sesuai ekspektasi",
        "Di atas ekspektasi",
        "",
    ]


def test_older_results_without_criteria_stay_readable(office, delivered, sign_in):
    result = PublishedResult.objects.get()
    snapshot = {k: v for k, v in result.snapshot.items() if k not in {"criteria", "on_behalf"}}
    result.snapshot = snapshot
    document = result.documents.first()
    document.published_result = result

    paper = paper_of(document)

    assert (paper.criteria, paper.is_on_behalf) == ([], False)
    assert paper.signer == snapshot["supervisor"]


@pytest.mark.parametrize("people", [1, 3])
def test_tab_asks_little(office, evaluation, criteria, sign_in, django_assert_num_queries, people):
    client = sign_in(office.budi)

    with django_assert_num_queries(13):
        client.get(page(evaluation))


def test_integrity_stands_first_where_the_cycle_says_so(office, evaluation):
    Competency.objects.filter(name="Integritas").update(position=99)
    plain = [row.name for row in reviewed_competencies(evaluation)]
    give_option(evaluation.period.cycle, CycleOption.INTEGRITY_FIRST)
    first = [row.name for row in reviewed_competencies(evaluation)]

    assert plain[-1] == "Integritas"
    assert first == ["Integritas", *plain[:-1]]


def test_optional_competencies_do_not_hold_a_decision_up(office, evaluation):
    cycle = evaluation.period.cycle
    cycle.parts = cycle.parts | {Part.COMPETENCIES: "optional"}
    cycle.save(update_fields=["parts"])
    drafts = complete_drafts(evaluation)
    levels = [key for key in drafts if key.startswith("competency.")]
    rest = {key: value for key, value in drafts.items() if key not in levels}
    write_drafts(evaluation, office.budi, rest | {levels[0]: drafts[levels[0]]})

    assert missing(review_sheet(evaluation, office.budi)) == []
    result = decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    assert len(result.snapshot["competencies"]) == 1


def test_every_story_the_cycle_asks_for_is_named(office, evaluation, sign_in):
    cycle = evaluation.period.cycle
    cycle.narratives = {NarrativeKind.CHALLENGE: "required", NarrativeKind.INNOVATION: "required"}
    cycle.save(update_fields=["narratives"])
    sent = evaluation.self_assessments.get()
    NarrativeAnswer.objects.create(self_assessment=sent, kind="INNOVATION", text="Peta antrean.")

    sheet = review_sheet(evaluation, office.budi)
    text = sign_in(office.budi).get(page(evaluation, "hasil")).content.decode()

    assert [words for _kind, words in sheet.stories] == ["", "Peta antrean."]
    assert "Tidak diisi." in text
