"""The steps of template T1 in a browser, as HR, staff and supervisor take them."""

from django.urls import reverse
from playwright.sync_api import expect

from appraisal.models import AppraisalCycle, Evaluation, WorkPlan
from tests.factories.appraisal import NOON
from tests.factories.self_assessment import EXAMPLE

ON_SHOW = {"SELF_ASSESSMENT": "2026-11-16", "REVIEW": "2026-11-16", "DELIVERY": "2026-11-16"}


def evaluation_page(name, employee, *args):
    """Return the address of a page about somebody's evaluation."""
    evaluation = Evaluation.objects.get(employee=employee)
    return reverse(f"appraisal:{name}", args=[evaluation.public_id, *args])


def prepare_cycle(hr):
    """Prepare a cycle page by page, with the dates that the tests live in."""
    hr.goto("/siklus/").goto("/siklus/baru/")
    hr.fill("#id_name", "Penilaian kinerja 2026").press("Simpan dan lanjutkan")
    hr.press("Simpan dan lanjutkan")
    for phase, day in ON_SHOW.items():
        hr.fill(f"#id_{phase}_opens", day)
    hr.press("Simpan dan lanjutkan")
    return AppraisalCycle.objects.get()


def open_cycle(hr, cycle, carry_out_jobs):
    """Pass the check and open the cycle; for a crowd the worker does it."""
    hr.goto(reverse("appraisal:cycle_check", args=[cycle.public_id]))
    hr.goto(reverse("appraisal:cycle_open", args=[cycle.public_id])).press("Buka siklus")
    carry_out_jobs()
    cycle.refresh_from_db()
    assert cycle.opened_at == NOON


def propose_plan(staff):
    """Write one result with its indicator and propose the plan."""
    staff.goto("/").goto("/skp/").click("Tambah rencana hasil kerja")
    staff.fill("#id_statement", "Antrean layanan lebih singkat")
    staff.fill("[name=indicators-0-statement]", "Rata-rata waktu tunggu")
    staff.page.locator("[name=indicators-0-aspect]").select_option("TIME")
    staff.fill("[name=indicators-0-target_min]", "15")
    staff.fill("[name=indicators-0-unit_of_measure]", "menit")
    staff.page.locator("main").get_by_role("button", name="Simpan rencana hasil kerja").last.click()
    expect(staff.page.get_by_text("Antrean layanan lebih singkat").first).to_be_visible()
    staff.inspect().press("Ajukan ke atasan")


def agree_plan(supervisor, employee):
    """Find the plan on the desk and agree it."""
    supervisor.goto("/tim/skp/").goto(WorkPlan.objects.get(employee=employee).get_absolute_url())
    supervisor.click("Setujui").press("Setujui SKP ini")


def open_self_assessment(hr, cycle, unit):
    """Open self-assessment, and record what the unit has achieved."""
    hr.goto(cycle.get_absolute_url()).press("Buka penilaian diri")
    hr.goto(reverse("appraisal:unit_achievement_list", args=[cycle.public_id]))
    hr.goto(reverse("appraisal:unit_achievement_edit", args=[cycle.public_id, unit.public_id]))
    hr.choose("[name=value][value=GOOD]").fill("#id_source", "Laporan kinerja triwulan III")
    hr.fill("#id_set_date", "2026-11-02").press("Simpan capaian")


def assess_oneself(staff, employee):
    """Go through every page from the overview to the reference number."""
    staff.goto("/").goto(evaluation_page("evaluation_detail", employee))
    staff.goto(evaluation_page("self_results", employee))
    while "/periksa/" not in staff.page.url:
        staff.choose("[value=MEETS]").choose("[name$='-level'][value='2']")
        staff.choose("[name$='-done'][value=yes]").fill("textarea:visible", EXAMPLE)
        staff.press("Simpan dan lanjutkan")
    staff.follow(staff.page.locator("main a[href$='/kirim/']")).press("Kirim penilaian diri")
    expect(staff.page.get_by_text("PD-2026-").first).to_be_visible()


def decide_and_release(supervisor, employee):
    """Set each level with the arrow keys, say why, decide, and release the result."""
    supervisor.goto("/tim/").goto(evaluation_page("review_competencies", employee))
    while "/kompetensi/" in supervisor.page.url:
        choose_level_by_keyboard(supervisor.page, "3")
        supervisor.follow(supervisor.page.locator("button[name=next]"))
    supervisor.fill("[name=overall-strengths]", "Tenang menghadapi warga.")
    supervisor.fill("[name=focus-1-text]", "Memimpin satu pekerjaan lintas bidang.")
    supervisor.follow(supervisor.page.locator("button[name=next]"))
    supervisor.goto(evaluation_page("review_results", employee))
    supervisor.goto(evaluation_page("review_behaviours", employee))
    supervisor.goto(evaluation_page("review_summary", employee))
    supervisor.choose("[name=overall-results_rating][value=MEETS]")
    supervisor.choose("[name=overall-behaviour_rating][value=ABOVE]")
    supervisor.fill("[name=overall-results_reason]", "Target tercapai.")
    supervisor.fill("[name=overall-behaviour_reason]", "Menjadi teladan bagi rekan.")
    supervisor.press("Tetapkan hasil").press("Tetapkan hasil")
    supervisor.goto(evaluation_page("evaluation_deliver", employee)).press("Serahkan hasil")


def choose_level_by_keyboard(page, level):
    """Reach the levels with the keyboard and go to one with the arrow keys."""
    page.locator("[name$='-level'][value='1']").focus()
    page.keyboard.press("Space")
    for _step in range(int(level) - 1):
        page.keyboard.press("ArrowRight")
    expect(page.locator(f"[name$='-level'][value='{level}']")).to_be_checked()


def acknowledge(staff, employee):
    """Read the result and say so."""
    staff.goto("/pemberitahuan/").goto("/riwayat/")
    staff.goto(evaluation_page("result_detail", employee))
    expect(staff.page.get_by_text("Predikat: Baik").first).to_be_visible()
    staff.press("Saya sudah membaca dan mendiskusikan hasil ini")
