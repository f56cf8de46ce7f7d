"""A year of an employee on the phone: plan, work log, self-assessment, result, dialogue, own data."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import AccessKind
from accounts.models import Employee, SupervisorCorrection
from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.models import DraftField, Evaluation
from appraisal.services.access import record_opening
from appraisal.services.dialogue import Schedule, plan_dialogue, write_notes
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation
from appraisal.services.work_plan import agree_work_plan
from tests.e2e.phone import PhoneWalker
from tests.factories.accounts import actor_for
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_work_plan,
)
from tests.factories.review import complete_drafts, write_drafts
from tests.factories.self_assessment import EXAMPLE, ask_as

NOTE = "Lembar periksa satu halaman dipakai di semua loket."
PATIENCE_MS = 10_000
pytestmark = pytest.mark.browser_context_args(
    viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
)


@pytest.fixture
def plan(office):
    """Return Ani's empty work plan in a running cycle of template T2."""
    cycle = make_cycle(office.dewi, units=[office.dinas])
    ask_as(cycle, "T2")
    make_achievement(office.dinas, cycle.periods.get(), office.dewi)
    return make_work_plan(
        cycle,
        office.assignments.ani,
        supervisor=office.budi,
        superior=office.farid,
        stage=WorkPlanStage.DRAFT,
        results=0,
    )


@pytest.fixture
def phone(page, office, plan, sign_in_browser, november):
    """Return Ani with her phone on the start page; faults are judged at the end."""
    sign_in_browser(page, office.ani)
    page.set_default_timeout(PATIENCE_MS)
    walker = PhoneWalker(page).goto("/")
    yield walker
    assert walker.faults == []


def test_staff_does_a_whole_year_on_the_phone(phone, office, plan, carry_out_jobs):
    plan_one_result(phone)
    supervisor_agrees(office, plan)
    write_quick_note(phone)
    assess_oneself(phone)
    supervisor_decides_and_releases(office)
    carry_out_jobs()
    read_and_answer(phone)
    confirm_dialogue(phone)
    look_after_own_data(phone, office)
    choose_large_and_dark(phone)


def plan_one_result(phone):
    """Write one result and propose the plan."""
    phone.menu("SKP saya").click("Tambah rencana hasil kerja")
    phone.write("Rencana hasil kerja", "Antrean layanan lebih singkat")
    phone.fill("[name=indicators-0-statement]", "Rata-rata waktu tunggu")
    phone.page.locator("[name=indicators-0-aspect]").select_option("TIME")
    phone.fill("[name=indicators-0-target_min]", "15")
    phone.fill("[name=indicators-0-unit_of_measure]", "menit")
    phone.follow(phone.page.locator("main .actions").get_by_role("button", name="Simpan"))
    phone.press("Ajukan ke atasan")


def supervisor_agrees(office, plan):
    """Let Budi agree; with that the self-assessment of the open period begins."""
    plan.refresh_from_db()
    agree_work_plan(work_plan=plan, actor=actor_for(office.budi), at=NOON)


def write_quick_note(phone):
    """Note what is done: pencil, words, button, and one is back where one was."""
    here, before = phone.page.url, phone.steps
    phone.click("Catatan cepat").write("Apa yang selesai dikerjakan?", NOTE).press("Simpan catatan")
    assert phone.page.url == here
    assert phone.steps - before <= 4


def assess_oneself(phone):
    """Go from the start page through every part to the reference number."""
    phone.menu("Beranda")
    phone.follow(phone.page.locator(".lead .btn"))
    phone.tap(phone.page.locator("summary", has_text="Pilih dari catatan kerja"))
    phone.tap(phone.page.locator("label.ev", has_text=NOTE))
    lose_the_connection(phone.page)
    while "/periksa/" not in phone.page.url:
        phone.choose("[value=MEETS]").choose("[name$='-done'][value=yes]")
        phone.fill("textarea:visible", EXAMPLE).press("Simpan dan lanjutkan")
    expect(phone.page.get_by_text(NOTE).first).to_be_visible()
    phone.click("Lanjutkan ke pengiriman").press("Kirim penilaian diri")
    expect(phone.page.get_by_text("PD-2026-").first).to_be_visible()


