"""The outbox: each letter once, each job started once, whatever breaks."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import BackgroundJob, Notification
from accounts.queries.delivery import unsure_notices
from accounts.services import delivery
from accounts.services.background_job import request_job
from accounts.services.delivery import (
    QueueUnreachableError,
    mail_due_notices,
    message_id,
    start_waiting_jobs,
)
from accounts.services.notification import notify
from accounts.tasks.sweep import sweep
from tests.factories.accounts import actor_for, make_employee

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def tell(person, at=NOON, **fields):
    """Write a notice."""
    fields = {"kind": NoticeKind.EVALUATION_DELIVERED, "link": "/hasil/", **fields}
    notify(recipient=person, at=at, **fields)


def test_letter_goes_out_once(ani):
    tell(ani, about="Penilaian kinerja 2026", dedupe="satu")
    tell(ani, about="Penilaian kinerja 2026", dedupe="satu")

    sweep()
    sweep()

    assert [letter.to for letter in mail.outbox] == [[ani.email]]
    assert Notification.objects.get().sent_at is not None


def test_letter_speaks_the_language_of_its_reader(ani, budi):
    type(budi).objects.filter(pk=budi.pk).update(language="en")
    tell(ani)
    budi.refresh_from_db()
    tell(budi)

    sweep()

    subjects = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert subjects == {
        ani.email: "Hasil Anda sudah bisa dilihat",
        budi.email: "You can now read your results",
    }


def test_letter_says_where_to_look_and_keeps_names_as_they_are(ani, settings):
    type(ani).objects.filter(pk=ani.pk).update(name="Ani O'Lestari")
    ani.refresh_from_db()
    settings.PUBLIC_URL = "https://selaras.contoh.example"
    tell(ani, about="Target & realisasi < 50%")

    sweep()

    letter = mail.outbox[0]
    assert "Ani O'Lestari" in letter.body
    assert "Target & realisasi < 50%" in letter.body
    assert "https://selaras.contoh.example/hasil/" in letter.body


def test_letter_leaves_out_the_reason_that_somebody_wrote(ani):
    tell(ani, note="Sikap kerja jauh di bawah harapan")

    sweep()

    assert "Sikap kerja" not in mail.outbox[0].body
    assert Notification.objects.get().note == "Sikap kerja jauh di bawah harapan"


def test_notices_with_a_long_key_reach_each_person(ani, budi):
    for person in (ani, budi):
        tell(person, dedupe="x" * 300)

    assert {notice.recipient for notice in Notification.objects.all()} == {ani, budi}


def test_message_id_is_the_dedupe_key(ani):
    tell(ani, dedupe="satu")

    sweep()

    key = Notification.objects.get().dedupe_key
    assert mail.outbox[0].message()["Message-ID"] == message_id(key)


def test_letter_that_is_not_due_waits(ani):
    tell(ani, at=timezone.now() + timedelta(hours=1))

    sweep()

    assert mail.outbox == []


def test_person_without_address_gets_the_notice_only(office):
    tell(make_employee(email=""))

    sweep()

    assert mail.outbox == []
    assert Notification.objects.get().claimed_at is None


def test_closed_account_gets_no_letter(ani):
    tell(ani)
    type(ani).objects.filter(pk=ani.pk).update(is_active=False)

    sweep()

    assert mail.outbox == []


class ServerDiedError(Exception):
    """The process ended between claiming and marking."""


def die(_letter):
    """Break while sending."""
    raise ServerDiedError


def test_crash_while_sending_leaves_the_letter_to_be_checked(ani, budi):
    tell(ani)
    tell(budi)

    with pytest.raises(ServerDiedError):
        mail_due_notices(at=NOON, send=die)
    sent = mail_due_notices(at=NOON + timedelta(hours=1), send=mail.outbox.append)

    assert sent == 1
    assert [letter.to for letter in mail.outbox] == [[budi.email]]
    assert [one.recipient for one in unsure_notices(NOON + timedelta(minutes=10))] == [ani]


def test_unreachable_mail_server_claims_nothing(ani, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(ani)

    with pytest.raises(OSError, match="refused"):
        sweep()

    assert Notification.objects.get().claimed_at is None


def wish(person, task="contoh.tugas"):
    """Ask for a job."""
    return request_job(task=task, title="Contoh", actor=actor_for(person), at=NOON)


def test_job_is_started_once(dewi):
    job = wish(dewi)
    started = []

    for _round in range(2):
        start_waiting_jobs(at=NOON, start=lambda task, pk: started.append((task, pk)))

    assert started == [("contoh.tugas", job.pk)]


def test_job_waits_on_while_the_queue_is_away(dewi):
    job = wish(dewi)

    def unreachable(_task, _pk):
        raise QueueUnreachableError

    with pytest.raises(QueueUnreachableError):
        start_waiting_jobs(at=NOON, start=unreachable)

    assert list(BackgroundJob.objects.waiting()) == [job]


def test_sweep_runs_the_task_that_the_row_names(dewi):
    seen = []

    @current_app.task(name="contoh.tercatat")
    def note_down(job_id):
        seen.append(job_id)

    job = wish(dewi, note_down.name)

    sweep()

    assert seen == [job.pk]


def race(ani):
    """Let two sweeps meet at one letter, and return how often it was sent."""
    tell(ani)
    letters, meeting = [], threading.Barrier(2)

    def send(letter):
        letters.append(letter)
        threading.Event().wait(0.2)  # as slow as a mail server, so that the other one comes by

    def run():
        meeting.wait(timeout=5)
        mail_due_notices(at=NOON, send=send)
        connection.close()

    threads = [threading.Thread(target=run) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(letters)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_one_letter(ani):
    assert race(ani) == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_without_the_claim_send_two(ani, monkeypatch):
    # The control: the same race shows the fault as soon as the guard is gone.
    monkeypatch.setattr(delivery, "claim", lambda _model, *, pk, at: True)

    assert race(ani) == 2
