"""The steps of a quarterly cycle of template T3 in a browser, as HR, staff and supervisor take them."""

from django.urls import reverse
from openpyxl import Workbook
from playwright.sync_api import expect

from appraisal.models import AppraisalCycle, WorkPlan
from tests.e2e.t1_steps import evaluation_page
from tests.factories.accounts import make_nip

NAME = "Penilaian triwulanan 2026"
HEADERS = ("NIP", "Nama", "Status", "Golongan", "Kode unit", "Jabatan", "Jenis jabatan", "Jenjang")
ORIGIN = "Rapat evaluasi kinerja triwulan I"


def cycle_page(name, cycle, *args):
    """Return the address of a page about a cycle."""
    return reverse(f"appraisal:{name}", args=[cycle.public_id, *args])


def says(walker, *texts):
    """Expect texts on the page."""
    for text in texts:
        expect(walker.page.locator("main")).to_contain_text(text, use_inner_text=True)


def prepare_quarters(hr):
    """Prepare the cycle page by page with the usual dates of its quarters; return it."""
    hr.goto("/siklus/").goto("/siklus/baru/").fill("#id_name", NAME)
    hr.choose("[name=template][value=T3]").press("Simpan dan lanjutkan")
    hr.press("Simpan dan lanjutkan")
    says(hr, "Triwulan I 2026", "Triwulan IV 2026", "Tahun 2026")
    hr.press("Simpan dan lanjutkan")
    expect(hr.page.locator("[name=options][value=BOTH_MEASURES]")).to_be_checked()
    hr.press("Simpan dan lanjutkan").press("Sudah dibaca, lanjutkan")
    hr.click("Lanjutkan tanpa uji coba")
    says(hr, "Tidak ada yang menghalangi.")
    return AppraisalCycle.objects.get()


def open_by_the_worker(hr, cycle, carry_out_jobs):
    """Press the button, leave the page, and come back when the worker is through."""
    hr.click("Buka siklus").press("Buka siklus")
    says(hr, "0 dari 242")
    hr.goto("/siklus/")
    carry_out_jobs()
    hr.goto(cycle_page("cycle_opening", cycle))
    cycle.refresh_from_db()


def take_in(hr, cycle, employee):
    """Find the late joiners from the dashboard, and add one of them by name."""
    hr.goto(cycle.get_absolute_url()).click("Peserta dan penyusul")
    hr.page.get_by_label(employee.name).first.check(force=True)
    hr.press("Tambahkan yang dicentang")


def give_more_time(hr, cycle, day, reason, *, unit=None, person=None, told=()):
    """Move the deadline of the plans for a unit or a person; look who is told before it holds."""
    hr.goto(cycle.get_absolute_url()).click("Mundurkan tenggat")
    hr.choose(f"[name=scope][value={'unit' if unit else 'person'}]")
    if unit:
        hr.page.locator("#id_unit").select_option(unit.public_id)
    else:
        hr.fill("#id_person", person.nip)
    hr.choose("[name=window][value=PLAN]").fill("#id_closes_date", day).fill("#id_reason", reason)
    hr.press("Lihat siapa yang diberi tahu")
    says(hr, *told)
    hr.press("Mundurkan tenggat")


def report_supervisor(staff, right):
    """Find "not my supervisor" on the own account, and name who it is."""
    staff.goto("/akun/").click("Bukan atasan saya?").choose("[name=choice][value=other]")
    staff.fill("#id_other", right.nip).fill("#id_note", "Saya sudah pindah tim sejak Desember.")
    staff.press("Kirim ke pengelola kepegawaian")


def confirm_report(hr, employee):
    """Find the report in the queue and confirm it."""
    hr.goto("/laporan-atasan/").click(f"Periksa {employee.name}").click("Betulkan atasan")
    hr.fill("#id_reason", "Nota dinas sudah terbit.").press("Betulkan dan alihkan")


def write_roster(agency, moved, handed_over, path):
    """Write a workbook of three people under a header that no rule knows whole; return its path."""
    post = ("UKUR4", "Penelaah Teknis Kebijakan", "Pelaksana", "")
    same = ("UKUR5", "Analis Kebijakan", "Jabatan fungsional", "Ahli Muda")
    people = (
        (make_nip(), "Indah Baru", post),
        (moved.nip, moved.name, post),
        (handed_over.nip, handed_over.name, same),
    )
    book, boss = Workbook(), agency.offices[4].head.nip
    book.active.title = "Pegawai"
    book.active.append((*HEADERS, "Bos"))
    for nip, name, place in people:
        book.active.append((nip, name, "PNS", "III/c", *place, boss))
    book.save(path)
    return path