def lose_the_connection(page):
    """Type in a tunnel: the words stay, and are saved once the network is back."""
    page.context.set_offline(True)
    page.locator("textarea").first.fill(EXAMPLE)
    status = page.locator("[data-saved-text]")
    expect(status).to_contain_text("Sambungan terputus", timeout=PATIENCE_MS)
    page.context.set_offline(False)
    expect(status).to_have_text(re.compile(r"^Tersimpan \d\d\.\d\d$"), timeout=PATIENCE_MS)
    assert DraftField.objects.filter(value=EXAMPLE).count() == 1


def supervisor_decides_and_releases(office):
    """Let Budi read, decide, release, plan the dialogue and write the joint notes."""
    evaluation, budi = Evaluation.objects.get(), actor_for(office.budi)
    record_opening(record=evaluation, kind=AccessKind.SELF_ASSESSMENT, actor=budi, at=NOON)
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    decide_evaluation(
        evaluation=evaluation, actor=budi, at=NOON, expected_revision=evaluation.revision
    )
    deliver_evaluation(evaluation=Evaluation.objects.get(), actor=budi, at=NOON)
    meeting = Schedule(datetime(2026, 11, 20, 2, 0, tzinfo=UTC), 60, "Ruang rapat", "Dukungan")
    dialogue = plan_dialogue(evaluation=evaluation, schedule=meeting, actor=budi, at=NOON)
    write_notes(
        dialogue=dialogue,
        notes="Lembar periksa dipakai juga di loket lain.",
        expected_revision=dialogue.revision,
        actor=budi,
        at=NOON,
    )


def read_and_answer(phone):
    """Find the result from the start page, read it and say so."""
    phone.menu("Beranda")
    phone.follow(phone.page.locator(".lead .btn"))
    expect(phone.page.get_by_text("Predikat: Baik").first).to_be_visible()
    phone.press("Saya sudah membaca dan mendiskusikan hasil ini")
    assert Evaluation.objects.get().stage == EvaluationStage.ACKNOWLEDGED


def confirm_dialogue(phone):
    """Confirm what was agreed, from the result."""
    phone.click("Agenda, catatan, dan tindak lanjut").press("Konfirmasi catatan ini")
    assert Evaluation.objects.get().dialogue.employee_confirmed_at == NOON


def look_after_own_data(phone, office):
    """See who opened what, take a document home, and report a wrong supervisor."""
    phone.menu("Siapa yang membuka data saya")
    expect(phone.page.get_by_role("rowheader", name=office.budi.name).first).to_be_visible()
    phone.menu("Riwayat dan dokumen")
    with phone.page.expect_download() as download:
        phone.tap(phone.page.get_by_role("link", name=re.compile("^Dokumen evaluasi")).first)
    assert download.value.suggested_filename.endswith(".pdf")
    phone.menu("Akun dan preferensi").click("Bukan atasan saya?")
    phone.tap(phone.page.get_by_text("saya tidak tahu", exact=True))
    phone.press("Kirim ke pengelola kepegawaian")
    assert SupervisorCorrection.objects.get().employee == office.ani


def choose_large_and_dark(phone):
    """Choose the largest letters on a dark page; nothing of the daily pages breaks."""
    phone.menu("Akun dan preferensi")
    phone.tap(phone.page.get_by_text("terbesar", exact=True))
    phone.tap(phone.page.get_by_text("gelap", exact=True)).press("Simpan preferensi")
    assert Employee.objects.filter(theme="dark", text_size="xl").count() == 1
    phone.judged.clear()
    phone.goto("/").goto("/skp/").goto("/catatan/").goto("/riwayat/")
    phone.goto("/cara-kerja/").goto("/kompetensi/").goto("/pemberitahuan/")
    phone.goto(reverse("appraisal:result_detail", args=[Evaluation.objects.get().public_id]))
