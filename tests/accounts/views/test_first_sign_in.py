"""The first sign-in: a code from HR, then a password of one's own; and how HR hands codes out."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignInCode
from accounts.services.sign_in_code import issue_sign_in_codes
from tests.factories.accounts import actor_for

FIRST = reverse("accounts:first_sign_in")
CHOOSE = reverse("accounts:first_password")
CODES = reverse("accounts:employee_codes")
PASSWORD = "kuda laut berkacamata"


@pytest.fixture
def code(ani, dewi):
    """Return a code for Ani in clear."""
    return issue_sign_in_codes(employees=[ani], actor=actor_for(dewi), at=timezone.now())[0].code


def choose(client, first=PASSWORD, second=PASSWORD):
    """Post the password page."""
    return client.post(CHOOSE, {"new_password1": first, "new_password2": second})


def test_newcomer_chooses_a_password_and_is_in(client, ani, code):
    shown = client.post(FIRST, {"name": ani.nip, "code": code})
    done = choose(client)

    assert (shown.url, done.url) == (CHOOSE, reverse("appraisal:home"))
    assert client.session["_auth_user_id"] == str(ani.pk)
    ani.refresh_from_db()
    assert ani.check_password(PASSWORD)


def test_wrong_code_keeps_what_was_typed(client, ani, code):
    response = client.post(FIRST, {"name": ani.nip, "code": "AAAAA-22222"})

    assert response.status_code == 422
    assert "AAAAA-22222" in response.text
    assert ani.nip in response.text


def test_code_is_used_up_only_by_the_password(client, ani, code):
    client.post(FIRST, {"name": ani.nip, "code": code})
    client.cookies.clear()

    assert client.post(FIRST, {"name": ani.nip, "code": code}).url == CHOOSE


def test_used_code_opens_nothing(client, ani, code):
    client.post(FIRST, {"name": ani.nip, "code": code})
    choose(client)
    client.cookies.clear()

    assert client.post(FIRST, {"name": ani.nip, "code": code}).status_code == 422


def test_password_page_without_a_code_leads_back(client, db):
    assert client.get(CHOOSE).url == FIRST


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("pendek", "pendek", "new_password1"),
        ("12345678901234", "12345678901234", "new_password1"),
        (PASSWORD, "kuda laut berkacamato", "new_password2"),
    ],
)
def test_password_that_does_not_do_is_refused_at_its_field(client, ani, code, first, second, field):
    client.post(FIRST, {"name": ani.nip, "code": code})

    response = choose(client, first, second)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert SignInCode.objects.get().used_at is None


def test_hr_prints_a_sheet_that_is_shown_once(client, ani, citra, dewi):
    client.force_login(dewi)

    sheet = client.post(CODES, {"employee": [ani.public_id, citra.public_id], "how": "paper"})

    assert sheet.status_code == 200
    assert len(re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", sheet.text)) == 2
    assert "no-store" in sheet["Cache-Control"]
    assert client.get(CODES).status_code == 405


def test_hr_mails_codes_and_prints_only_the_rest(client, ani, citra, dewi):
    type(citra).objects.filter(pk=citra.pk).update(email="")
    client.force_login(dewi)

    sheet = client.post(CODES, {"employee": [ani.public_id, citra.public_id], "how": "mail"})

    assert [letter.to for letter in mail.outbox] == [[ani.email]]
    mailed = re.search(r"[A-Z2-9]{5}-[A-Z2-9]{5}", mail.outbox[0].body)[0]
    assert mailed not in sheet.text
    assert [one.employee for one in sheet.context["codes"]] == [citra]


def test_mailed_code_leads_back_to_the_person_and_says_that_it_is_out(client, ani, dewi):
    """Whoever makes another one knows that the slip or letter from before stops working."""
    client.force_login(dewi)

    back = client.post(CODES, {"employee": ani.public_id, "how": "mail"})

    assert back.url == ani.get_absolute_url()
    assert client.get(back.url).context["employee"].code_until == ani.sign_in_codes.get().expires_at


def test_codes_for_nobody_are_refused(client, dewi):
    client.force_login(dewi)

    assert client.post(CODES, {"how": "paper"}).url == reverse("accounts:employee_list")
    assert SignInCode.objects.count() == 0


def test_supervisor_gets_no_codes(client, ani, budi):
    client.force_login(budi)

    response = client.post(CODES, {"employee": [ani.public_id], "how": "paper"})

    assert response.status_code == 403
