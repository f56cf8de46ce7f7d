"""Background jobs of one's own, and letters that HR has to check."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import BackgroundJob, Notification
from accounts.services.background_job import finish_job, request_job
from accounts.services.notification import notify
from tests.factories.accounts import actor_for

LIST = reverse("accounts:job_list")


@pytest.fixture
def job(dewi):
    """Return a job of Dewi's that is half done."""
    return half_done(dewi)


def half_done(person, title="PDF massal"):
    """Return a job that runs since two minutes and is half done."""
    now = timezone.now()
    job = request_job(
        task="contoh.tugas", title=title, actor=actor_for(person), at=now, total=10, dedupe=title
    )
    begun = now - timedelta(minutes=2)
    BackgroundJob.objects.filter(pk=job.pk).update(claimed_at=begun, started_at=begun, done=5)
    job.refresh_from_db()
    return job


def address(job, name="job_detail"):
    """Return the address of a job."""
    return reverse(f"accounts:{name}", args=[job.public_id])


def test_page_shows_how_far_it_is_and_reloads_without_script(client, dewi, job):
    client.force_login(dewi)

    page = client.get(address(job))

    assert page.status_code == 200
    assert page.context["minutes_left"] in {2, 3}
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page.text
    assert 'hx-trigger="every 2s"' in page.text


def test_part_that_changes_equals_the_same_part_of_the_page(client, dewi, job):
    client.force_login(dewi)

    whole = client.get(address(job)).text
    part = client.get(address(job), headers={"HX-Request": "true"})

    assert part.status_code == 200
    assert without_token(part.text).strip() in without_token(whole)


def without_token(text):
    """Return a page without the lines that differ in every answer."""
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_finished_job_stops_the_polling(client, dewi, job):
    finish_job(job=job, at=timezone.now(), result_link="/dokumen/")
    client.force_login(dewi)

    part = client.get(address(job), headers={"HX-Request": "true"})

    assert part.status_code == 286
    assert 'href="/dokumen/"' in part.text
    assert "every 2s" not in client.get(address(job)).text


@pytest.mark.parametrize("name", ["job_detail", "job_download"])
def test_job_of_another_person_is_not_found(client, ani, job, name):
    client.force_login(ani)

    assert client.get(address(job, name)).status_code == 404


def test_job_is_asked_to_stop(client, dewi, job):
    client.force_login(dewi)

    assert client.post(address(job, "job_cancel")).url == address(job)
    job.refresh_from_db()
    assert job.cancel_requested_at is not None


def test_finished_job_cannot_be_stopped(client, dewi, job):
    finish_job(job=job, at=timezone.now())
    client.force_login(dewi)

    client.post(address(job, "job_cancel"))

    job.refresh_from_db()
    assert job.cancel_requested_at is None


def test_stopping_by_link_is_refused(client, dewi, job):
    client.force_login(dewi)

    assert client.get(address(job, "job_cancel")).status_code == 405


def test_file_is_downloaded(client, dewi, job):
    job.result_file.save("hasil.txt", ContentFile(b"isi"))
    client.force_login(dewi)

    response = client.get(address(job, "job_download"))

    assert b"".join(response.streaming_content) == b"isi"
    assert response["Cache-Control"] == "private, no-store"
    assert "attachment" in response["Content-Disposition"]


def test_file_is_kept_for_seven_days(client, dewi, job):
    job.result_file.save("hasil.txt", ContentFile(b"isi"))
    finish_job(job=job, at=timezone.now() - timedelta(days=8))
    client.force_login(dewi)

    page = client.get(address(job, "job_download"))

    assert page.status_code == 410
    assert "disimpan tujuh hari" in page.text


def test_file_that_the_storage_lost_is_answered_plainly(client, dewi, job):
    job.result_file.save("hasil.txt", ContentFile(b"isi"))
    job.result_file.storage.delete(job.result_file.name)
    client.force_login(dewi)

    page = client.get(address(job, "job_download"))

    assert page.status_code == 404
    assert "hilang dari penyimpanan" in page.text


def test_file_of_a_unit_is_only_for_who_is_still_hr_there(client, office, job):
    job.params = {"hr_units": [office.dinas.public_id]}
    job.result_file.save("hasil.txt", ContentFile(b"isi"))
    office.dewi.role_grants.update(org_unit=office.elsewhere)
    client.force_login(office.dewi)

    assert client.get(address(job, "job_download")).status_code == 403


def test_job_without_a_file_has_nothing_to_download(client, dewi, job):
    client.force_login(dewi)

    assert client.get(address(job, "job_download")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, dewi, django_assert_num_queries, rows):
    for number in range(rows):
        half_done(dewi, f"Pekerjaan {number}")
    client.force_login(dewi)

    with django_assert_num_queries(8):
        page = client.get(LIST)

    assert len(page.context["page"].object_list) == rows


@pytest.fixture
def unsure(ani):
    """Return a letter to Ani that was claimed long ago and never marked as sent."""
    notify(recipient=ani, kind=NoticeKind.PLAN_AGREED, at=timezone.now())
    Notification.objects.update(claimed_at=timezone.now() - timedelta(hours=1))
    return Notification.objects.get()


def test_letter_to_be_checked_is_shown_to_hr_only(client, ani, dewi, unsure):
    client.force_login(dewi)
    shown = client.get(LIST).context["unsure"]
    client.force_login(ani)

    assert list(shown) == [unsure]
    assert "unsure" not in client.get(LIST).context


@pytest.mark.parametrize(("do", "due"), [("again", 1), ("leave", 0)])
def test_letter_is_settled(client, dewi, unsure, do, due):
    client.force_login(dewi)

    client.post(address(unsure, "notice_settle"), {"do": do})

    assert Notification.objects.due(timezone.now()).count() == due
    assert list(client.get(LIST).context["unsure"]) == []


def test_letter_is_settled_by_hr_of_the_agency_only(client, budi, unsure):
    client.force_login(budi)

    assert client.post(address(unsure, "notice_settle"), {"do": "again"}).status_code == 403