def import_workbook(hr, path, batches, carry_out_jobs):
    """Upload, check the columns, read the preview, apply; return the import."""
    hr.goto("/impor/").goto("/impor/unggah/")
    hr.page.set_input_files("input[type=file]", path)
    hr.fill("#id_effective_date", "2026-01-06").press("Baca dan lihat pratinjau")
    carry_out_jobs()
    batch = batches.get()
    hr.goto(batch.get_absolute_url())
    hr.page.get_by_label("“Bos”").select_option("supervisor")
    hr.press("Ke pratinjau")
    carry_out_jobs()
    hr.goto(batch.get_absolute_url()).click("Terapkan").press("Terapkan impor")
    carry_out_jobs()
    batch.refresh_from_db()
    return batch


def take_import_back(hr, batch, carry_out_jobs):
    """Undo an import within its day."""
    hr.goto(batch.get_absolute_url()).click("Batalkan impor ini").press("Batalkan impor ini")
    carry_out_jobs()
    hr.goto(batch.get_absolute_url())
    says(hr, "Impor dibatalkan")


def plan_with_both_measures(staff):
    """Write a result with a number alone, read what is missing, add the words, propose."""
    staff.goto("/").goto("/skp/").click("Tambah rencana hasil kerja")
    staff.fill("#id_statement", "Antrean layanan lebih singkat")
    staff.fill("[name=indicators-0-statement]", "Rata-rata waktu tunggu")
    staff.page.locator("[name=indicators-0-aspect]").select_option("TIME")
    staff.fill("[name=indicators-0-target_min]", "15")
    staff.fill("[name=indicators-0-unit_of_measure]", "menit")
    save_result(staff)
    expect(staff.page.get_by_role("button", name="Ajukan ke atasan")).to_have_count(0)
    staff.follow(staff.page.locator("aside .bullets a").first)
    staff.fill("[name=indicators-0-target_text]", "15 menit, dan warga memahami alasannya")
    save_result(staff)
    staff.press("Ajukan ke atasan")


def save_result(staff):
    """Save a planned result."""
    staff.follow(
        staff.page.locator("main").get_by_role("button", name="Simpan rencana hasil kerja").last
    )


def agree_plan(supervisor, employee):
    """Agree the plan of somebody in the team."""
    supervisor.goto("/tim/skp/").goto(WorkPlan.objects.get(employee=employee).get_absolute_url())
    supervisor.click("Setujui").press("Setujui SKP ini")


def record_achievement(hr, cycle, period, unit):
    """Record what a unit achieved in a quarter, from the list of that quarter."""
    hr.goto(f"{cycle_page('unit_achievement_list', cycle)}?periode={period.public_id}")
    page = cycle_page("unit_achievement_edit", cycle, unit.public_id)
    hr.follow(hr.page.locator(f"main a[href^='{page}']"))
    hr.choose("[name=value][value=GOOD]").fill("#id_source", ORIGIN)
    hr.fill("#id_set_date", "2026-04-02").press("Simpan capaian")


def assess_the_quarter(staff, employee, example):
    """Answer page by page; without an innovation the page says what is missing. Then send."""
    staff.goto("/").goto(evaluation_page("self_results", employee))
    answer_page(staff, example)
    staff.page.locator("textarea[name*=INNOVATION]").fill("")
    staff.choose("[name*=INNOVATION][value=yes]").press("Simpan dan lanjutkan")
    expect(staff.page.locator(".errsum a")).to_have_count(1)
    while "/periksa/" not in staff.page.url:
        answer_page(staff, example)
    staff.click("Lanjutkan ke pengiriman").press("Kirim penilaian diri")
    says(staff, "PD-2026-")


def answer_page(staff, example):
    """Answer everything on a page and go on."""
    before = staff.page.url
    staff.choose("[value=MEETS]").choose("[name$='-done'][value=yes]")
    staff.fill("textarea:visible", example).press("Simpan dan lanjutkan")
    assert staff.page.url != before


def review_the_quarter(supervisor, employee):
    """Read the innovation, rate results and behaviour, and decide."""
    supervisor.goto("/").goto("/tim/").goto(evaluation_page("review_results", employee))
    supervisor.follow(supervisor.page.locator("button[name=next]"))
    supervisor.follow(supervisor.page.locator("button[name=next]"))
    supervisor.fill("[name=overall-strengths]", "Tenang menghadapi warga.")
    supervisor.fill("[name=focus-1-text]", "Memimpin satu pekerjaan lintas bidang.")
    supervisor.follow(supervisor.page.locator("button[name=next]"))
    supervisor.choose("[name=overall-results_rating][value=MEETS]")
    supervisor.choose("[name=overall-behaviour_rating][value=MEETS]")
    supervisor.fill("[name=overall-results_reason]", "Target triwulan tercapai.")
    supervisor.fill("[name=overall-behaviour_reason]", "Melayani dengan baik.")
    supervisor.press("Tetapkan hasil")
    supervisor.press("Tetapkan hasil")
