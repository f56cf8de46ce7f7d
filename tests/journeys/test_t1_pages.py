"""Template T1 from an empty installation to the closed, printed result, through the pages alone.

Five people: Dewi of HR, the camat Farid, the head of section Budi, and the staff Ani and Citra.
Nobody has JavaScript. On the way a plan is returned, a self-assessment handed back, a decision
opened again.
"""

import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from accounts.models import Employee
from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, IssuedDocument, PublishedResult
from appraisal.queries.audit import audit_damage
from tests.journeys.office import ANI, CAMAT, CITRA, KASI, filled_template
from tests.journeys.visitor import Visitor
from tests.journeys.writing import answer_everything, evaluation_of, review, send

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PASSWORD = "kebun-jambu-di-bukit"


@pytest.fixture
def administrator(db, clock):
    """Set up an empty installation; its administrator uses the one-time code."""
    said = StringIO()
    call_command(
        "start_agency",
        name="Pemerintah Kota Percobaan",
        admin="Dewi Anggraini",
        email="dewi@percobaan.example",
        stdout=said,
    )
    code = said.getvalue().rpartition("code: ")[2].strip()
    visitor = first_sign_in("dewi@percobaan.example", code)
    assert visitor.status == 200
    return Employee.objects.get(email="dewi@percobaan.example")


def first_sign_in(name, code):
    """Sign in for the first time with a code, and choose a password."""
    visitor = Visitor().goto("/masuk-pertama/")
    visitor.press("Lanjutkan", {"name": name, "code": code})
    return visitor.press("Simpan dan masuk", {"new_password1": PASSWORD, "new_password2": PASSWORD})


def as_person(nip):
    """Return a fresh browser of somebody by NIP."""
    return Visitor(Employee.objects.get(nip=nip))


def test_t1_from_an_empty_installation_to_the_closed_result(administrator, clock, worker):
    import_office(administrator, worker)
    cycle = prepare_and_open(administrator, clock)
    everybody_signs_in_for_the_first_time(administrator)
    agree_plans(clock)
    open_self_assessment(administrator, clock, cycle)
    assess_and_hand_back(clock)
    record_achievement(administrator, cycle)
    review_decide_and_reopen(administrator, clock)
    deliver_print_and_acknowledge(clock, worker)
    close(administrator, clock)

    evaluation = Evaluation.objects.get(employee__nip=ANI)
    assert evaluation.stage == EvaluationStage.FINAL
    assert [result.rating for result in evaluation.published_results.order_by("version")] == [
        "GOOD",
        "VERY_GOOD",
    ]
    assert audit_damage() == []


def import_office(administrator, worker):
    """Download the template, fill it in, upload it, read the preview, apply it."""
    hr = Visitor(administrator).goto("/impor/templat/")
    workbook = SimpleUploadedFile("pegawai.xlsx", filled_template(hr.answer.content), XLSX)
    hr.goto("/impor/unggah/")
    hr.press("Baca dan lihat pratinjau", files={"file": workbook})
    worker()
    hr.goto(hr.address)
    assert "Salah Ketik" in hr.text
    assert Employee.objects.exclude(nip=None).count() == 0

    hr.goto(hr.link("/terapkan/")).press("Terapkan impor")
    worker()
    hr.goto(hr.address)
    assert hr.status == 200
    assert Employee.objects.exclude(nip=None).count() == 4


def prepare_and_open(administrator, clock):
    """Prepare a cycle page by page, read the check, open it."""
    hr = Visitor(administrator).goto("/siklus/baru/")
    hr.press("Simpan dan lanjutkan", {"name": "Penilaian kinerja 2026"})
    hr.press("Simpan dan lanjutkan")
    hr.press("Simpan dan lanjutkan")
    hr.press("Periksa dan buka")
    assert "1 pegawai dinilai pejabat di luar sistem" in hr.text

    hr.goto(hr.link("/buka/")).press("Buka siklus")
    assert "4" in hr.text
    return hr.address


