"""Evidence: links and small files of known kinds, downloaded by whoever may read them."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.refusals import Refusal
from appraisal.models import Evaluation, Evidence
from appraisal.services.evidence import add_evidence, remove_evidence
from appraisal.services.self_assessment import submit_self_assessment
from tests.factories.appraisal import NOON
from tests.factories.self_assessment import make_evidence

PDF = b"%PDF-1.7\n%contoh"


def office_file(*names):
    """Return a ZIP with empty parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "")
    return buffer.getvalue()


GOOD = {
    "a.pdf": PDF,
    "a.PNG": b"\x89PNG\r\n\x1a\n....",
    "a.jpg": b"\xff\xd8\xff\xe0....",
    "a.docx": office_file("word/document.xml"),
    "a.xlsx": office_file("xl/workbook.xml"),
}
BAD = {
    "a.svg": (b"<svg onload='alert(1)'/>", "Pilih berkas PDF, PNG, JPG, DOCX, atau XLSX."),
    "a.html": (b"<script>", "Pilih berkas PDF, PNG, JPG, DOCX, atau XLSX."),
    "a.pdf": (b"<html>", "Isi berkas tidak sesuai dengan namanya. Pilih berkas lain."),
    "a.png": (PDF, "Isi berkas tidak sesuai dengan namanya. Pilih berkas lain."),
    "a.docx": (office_file("xl/workbook.xml"), "Isi berkas tidak sesuai dengan namanya."),
    "b.docx": (
        office_file("word/document.xml", "word/vbaProject.bin"),
        "Isi berkas tidak sesuai dengan namanya.",
    ),
    "a.xlsx": (b"PK\x03\x04 rusak", "Isi berkas tidak sesuai dengan namanya."),
    "b.pdf": (PDF + b"x" * 5 * 1024 * 1024, "Berkas lebih besar dari 5 MB."),
    "c.pdf": (b"", "Berkas ini kosong. Pilih berkas lain."),
}


@pytest.fixture
def add(signed_in, evaluation):
    """Return a function that posts the form."""

    def run(query="", **data):
        place = reverse("appraisal:evidence_add", args=[evaluation.public_id])
        return signed_in.post(f"{place}{query}", {"title": "Rekap berkas"} | data)

    return run


def test_link_is_added_to_a_planned_result(add, evaluation):
    result = evaluation.work_plan.planned_results.get()

    response = add(f"?for={result.public_id}", url="https://contoh.example/rekap")

    evidence = Evidence.objects.get()
    assert response.url == evaluation.get_absolute_url()
    assert (evidence.title, evidence.planned_result) == ("Rekap berkas", result)
    assert AuditEvent.objects.get().action == "evidence_added"


@pytest.mark.parametrize("name", GOOD)
def test_file_of_a_known_kind_is_kept_under_a_random_name(add, name):
    add(file=SimpleUploadedFile(name, GOOD[name]))

    kept = Evidence.objects.get().file
    with kept.open() as file:
        assert file.read() == GOOD[name]
    assert len(kept.name) > 30
    assert kept.name.endswith(name[1:].lower())


@pytest.mark.parametrize("name", BAD)
def test_other_file_is_refused_with_the_reason(add, name):
    content, reason = BAD[name]

    response = add(file=SimpleUploadedFile(name, content))

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "Isi salah satu: tautan atau berkas"),
        ({"url": "https://a.example", "file": "both"}, "Isi salah satu: tautan atau berkas"),
        ({"url": "javascript:alert(1)"}, "Tulis alamat lengkap, diawali https://"),
        ({"url": "ftp://contoh.example"}, "Tulis alamat lengkap, diawali https://"),
        ({"url": "https://a.example", "title": ""}, "Tulis judul bukti"),
    ],
)
def test_form_that_does_not_fit_says_why_and_keeps_the_words(add, data, reason):
    if data.get("file"):
        data = data | {"file": SimpleUploadedFile("a.pdf", PDF)}

    response = add(**data)

    text = response.content.decode()
    assert response.status_code == 422
    assert reason in text
    assert data.get("url", "") in text


