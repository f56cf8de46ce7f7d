"""What a file that HR takes out is called and says of itself, and starting one that was stopped again."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import BackgroundJob
from accounts.services.background_job import cancel_job
from appraisal.choices import ExportFormat, ExportKind
from appraisal.exports.file_name import output_name
from appraisal.services.export import repeat_export, request_export
from appraisal.tasks.exports import export_table
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan


@pytest.fixture
def period(office):
    """Return the period of a cycle in which Ani takes part."""
    cycle = make_cycle(office.dewi, name="Penilaian kinerja 2026", units=[office.agency])
    make_evaluation(make_work_plan(cycle, office.assignments.ani, supervisor=office.budi))
    return cycle.periods.get()


def ask(office, period, kind=ExportKind.PARTICIPANTS, file_format=ExportFormat.XLSX):
    """Ask for a table of Dinas Contoh as Dewi."""
    return request_export(
        kind=kind,
        file_format=file_format,
        unit=office.dinas.public_id,
        period=period.public_id,
        actor=actor_for(office.dewi),
        at=NOON,
    )


def stopped(office, period):
    """Return a job that was stopped before it made its file."""
    job = ask(office, period)
    cancel_job(job=job, actor=actor_for(office.dewi), at=NOON)
    export_table(job_id=job.pk)
    job.refresh_from_db()
    return job


def made(job):
    """Let the worker make a table; return the job and the words of the sheet about it."""
    export_table(job_id=job.pk)
    job.refresh_from_db()
    with job.result_file.open("rb") as file:
        info = load_workbook(io.BytesIO(file.read()))["Info"]
    return job, {row[0]: row[1] for row in info.iter_rows(values_only=True)}


def test_file_and_title_name_cycle_period_and_unit(office, period):
    job, info = made(ask(office, period))

    name = job.result_file.name.rpartition("/")[2]
    assert name.startswith("peserta_penilaian-kinerja-2026_tahun-2026_dinas-contoh_20")
    assert job.title.endswith(", Penilaian kinerja 2026, Tahun 2026, Dinas Contoh (XLSX)")
    assert (info["Siklus"], info["Periode"]) == ("Penilaian kinerja 2026", "Tahun 2026")
    assert info["Unit beserta unit di bawahnya"] == "Dinas Contoh"


def test_table_of_employees_is_about_its_day_and_no_cycle(office, period):
    job, info = made(ask(office, period, ExportKind.PEOPLE))

    assert info.keys().isdisjoint({"Siklus", "Periode"})
    assert info["Keadaan per"].date() == info["Diambil pada"].date()
    assert "penilaian" not in job.result_file.name


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, "hasil_2026-11-20.csv"),
        ({"unit": "Dinas Kesehatan"}, "hasil_dinas_2026-11-20.csv"),
        (
            {"cycle": "Penilaian capaian Dukcapil 2026", "period": "Triwulan III 2026"},
            "hasil_penilaian-capaian_triwulan-iii-2026_2026-11-20.csv",
        ),
        ({"cycle": "X" * 120}, f"hasil_{'x' * 24}_2026-11-20.csv"),
    ],
)
def test_name_of_a_file_holds_whole_words_and_stays_short(about, expected):
    assert output_name("hasil", NOON, "csv", **about) == expected


def test_stopped_table_is_started_again_with_the_same_choices(client, office, period):
    job = stopped(office, period)
    again = reverse("appraisal:export_again", args=[job.public_id])
    client.force_login(office.dewi)

    pages = [
        client.get(address).content.decode()
        for address in (reverse("appraisal:export_list"), job.get_absolute_url())
    ]
    answer = client.post(again)

    assert [f'action="{again}"' in page for page in pages] == [True, True]
    assert answer.url == reverse("appraisal:export_list")
    fresh = BackgroundJob.objects.exclude(pk=job.pk).get()
    assert (fresh.title, fresh.params) == (job.title, job.params)


def test_table_that_is_there_is_not_offered_again(office, period):
    job, _info = made(ask(office, period))

    assert not job.may_be_repeated


def test_only_who_asked_starts_it_again(client, office, period):
    job = stopped(office, period)
    client.force_login(office.budi)

    assert client.post(reverse("appraisal:export_again", args=[job.public_id])).status_code == 404
    with pytest.raises(PermissionDenied):
        repeat_export(job=job, actor=actor_for(office.budi), at=NOON)


def test_job_of_another_kind_cannot_be_started_from_here(client, office):
    job = BackgroundJob.objects.create(
        task="appraisal.open_cycle",
        title_text="Siklus dibuka",
        requested_by=office.dewi,
        requested_at=NOON,
        finished_at=NOON,
        dedupe_key="a",
    )
    client.force_login(office.dewi)

    assert client.post(reverse("appraisal:export_again", args=[job.public_id])).status_code == 404
