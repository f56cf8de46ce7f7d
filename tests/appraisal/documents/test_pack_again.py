"""What a pack of documents is called, and starting one that was stopped again."""

from django.urls import reverse

from accounts.models import BackgroundJob
from accounts.services.background_job import cancel_job
from appraisal.choices import DocumentKind
from appraisal.services.document_pack import PACK_TASK
from tests.appraisal.documents.test_document_pack import ADDRESS, ask, run
from tests.factories.accounts import actor_for, make_org_unit
from tests.factories.appraisal import NOON


def test_file_and_title_name_the_units_without_those_that_come_along(office, delivered, documents):
    section = make_org_unit("Seksi Contoh", parent=office.dinas, code="01.1")
    chosen = [section.public_id, office.dinas.public_id]

    job = run(ask(office, delivered, units=chosen))

    assert job.title.endswith(": Dinas Contoh")
    assert "_dinas-contoh_20" in job.result_file.name


def test_title_counts_the_units_that_it_does_not_name(office, delivered, documents):
    units = [make_org_unit(f"Bidang {letter}", parent=office.agency) for letter in "CDE"]

    job = ask(office, delivered, units=[unit.public_id for unit in (*units, office.dinas)])

    assert job.title.endswith(": Bidang C, Bidang D dan 2 lainnya")


def test_stopped_pack_is_started_again_with_the_same_choices(client, office, delivered, documents):
    job = ask(office, delivered, kinds=[DocumentKind.REPORT])
    cancel_job(job=job, actor=actor_for(office.dewi), at=NOON)
    run(job)
    client.force_login(office.dewi)

    answer = client.post(reverse("appraisal:export_again", args=[job.public_id]))

    fresh = BackgroundJob.objects.filter(task=PACK_TASK, finished_at=None).get()
    assert (answer.url, fresh.title) == (ADDRESS, job.title)
    assert {name: fresh.params[name] for name in ("units", "kinds", "layout", "period")} == {
        name: job.params[name] for name in ("units", "kinds", "layout", "period")
    }
