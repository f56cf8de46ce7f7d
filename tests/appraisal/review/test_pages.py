"""The pages of a review: who may open them, what they keep, where they lead, how much they ask."""

from datetime import UTC, datetime

import pytest

from appraisal.choices import EvaluationStage
from appraisal.models import DraftField, PublishedResult, SelfAssessment, UnitAchievement
from tests.factories.review import (
    competencies_for,
    complete_drafts,
    write_drafts,
)

pytestmark = pytest.mark.usefixtures("always_open")
TABS = ("hasil", "perilaku", "kompetensi", "dialog", "ringkasan")
NOT_THE_SUPERVISOR = ("ani", "citra", "dewi", "eko", "farid")


def address(evaluation, page):
    """Return the address of a page of the review."""
    return f"/tinjau/{evaluation.public_id}/{page}/"


def competency_page(evaluation, place=0):
    """Return competency and address of one competency."""
    competency = competencies_for(evaluation)[place]
    return competency, address(evaluation, f"kompetensi/{competency.public_id}")


def posted(texts, revisions=None, **buttons):
    """Return a form as a browser sends it: each field with its revision."""
    data = {}
    for key, value in texts.items():
        name = key.replace(".", "-")
        data[name] = value
        data[f"{name}-rev"] = (revisions or {}).get(key, 0)
    return data | buttons


@pytest.mark.parametrize("tab", TABS)
def test_supervisor_opens_every_tab(office, evaluation, sign_in, tab):
    response = sign_in(office.budi).get(address(evaluation, tab), follow=True)

    assert response.status_code == 200
    assert "Ani Lestari" in response.content.decode()


@pytest.mark.parametrize("tab", [*TABS, "tetapkan", "kembalikan"])
@pytest.mark.parametrize("name", NOT_THE_SUPERVISOR)
def test_nobody_else_finds_a_review(office, evaluation, sign_in, name, tab):
    response = sign_in(getattr(office, name)).get(address(evaluation, tab))

    assert response.status_code == 404


def test_unknown_competency_is_not_found(office, evaluation, sign_in):
    response = sign_in(office.budi).get(address(evaluation, "kompetensi/tidak-ada"))

    assert response.status_code == 404


def test_the_review_opens_at_the_first_open_competency(office, evaluation, sign_in):
    first, _page = competency_page(evaluation)
    second, page = competency_page(evaluation, 1)
    write_drafts(evaluation, office.budi, {f"competency.{first.public_id}.level": "3"})

    response = sign_in(office.budi).get(address(evaluation, "kompetensi"))

    assert response.url == page
    assert second.public_id in response.url


def test_draft_is_saved_and_shown_again(office, evaluation, sign_in):
    competency, page = competency_page(evaluation)
    stem = f"competency.{competency.public_id}"
    client = sign_in(office.budi)

    response = client.post(
        page, posted({f"{stem}.level": "4", f"{stem}.example": "Terlihat di loket."})
    )

    drafts = dict(DraftField.objects.filter(author=office.budi).values_list("key", "value"))
    assert response.url == page
    assert drafts == {f"{stem}.level": "4", f"{stem}.example": "Terlihat di loket."}
    assert "Terlihat di loket." in client.get(page).content.decode()


def test_ticks_are_kept_as_one_field(office, evaluation, sign_in):
    competency, page = competency_page(evaluation)
    key = f"competency.{competency.public_id}.indicators"

    sign_in(office.budi).post(page, posted({key: ["1", "3"]}))

    assert DraftField.objects.get(key=key).value == "1,3"


def test_going_on_leads_to_the_next_open_competency(office, evaluation, sign_in):
    competency, page = competency_page(evaluation)
    _second, following = competency_page(evaluation, 1)

    response = sign_in(office.budi).post(
        page, posted({f"competency.{competency.public_id}.level": "3"}, next="1")
    )

    assert response.url == f"{following}#detail"


def test_after_the_last_competency_come_the_dialogue_notes(office, evaluation, sign_in):
    texts = complete_drafts(evaluation)
    write_drafts(evaluation, office.budi, texts)
    _competency, page = competency_page(evaluation)

    response = sign_in(office.budi).post(page, {"next": "1"})

    assert response.url == address(evaluation, "dialog")


