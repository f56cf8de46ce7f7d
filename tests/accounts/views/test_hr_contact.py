"""The page that names who is HR for one's own unit."""

import pytest
from django.urls import reverse

from tests.factories.accounts import make_employee

PAGE = reverse("accounts:hr_contact")


def names(client, person):
    client.force_login(person)
    return [employee.name for employee in client.get(PAGE).context["people"]]


def test_names_the_hr_of_the_unit_but_never_oneself(client, office):
    assert names(client, office.ani) == [office.dewi.name]
    assert names(client, office.dewi) == []


def test_without_a_post_it_names_the_office(client, db):
    client.force_login(make_employee("Tanpa Jabatan"))

    assert "Hubungi pengelola kepegawaian" in client.get(PAGE).text


@pytest.mark.parametrize("path", ["/", "/akun/"])
def test_every_page_leads_there(client, office, path):
    client.force_login(office.ani)

    assert f'href="{PAGE}"' in client.get(path).text


def test_visitor_is_asked_to_sign_in(client, db):
    assert client.get(PAGE).status_code == 302
