"""The title of a job: each reader reads it in the own language, and old ones stay readable."""

import pytest
from django.utils import translation

from accounts.models import BackgroundJob, Notification
from accounts.models.job_words import spoken
from accounts.services.background_job import finish_job, request_job
from appraisal.choices import ExportKind
from appraisal.services.document_pack import title_of as pack_title
from appraisal.services.export import request_export
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle

READING = [["Reading %(file)s", {"file": "pegawai 100%.xlsx"}]]
pytestmark = pytest.mark.django_db


def titles(job):
    """Return the title as it reads in both languages, from the database."""
    job = BackgroundJob.objects.get(pk=job.pk)
    found = []
    for language in ("id", "en"):
        with translation.override(language):
            found.append(job.title)
    return found


def ask(office, title):
    """Write a job of Dewi's."""
    return request_job(task="contoh", title=title, actor=actor_for(office.dewi), at=NOON)


def test_title_is_read_in_the_language_of_the_reader(office):
    with translation.override("id"):
        job = ask(office, READING)

    assert titles(job) == ["Membaca pegawai 100%.xlsx", "Reading pegawai 100%.xlsx"]


def test_old_title_stays_as_it_was_written(office):
    job = ask(office, "x")
    BackgroundJob.objects.update(title_text="Membaca 5% pertama", title_words=[])

    assert titles(job) == ["Membaca 5% pertama"] * 2


def test_table_names_its_period_in_both_languages(office):
    period = make_cycle(office.dewi, units=[office.agency]).periods.get()
    kind = ExportKind.PARTICIPANTS

    job = request_export(
        kind=kind,
        file_format="XLSX",
        actor=actor_for(office.dewi),
        at=NOON,
        period=period.public_id,
    )

    assert titles(job) == [
        "Peserta dan statusnya, Penilaian kinerja 2026, Tahun 2026 (XLSX)",
        "Participants and their status, Penilaian kinerja 2026, Year 2026 (XLSX)",
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, ["1 dokumen dalam ZIP", "1 document as ZIP"]),
        (12, ["12 dokumen dalam ZIP", "12 documents as ZIP"]),
    ],
)
def test_number_of_documents_is_put_in_words(office, count, words):
    period = make_cycle(office.dewi).periods.get()

    job = ask(office, pack_title(count, "ZIP", period, ["Dinas Contoh"]))

    assert [title.partition(",")[0] for title in titles(job)] == words


def test_notice_speaks_the_language_of_who_asked(office):
    office.dewi.language = "en"
    office.dewi.save(update_fields=["language"])
    job = ask(office, READING)

    with translation.override("id"):
        finish_job(job=job, at=NOON)

    assert Notification.objects.get().about == "Reading pegawai 100%.xlsx"


def test_words_without_values_keep_their_percent_sign():
    assert spoken(["100%, ", ["Password reset"]]).startswith("100%, ")


def test_end_of_a_job_is_read_in_the_language_of_the_reader(office):
    job = ask(office, READING)
    words = [["%(events)s changes in %(chains)s chains, all whole.", {"events": 2640, "chains": 9}]]

    finish_job(job=job, at=NOON, message=words)

    job.refresh_from_db()
    with translation.override("en"):
        assert job.outcome == "2,640 changes in 9 chains, all whole."
    with translation.override("id"):
        assert job.outcome == "2.640 perubahan dalam 9 rantai, semuanya utuh."


def test_notice_follows_a_reader_who_changes_the_language(office):
    finish_job(job=ask(office, READING), at=NOON)

    notice = Notification.objects.get()
    with translation.override("en"):
        assert notice.topic == "Reading pegawai 100%.xlsx"
    assert notice.about == "Membaca pegawai 100%.xlsx"