def test_going_on_without_the_example_keeps_every_word(office, evaluation, sign_in):
    competency, page = competency_page(evaluation)
    stem = f"competency.{competency.public_id}"

    response = sign_in(office.budi).post(
        page, posted({f"{stem}.level": "1", f"{stem}.reason": "Alasan saya."}, next="1")
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "Galat:" in text
    assert "Alasan saya." in text
    assert DraftField.objects.filter(key=f"{stem}.level", value="1").count() == 1


def test_text_saved_in_another_tab_is_not_overwritten(office, evaluation, sign_in):
    write_drafts(evaluation, office.budi, {"overall.strengths": "Tulisan lain"})
    client = sign_in(office.budi)
    page = address(evaluation, "dialog")

    clash = client.post(page, posted({"overall.strengths": "Tulisan saya"}))

    assert clash.status_code == 422
    assert "Tulisan lain" in clash.content.decode()
    assert "Tulisan saya" in clash.content.decode()
    assert DraftField.objects.get(key="overall.strengths").value == "Tulisan lain"

    client.post(page, posted({"overall.strengths": "Tulisan saya"}, {"overall.strengths": 1}))

    assert DraftField.objects.get(key="overall.strengths").value == "Tulisan saya"


def test_text_that_is_too_long_is_refused_and_kept_on_the_page(office, evaluation, sign_in):
    long = "kata " * 5000

    response = sign_in(office.budi).post(
        address(evaluation, "dialog"), posted({"overall.strengths": long})
    )

    assert response.status_code == 422
    assert long.strip()[:500] in response.content.decode()
    assert DraftField.objects.count() == 0


def test_focuses_are_proposed_from_the_gaps_until_one_is_written(office, evaluation, sign_in):
    competency, _page = competency_page(evaluation, 2)
    write_drafts(evaluation, office.budi, {f"competency.{competency.public_id}.level": "1"})
    client = sign_in(office.budi)

    proposed = client.get(address(evaluation, "dialog")).context["focuses"]
    write_drafts(evaluation, office.budi, {"focus.1.text": "Hal lain"})
    written = client.get(address(evaluation, "dialog")).context["focuses"]

    assert proposed[0]["chosen"] == competency.public_id
    assert proposed[0]["words"] == f"{competency.name}: dari level 1 menuju level 2."
    assert [row["is_proposal"] for row in proposed] == [True, False, False]
    assert [row["words"] for row in written] == ["Hal lain", "", ""]


def test_summary_shows_predikat_and_explanation_before_deciding(office, evaluation, sign_in):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))

    response = sign_in(office.budi).get(address(evaluation, "ringkasan"))

    assert response.context["rating"].value == "GOOD"
    assert [cell.here for row in response.context["quadrant_cells"] for cell in row].count(
        True
    ) == 1
    assert "bertemu di kotak Baik" in response.content.decode()
    assert PublishedResult.objects.count() == 0


def test_summary_names_what_is_missing_with_links(office, evaluation, sign_in):
    response = sign_in(office.budi).post(address(evaluation, "ringkasan"), {"next": "1"})

    links = [point.url for point in response.context["missing"]]
    text = response.content.decode()
    assert response.status_code == 422
    assert [link for link in links if link not in text] == []


def test_summary_says_whom_to_ask_for_the_organisations_value(office, evaluation, sign_in):
    UnitAchievement.objects.all().delete()
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    client = sign_in(office.budi)

    summary = client.get(address(evaluation, "ringkasan"))
    decide = client.get(address(evaluation, "tetapkan"))

    assert "Minta Dewi Anggraini mencatatnya" in summary.content.decode()
    assert decide.url == address(evaluation, "ringkasan")


def test_deciding_passes_an_interruption_page(office, evaluation, sign_in):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    client = sign_in(office.budi)
    page = address(evaluation, "tetapkan")

    asked = client.get(page)
    answer = client.post(page, {"revision": evaluation.revision})

    evaluation.refresh_from_db()
    assert asked.status_code == 200
    assert answer.url == f"/hasil/{evaluation.public_id}/?lanjut=ditetapkan#next"
    assert evaluation.stage == "DECIDED"


def test_deciding_what_changed_meanwhile_is_refused_with_a_message(office, evaluation, sign_in):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))

    sign_in(office.budi).post(address(evaluation, "tetapkan"), {"revision": 99})

    evaluation.refresh_from_db()
    assert evaluation.stage == "REVIEW"


def test_decided_review_leads_to_the_result(office, decided, sign_in):
    response = sign_in(office.budi).get(address(decided, "hasil"))

    assert response.url == f"/hasil/{decided.public_id}/"


def test_handing_back_needs_a_reason_and_keeps_it(office, evaluation, sign_in):
    client = sign_in(office.budi)
    page = address(evaluation, "kembalikan")

    empty = client.post(page, {"reason": "  "})
    done = client.post(page, {"reason": "Tambahkan bukti"})

    evaluation.refresh_from_db()
    assert (empty.status_code, done.status_code) == (422, 302)
    assert evaluation.stage == "SELF_ASSESSMENT"
    assert evaluation.stage_changes.get().reason == "Tambahkan bukti"


def test_before_sending_only_progress_is_shown(office, evaluation, sign_in):
    type(evaluation).objects.update(stage=EvaluationStage.SELF_ASSESSMENT, submitted_at=None)

    response = sign_in(office.budi).get(address(evaluation, "kompetensi"))

    text = response.content.decode()
    assert response.status_code == 200
    assert "belum mengirim penilaian diri" in text
    assert "Satu dokumen ditetapkan" not in text


def test_self_assessment_sent_early_in_the_morning_shows_that_day(office, evaluation, sign_in):
    early = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)  # 18 November, 06.30 WIB
    SelfAssessment.objects.filter(evaluation=evaluation).update(submitted_at=early)

    page = sign_in(office.budi).get(f"/tinjau/{evaluation.public_id}/hasil/")

    assert "dikirim 18 November" in page.content.decode()
