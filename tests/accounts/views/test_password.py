"""Changing a password, being made to, and the link by mail."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import BackgroundJob, SignInCode
from accounts.services.sign_in_code import issue_sign_in_codes
from accounts.tasks.sweep import sweep
from tests.factories.accounts import actor_for

CHANGE = reverse("accounts:password_change")
RESET = reverse("accounts:password_reset")
DONE = reverse("accounts:password_reset_done")
OLD, NEW = "sandi-uji-coba", "kuda laut berkacamata"


def change(client, old=OLD, new=NEW):
    """Post the form."""
    fields = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(CHANGE, fields)


def test_password_is_changed_and_this_session_stays(client, ani):
    client.force_login(ani)

    assert change(client).url == reverse("accounts:profile")
    ani.refresh_from_db()
    assert ani.check_password(NEW)
    assert client.get(CHANGE).status_code == 200


def test_other_sessions_end(client, ani, django_user_model):
    other = type(client)()
    for browser in (client, other):
        browser.force_login(ani)

    change(client)

    assert other.get(CHANGE).status_code == 302


def test_wrong_old_password_is_refused(client, ani):
    client.force_login(ani)

    response = change(client, old="bukan ini")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["old_password"]


def test_who_must_change_goes_nowhere_else(client, ani):
    type(ani).objects.filter(pk=ani.pk).update(must_change_password=True)
    client.force_login(ani)

    assert client.get(reverse("accounts:profile")).url == CHANGE
    assert change(client).url == reverse("appraisal:home")
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_who_must_change_may_leave(client, ani):
    type(ani).objects.filter(pk=ani.pk).update(must_change_password=True)
    client.force_login(ani)

    assert client.post(reverse("accounts:sign_out")).url == reverse("accounts:sign_in")


def link_in(letter):
    """Return the path of the link in a letter."""
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


def test_link_by_mail_sets_a_new_password(client, ani):
    answer = client.post(RESET, {"name": ani.email.upper()})
    sweep()
    landing = client.get(link_in(mail.outbox[0]))
    done = client.post(landing.url, {"new_password1": NEW, "new_password2": NEW})

    assert (answer.url, done.url) == (DONE, reverse("accounts:password_reset_complete"))
    ani.refresh_from_db()
    assert ani.check_password(NEW)


def test_link_is_mailed_to_who_types_the_nip(client, ani):
    client.post(RESET, {"name": f" {ani.nip[:8]} {ani.nip[8:]} "})
    sweep()

    assert [letter.to for letter in mail.outbox] == [[ani.email]]


def test_new_password_ends_the_codes_that_were_handed_out(client, ani, dewi):
    issue_sign_in_codes(employees=[ani], actor=actor_for(dewi), at=timezone.now())
    client.force_login(ani)

    change(client)

    assert SignInCode.objects.filter(employee=ani).count() == 0


def test_link_names_nobody_by_number(client, ani):
    client.post(RESET, {"name": ani.email})
    sweep()

    assert link_in(mail.outbox[0]).startswith(f"{RESET}{ani.public_id}/")


def test_second_letter_within_twenty_minutes_is_not_sent(client, ani):
    for _attempt in range(2):
        client.post(RESET, {"name": ani.email})
        sweep()
    BackgroundJob.objects.update(requested_at=timezone.now() - timedelta(minutes=21))
    client.post(RESET, {"name": ani.email})
    sweep()

    assert len(mail.outbox) == 2


def test_link_works_once(client, ani):
    client.post(RESET, {"name": ani.email})
    sweep()
    link = link_in(mail.outbox[0])
    client.post(client.get(link).url, {"new_password1": NEW, "new_password2": NEW})

    assert client.get(link).context["validlink"] is False


@pytest.mark.parametrize("who", ["nobody", "closed", "without"])
def test_answer_is_the_same_for_an_address_that_gets_no_letter(client, ani, who):
    email = "siapa@contoh.example" if who == "nobody" else ani.email
    if who == "closed":
        type(ani).objects.filter(pk=ani.pk).update(is_active=False)
    if who == "without":
        type(ani).objects.filter(pk=ani.pk).update(email="")

    answer = client.post(RESET, {"name": email})
    sweep()

    assert (answer.status_code, answer.url) == (302, DONE)
    assert mail.outbox == []


def test_three_clicks_make_one_letter(client, ani):
    for _click in range(3):
        client.post(RESET, {"name": ani.email})
    sweep()
    sweep()

    assert len(mail.outbox) == 1
    assert BackgroundJob.objects.filter(finished_at=None).count() == 0


def test_letter_is_no_job_in_the_list(client, ani):
    client.post(RESET, {"name": ani.email})
    client.force_login(ani)

    assert list(client.get(reverse("accounts:job_list")).context["page"]) == []
