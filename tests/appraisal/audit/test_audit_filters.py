"""The filters in use, as people write them."""

from django.urls import reverse

from accounts.choices import Role
from tests.factories.accounts import grant_role, make_employee


def test_day_of_a_filter_is_written_as_people_write_it(client, office):
    person = make_employee("Wati Pemeriksa")
    grant_role(person, Role.AUDITOR, office.agency)
    client.force_login(person)

    page = client.get(reverse("appraisal:audit_search"), {"since": "2026-12-01"})

    assert "Mulai: 1 Desember 2026" in page.content.decode()
