"""A supervisor of twelve finishes the whole year with the keys alone: nothing is clicked."""

import pytest
from playwright.sync_api import expect

from appraisal.choices import EvaluationStage
from appraisal.models import ProgressEntry, PublishedResult
from tests.e2e.keyboard import KeyboardWalker
from tests.factories.acting import answer_criteria
from tests.factories.review import (
    in_review,
    make_colleagues,
    make_self_assessment,
    write_drafts,
)
from tests.factories.self_assessment import ask_as

TEAM = 12
SHEET = "Langsung ke lembar penilaian"
# From one release to the next, without the letters of the texts. Whoever reads
# the results, values and criteria of a person marks 12 rows; with a noted dialogue two are left.
MOST_IN_FULL, MOST_WHEN_NOTED = 115, 50
LOWEST = "Di bawah ekspektasi"
NOTED = {
    "overall.strengths": "Teliti dan sabar menjelaskan.",
    "focus.1.text": "Memimpin satu uji coba layanan.",
}


@pytest.fixture
def team(office):
    """Return twelve sent self-assessments of template T2; eleven dialogues are noted already."""
    first = in_review(office)
    ask_as(first.period.cycle, "T2")
    colleagues = make_colleagues(office, first, TEAM - 1)
    for evaluation in colleagues:
        make_self_assessment(evaluation)
        write_drafts(evaluation, office.budi, NOTED)
    criteria = first.period.cycle.criteria.order_by("position")
    for sent in [e.self_assessments.get() for e in (first, *colleagues)]:
        answer_criteria(sent, criteria)
    return [first, *colleagues]


@pytest.fixture
def keys(page, office, team, sign_in_browser, november):
    """Return Budi at his keyboard, with the start page before him; faults are judged at the end."""
    sign_in_browser(page, office.budi)
    page.goto("/")
    walker = KeyboardWalker(page)
    yield walker
    assert walker.faults == []


def test_supervisor_of_twelve_decides_and_releases_with_the_keys_alone(keys, team):
    keys.follow("Tim saya").heading("Tim saya")
    walk_with_letters(keys)
    in_full = presses(keys, TEAM, review_in_full)
    noted = [presses(keys, left, rate_in_summary) for left in range(TEAM - 1, 0, -1)]
    keys.go().heading("Tim saya")
    keys.follow("Ringkasan tim dan sebaran").heading("Ringkasan tim dan sebaran")

    expect(keys.page.get_by_text("12 dari 12 sudah ditetapkan.")).to_be_visible()
    assert stages() == [(EvaluationStage.DELIVERED, "ABOVE", "MEETS")] * TEAM
    assert in_full <= MOST_IN_FULL
    assert max(noted) <= MOST_WHEN_NOTED


def walk_with_letters(keys):
    """Go to the next person and back with J and K, and leave a quick note with C on the way."""
    open_next(keys, TEAM).heading("Ani Lestari").go("j").heading("Rekan A Contoh")
    keys.go("k").heading("Ani Lestari").go("c").heading("Catatan cepat")
    keys.tab_to("Apa yang selesai dikerjakan?").type("Dialog direncanakan.")
    keys.follow("Simpan catatan").heading("Ani Lestari").follow("Tim saya")
    assert ProgressEntry.objects.get().text == "Dialog direncanakan."


def presses(keys, left, review):
    """Take the next person to the release; return how many keys that took."""
    before = keys.presses
    review(open_next(keys, left).skip().skip(SHEET))
    decide_and_release(keys)
    return keys.presses - before


def stages():
    """Return where everybody stands, and what was decided."""
    return [
        (result.evaluation.stage, result.results_rating, result.behaviour_rating)
        for result in PublishedResult.objects.select_related("evaluation")
    ]


def open_next(keys, left):
    """Begin on the board, which says how many wait; after a release the focus is on who comes next."""
    return keys.skip().follow(f"Mulai menilai ({left})") if left == TEAM else keys.go()


def review_in_full(keys):
    """Mark and comment every result, value and criterion, note the dialogue, and rate."""
    for _result in range(2):
        mark(keys, "3").tab_to("Umpan balik (tidak wajib)").type("Selesai tepat waktu.")
    mark_all(keys.follow("Simpan, lanjut ke perilaku"), 7)
    mark_all(keys.follow("Simpan dan lanjutkan"), 3).follow("Simpan dan lanjutkan")
    keys.tab_to("Kekuatan").type(NOTED["overall.strengths"])
    keys.tab_to("Apa dan bagaimana", within="Fokus 1").type(NOTED["focus.1.text"])
    rate(keys.follow("Simpan, lanjut ke ringkasan"))


def rate_in_summary(keys):
    """Go to the last tab, the dialogue is noted already, and rate."""
    rate(keys.follow("Ringkasan", key="Shift+Tab").skip().skip(SHEET))


def mark(keys, digit):
    """Reach the next row of marks and choose by its digit."""
    return keys.tab_to(LOWEST).press(digit)


def mark_all(keys, count):
    """Choose the middle mark in every row of a page with the arrow keys."""
    for _row in range(count):
        keys.tab_to(LOWEST).press("Space").press("ArrowRight")
    return keys


def rate(keys):
    """Give both ratings with their reasons, and ask for the decision."""
    mark(keys, "3").tab_to("Alasan").type("Melampaui target.")
    mark(keys, "2").tab_to("Alasan").type("Tepat janji.")
    keys.follow("Tetapkan hasil").heading("Anda akan menetapkan hasil")


def decide_and_release(keys):
    """Confirm the decision and release the result."""
    keys.skip().follow("Tetapkan hasil").follow("Serahkan hasil ke pegawai")
    keys.skip().follow("Serahkan hasil")
