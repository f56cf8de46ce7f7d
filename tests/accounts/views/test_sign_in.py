"""Through the door: NIP or e-mail, a safe way on, and out again."""

import pytest
from django.urls import reverse

PASSWORD = "sandi-uji-coba"
PAGE = reverse("accounts:sign_in")
HOME = reverse("appraisal:home")


def sign_in(client, name, password=PASSWORD, **more):
    """Post the form."""
    return client.post(PAGE, {"name": name, "password": password, **more})


def test_nip_opens_the_door(client, ani):
    response = sign_in(client, ani.nip)

    assert (response.status_code, response.url) == (302, HOME)
    assert client.session["_auth_user_id"] == str(ani.pk)


def test_nip_with_spaces_opens_the_door(client, ani):
    nip = f" {ani.nip[:8]} {ani.nip[8:14]} {ani.nip[14]} {ani.nip[15:]} "

    assert sign_in(client, nip).status_code == 302


def test_e_mail_opens_the_door_whatever_its_capitals(client, ani):
    assert sign_in(client, ani.email.upper()).status_code == 302


@pytest.mark.parametrize("fault", ["password", "name", "closed"])
def test_every_fault_has_the_same_answer_and_keeps_the_name(client, ani, fault):
    name, password = ani.nip, PASSWORD
    if fault == "password":
        password = "bukan ini"
    if fault == "name":
        name = "199001012020121001"
    if fault == "closed":
        type(ani).objects.filter(pk=ani.pk).update(is_active=False)

    response = sign_in(client, name, password)

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "NIP, e-mail, atau kata sandi tidak cocok."
    ]
    assert f'value="{name}"' in response.text
    assert password not in response.text


def test_empty_form_names_both_fields(client, db):
    response = sign_in(client, "", "")

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "password"}


def test_way_on_inside_this_site_is_kept(client, ani):
    assert sign_in(client, ani.nip, next="/akun/").url == "/akun/"


@pytest.mark.parametrize("address", ["https://jahat.example/", "//jahat.example/", "javascript:1"])
def test_way_on_to_another_site_is_dropped(client, ani, address):
    assert sign_in(client, ani.nip, next=address).url == HOME


def test_session_key_is_new_after_sign_in(client, ani):
    client.get(PAGE)
    session = client.session
    session["mark"] = 1
    session.save()
    before = session.session_key

    sign_in(client, ani.nip)

    assert client.session.session_key != before


def test_password_managers_and_paste_work(client, db):
    page = client.get(PAGE).text

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_who_is_in_is_led_on(client, ani):
    client.force_login(ani)

    assert client.get(PAGE, {"next": "/akun/"}).url == "/akun/"


def test_sign_out_ends_the_session(client, ani):
    client.force_login(ani)

    response = client.post(reverse("accounts:sign_out"))

    assert response.url == PAGE
    assert "_auth_user_id" not in client.session


def test_sign_out_by_link_is_refused(client, ani):
    client.force_login(ani)

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert client.session["_auth_user_id"] == str(ani.pk)


def test_demo_accounts_are_shown_in_demo_mode_only(client, ani, settings):
    type(ani).objects.filter(pk=ani.pk).update(email="ani@demo.selaras.example")
    quiet = client.get(PAGE).text

    settings.DEMO, settings.DEMO_PASSWORD = True, "selaras-demo"
    page = client.get(PAGE).text

    assert "ani@demo.selaras.example" not in quiet
    assert "ani@demo.selaras.example" in page
    assert "selaras-demo" in page