def everybody_signs_in_for_the_first_time(administrator):
    """Print a sheet of codes; everybody chooses a password and sees the home page."""
    hr = Visitor(administrator).goto("/pegawai/")
    staff = Employee.objects.exclude(nip=None).order_by("name")
    hr.press("Cetak kode", {"employee": [person.public_id for person in staff]})
    codes = re.findall(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", hr.text)

    homes = [first_sign_in(person.nip, code) for person, code in zip(staff, codes, strict=True)]

    assert [home.address for home in homes] == ["/"] * 4


def write_result(visitor, statement):
    """Add a planned result with one indicator to one's own plan."""
    visitor.goto("/skp/").goto(visitor.link("/hasil/tambah/"))
    visitor.press(
        "Simpan rencana hasil kerja",
        {
            "statement": statement,
            "indicators-0-statement": "Rata-rata waktu tunggu",
            "indicators-0-aspect": "TIME",
            "indicators-0-target_min": "15",
            "indicators-0-unit_of_measure": "menit",
            "indicators-0-direction": "DOWN",
        },
    )
    assert statement in visitor.text


def agree_plans(clock):
    """Ani proposes, is asked for changes, proposes again; Budi agrees. Budi has a plan of her own."""
    clock.set(1, 8)
    for nip, statement in (
        (KASI, "Pelayanan umum kecamatan lebih cepat"),
        (ANI, "Mengelola aplikasi antrean"),
        (CITRA, "Surat keterangan terbit pada hari yang sama"),
    ):
        visitor = as_person(nip)
        write_result(visitor, statement)
        visitor.press("Ajukan ke atasan")

    clock.set(1, 12)
    budi = as_person(KASI).goto("/tim/skp/")
    plan = plan_of(ANI)
    budi.goto(f"/skp/{plan}/minta-perubahan/")
    budi.press("Minta perubahan", {"reason": "Tulis keadaan yang dicapai, bukan kegiatannya."})
    ani = as_person(ANI).goto("/skp/")
    assert "bukan kegiatannya" in ani.text

    write_result(ani, "Antrean layanan kecamatan lebih singkat")
    ani.press("Ajukan ke atasan")
    for nip in (ANI, CITRA):
        budi.goto(f"/skp/{plan_of(nip)}/setujui/").press("Setujui SKP ini")
    as_person(CAMAT).goto(f"/skp/{plan_of(KASI)}/setujui/").press("Setujui SKP ini")


def plan_of(nip):
    """Return the address part of somebody's plan."""
    return Employee.objects.get(nip=nip).work_plans.get().public_id


def open_self_assessment(administrator, clock, cycle):
    """Open self-assessment on its first day."""
    clock.set(11, 16)
    hr = Visitor(administrator).goto(cycle)
    hr.press("Buka penilaian diri")

    assert Evaluation.objects.count() == 3


def assess_and_hand_back(clock):
    """Ani answers everything and sends; Budi hands it back; Ani completes and sends again."""
    clock.set(11, 18)
    ani = as_person(ANI)
    answer_everything(ani)
    send(ani)

    clock.set(11, 19)
    budi = as_person(KASI).goto(f"/tinjau/{evaluation_of(ANI)}/kembalikan/")
    budi.press("Kembalikan dengan catatan", {"reason": "Sebutkan angka realisasinya."})

    clock.set(11, 20)
    ani = as_person(ANI).goto(f"/penilaian/{evaluation_of(ANI)}/")
    assert "Sebutkan angka realisasinya." in ani.text
    ani.goto(f"/penilaian/{evaluation_of(ANI)}/hasil/")
    fields = ani.fields("Simpan dan lanjutkan", "-realisation")
    ani.press("Simpan dan lanjutkan", dict.fromkeys(fields, "Rata-rata 11 menit, dari 24 menit."))
    send(ani)


def record_achievement(administrator, cycle):
    """Record what the kecamatan has achieved."""
    hr = Visitor(administrator).goto(f"{cycle}capaian/")
    kecamatan = Employee.objects.get(nip=CAMAT).assignments.get().org_unit.public_id
    hr.goto(hr.link(f"capaian/{kecamatan}/"))
    hr.press(
        "Simpan capaian",
        {"value": "GOOD", "source": "Laporan kinerja 2026", "set_date": "2026-11-20"},
    )
    assert hr.status == 200


def review_decide_and_reopen(administrator, clock):
    """Budi decides; HR opens it again with a reason; Budi decides anew."""
    clock.set(12, 8)
    review(as_person(KASI), results="MEETS")
    hr = Visitor(administrator).goto(f"/hasil/{evaluation_of(ANI)}/buka-kembali/")
    hr.press("Buka kembali", {"reason": "Realisasi triwulan IV belum dihitung."})

    clock.set(12, 10)
    review(as_person(KASI), results="ABOVE")
    assert PublishedResult.objects.count() == 2


def deliver_print_and_acknowledge(clock, worker):
    """Ani reads nothing before the release; then the result, two PDF, and she says so."""
    clock.set(1, 5, year=2027)
    address = f"/hasil/{evaluation_of(ANI)}/"
    assert "Sangat baik" not in as_person(ANI).goto(address).text

    as_person(KASI).goto(f"{address}buka/").press("Serahkan hasil")
    worker()
    ani = as_person(ANI).goto(address)
    assert "Sangat baik" in ani.text
    documents = IssuedDocument.objects.order_by("pk")
    assert [document.kind for document in documents] == ["EVALUATION", "REPORT"]
    for document in documents:
        assert as_person(ANI).goto(document.get_absolute_url()).answer.getvalue()[:5] == b"%PDF-"
        verified = Visitor().goto(f"/v/{document.token}/")
        assert document.number in verified.text
        assert "Sangat baik" not in verified.text

    clock.set(1, 6, year=2027)
    as_person(ANI).goto(address).press(
        "Saya sudah membaca dan mendiskusikan hasil ini", {"comment": "Terima kasih."}
    )
    assert "Terima kasih." in as_person(KASI).goto(address).text


def close(administrator, clock):
    """HR closes once the fourteen working days are over, not before."""
    address = f"/hasil/{evaluation_of(ANI)}/"
    clock.set(1, 12, year=2027)
    Visitor(administrator).goto(address).client.post(f"{address}tutup/")
    assert Evaluation.objects.get(employee__nip=ANI).stage == EvaluationStage.ACKNOWLEDGED

    clock.set(1, 28, year=2027)
    Visitor(administrator).goto(address).press("Tutup penilaian")