def test_download_is_an_attachment_and_never_shown_inline(add, signed_in):
    add(file=SimpleUploadedFile("a.pdf", PDF), title="Rekap <b>berkas</b>")
    evidence = Evidence.objects.get()

    response = signed_in.get(reverse("appraisal:evidence_download", args=[evidence.public_id]))

    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"] == 'attachment; filename="rekap-bberkasb.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_file_that_the_storage_lost_is_answered_plainly(add, signed_in):
    add(file=SimpleUploadedFile("a.pdf", PDF))
    evidence = Evidence.objects.get()
    evidence.file.storage.delete(evidence.file.name)

    response = signed_in.get(reverse("appraisal:evidence_download", args=[evidence.public_id]))

    assert response.status_code == 404
    assert "hilang dari penyimpanan" in response.text


@pytest.mark.parametrize("stage", ["SELF_ASSESSMENT", "REVIEW"])
@pytest.mark.parametrize("name", ["budi", "citra", "dewi", "eko", "farid"])
def test_download_follows_who_may_read(client, add, office, evaluation, name, stage):
    add(file=SimpleUploadedFile("a.pdf", PDF))
    Evaluation.objects.filter(pk=evaluation.pk).update(stage=stage)
    client.force_login(getattr(office, name))

    response = client.get(
        reverse("appraisal:evidence_download", args=[Evidence.objects.get().public_id])
    )

    may_read = name == "budi" and stage == "REVIEW"
    assert response.status_code == (200 if may_read else 404)
    response.close()


def test_link_has_nothing_to_download(signed_in, evaluation):
    link = make_evidence(evaluation)

    response = signed_in.get(reverse("appraisal:evidence_download", args=[link.public_id]))

    assert response.status_code == 404


def test_removal_asks_first(signed_in, evaluation):
    place = reverse("appraisal:evidence_remove", args=[make_evidence(evaluation).public_id])

    assert "Hapus bukti ini?" in signed_in.get(place).content.decode()
    assert Evidence.objects.exists()
    assert signed_in.post(place).status_code == 302
    assert not Evidence.objects.exists()


def test_removal_by_another_is_not_found(client, evaluation, citra):
    place = reverse("appraisal:evidence_remove", args=[make_evidence(evaluation).public_id])
    client.force_login(citra)

    assert client.post(place).status_code == 404
    assert Evidence.objects.exists()


def test_removed_file_leaves_the_storage(add, actor, django_capture_on_commit_callbacks):
    add(file=SimpleUploadedFile("a.pdf", PDF))
    evidence = Evidence.objects.get()
    storage, name = evidence.file.storage, evidence.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence=evidence, actor=actor, at=NOON)

    assert not storage.exists(name)


def test_sent_evidence_stays(evaluation, complete, actor):
    result = evaluation.work_plan.planned_results.get()
    evidence = make_evidence(evaluation, planned_result=result)
    submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)
    Evaluation.objects.filter(pk=evaluation.pk).update(stage="SELF_ASSESSMENT")  # handed back

    with pytest.raises(Refusal) as refusal:
        remove_evidence(evidence=evidence, actor=actor, at=NOON)

    assert refusal.value.code == "was_sent"


def test_after_sending_no_evidence_is_added(evaluation, actor):
    Evaluation.objects.filter(pk=evaluation.pk).update(stage="REVIEW")

    with pytest.raises(Refusal) as refusal:
        add_evidence(
            evaluation=evaluation, title="Rekap", url="https://a.example", actor=actor, at=NOON
        )

    assert refusal.value.code == "wrong_stage"


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/akun/"])
def test_way_back_stays_within_the_evaluation(add, evaluation, back):
    response = add(f"?back={back}", url="https://a.example")

    assert response.url == evaluation.get_absolute_url()
