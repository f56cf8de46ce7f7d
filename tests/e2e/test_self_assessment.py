"""Autosave in a real browser: nothing typed is lost, not by a reload, a second tab or a dead network."""

import re

import pytest
from playwright.sync_api import expect

from appraisal.models import DraftField
from appraisal.queries.questionnaire import drafts_of, questionnaire
from tests.factories.review import write_drafts
from tests.factories.self_assessment import EXAMPLE, complete_answers, self_assessing

SAVED = re.compile(r"^(Draf tersimpan pukul|Tersimpan) \d\d\.\d\d$")
PATIENCE_MS = 10_000


@pytest.fixture
def evaluation(office):
    """Return Ani's evaluation while she writes."""
    return self_assessing(office)


@pytest.fixture
def group(evaluation):
    """Return the first competency."""
    return questionnaire(evaluation).section("competencies").groups[0]


@pytest.fixture
def opened(page, office, group, sign_in_browser):
    """Open the page of the first competency as Ani."""
    sign_in_browser(page, office.ani)
    page.goto(group.url)
    return page


def status(page):
    return page.locator("[data-saved-text]")


def wait_until_saved(page, text):
    """Wait until the status says so and the database agrees."""
    expect(status(page)).to_have_text(SAVED, timeout=PATIENCE_MS)
    page.wait_for_timeout(100)
    assert DraftField.objects.filter(value=text).exists()


def test_what_was_typed_is_there_after_a_reload(opened, evaluation, office, group):
    opened.get_by_label("Level 4, Mumpuni").check()
    opened.locator("textarea").fill(EXAMPLE)
    wait_until_saved(opened, EXAMPLE)

    opened.reload()

    expect(opened.locator("textarea")).to_have_value(EXAMPLE)
    expect(opened.get_by_label("Level 4, Mumpuni")).to_be_checked()
    values = {key: draft.value for key, draft in drafts_of(evaluation, office.ani).items()}
    assert values == {f"{group.key}.level": "4", f"{group.key}.example": EXAMPLE}


def test_second_tab_shows_both_texts_and_the_person_chooses(opened, group):
    other = opened.context.new_page()
    other.goto(group.url)
    opened.locator("textarea").fill("Dari tab pertama")
    wait_until_saved(opened, "Dari tab pertama")

    other.locator("textarea").fill("Dari tab kedua")

    box = other.locator(".conflict")
    expect(box).to_contain_text("Pilih versi yang dipakai", timeout=PATIENCE_MS)
    expect(box).to_contain_text("Dari tab pertama")
    expect(box).to_contain_text("Dari tab kedua")
    assert DraftField.objects.get(key=f"{group.key}.example").value == "Dari tab pertama"
    box.get_by_role("button", name="Pakai tulisan di halaman ini").click()
    wait_until_saved(other, "Dari tab kedua")


def test_text_typed_offline_is_saved_when_the_network_is_back(opened):
    opened.context.set_offline(True)
    opened.locator("textarea").fill(EXAMPLE)
    expect(status(opened)).to_contain_text("Sambungan terputus", timeout=PATIENCE_MS)
    assert not DraftField.objects.exists()

    opened.context.set_offline(False)

    wait_until_saved(opened, EXAMPLE)


def test_signed_out_page_keeps_the_text_and_saves_after_signing_in(opened, office, sign_in_browser):
    opened.context.clear_cookies(name="sessionid")
    opened.locator("textarea").fill(EXAMPLE)
    expect(status(opened)).to_contain_text("Sesi Anda", timeout=PATIENCE_MS)

    sign_in_browser(opened, office.ani)

    wait_until_saved(opened, EXAMPLE)


def test_button_right_after_typing_is_no_conflict(opened, evaluation, office, group):
    opened.locator("textarea").fill("Teks pertama")
    opened.wait_for_timeout(1190)  # the autosave leaves now
    opened.locator("textarea").fill("Teks terakhir")

    opened.get_by_role("button", name="Simpan, lanjut nanti").click()

    opened.wait_for_url(f"**{evaluation.get_absolute_url()}")
    assert drafts_of(evaluation, office.ani)[f"{group.key}.example"].value == "Teks terakhir"


def test_gap_is_named_and_its_link_leads_to_the_field(opened, group):
    opened.locator("textarea").fill("Terlalu pendek")
    opened.get_by_role("button", name="Simpan dan lanjutkan").click()

    expect(opened.locator(".errsum")).to_be_focused()
    opened.get_by_role("link", name="Tulis contoh nyata, paling sedikit 50 karakter").click()

    expect(opened.locator("textarea")).to_be_focused()
    expect(opened.locator("textarea")).to_have_value("Terlalu pendek")


def test_complete_self_assessment_is_sent_by_keyboard_and_mouse(
    opened, evaluation, office, sign_in_browser
):
    write_drafts(evaluation, office.ani, complete_answers(evaluation))
    opened.goto(evaluation.get_absolute_url())

    opened.locator("#content").get_by_role("link", name="Periksa dan kirim").first.click()
    opened.get_by_role("link", name="Lanjutkan ke pengiriman").click()
    opened.get_by_role("button", name="Kirim penilaian diri").press("Enter")

    expect(opened.get_by_role("heading", level=1)).to_have_text("Penilaian diri terkirim")
    evaluation.refresh_from_db()
    assert evaluation.stage == "REVIEW"
