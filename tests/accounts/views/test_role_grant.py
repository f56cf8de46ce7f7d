"""Roles are granted and ended by the HR administrator of the whole agency."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent, RoleGrant
from tests.factories.accounts import actor_for, grant_role, make_employee

LIST = reverse("accounts:role_grant_list")


def grant(client, office, **fields):
    """Post the form."""
    values = {
        "employee": office.ani.nip,
        "role": "HR_OPERATOR",
        "org_unit": office.dinas.public_id,
        "with_sub_units": "on",
        "from_date": "2026-01-01",
    }
    return client.post(LIST, values | fields)


def end(client, role_grant):
    """Post the button."""
    return client.post(reverse("accounts:role_grant_end", args=[role_grant.public_id]))


def test_role_is_granted_and_holds_at_once(client, office):
    client.force_login(office.dewi)

    assert grant(client, office).url == LIST
    assert actor_for(office.ani).is_hr_for(office.dinas.pk)
    assert AuditEvent.objects.get(subject_id=office.ani.public_id).action == "role_granted"


@pytest.mark.parametrize("role", [Role.HR_OPERATOR, Role.LEADER, None])
def test_nobody_else_grants(client, office, role):
    if role:
        grant_role(office.budi, role, office.agency)
    client.force_login(office.budi)

    assert client.get(LIST).status_code == 403
    assert grant(client, office).status_code == 403
    assert RoleGrant.objects.filter(employee=office.ani).count() == 0


def test_administrator_of_one_unit_does_not_grant(client, office):
    grant_role(office.budi, Role.HR_ADMIN, office.dinas)
    client.force_login(office.budi)

    assert grant(client, office).status_code == 403


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"employee": "000"}, "employee"),
        ({"employee": "Nama Kembar"}, "employee"),
        ({"until_date": "2025-01-01"}, "until_date"),
        ({"org_unit": "x"}, "org_unit"),
        ({"employee": "Dewi Anggraini", "role": "HR_ADMIN", "org_unit": "agency"}, "__all__"),
    ],
)
def test_refused_grant_keeps_every_word(client, office, fields, error):
    make_employee("Nama Kembar")
    make_employee("Nama Kembar")
    if fields.get("org_unit") == "agency":
        fields = fields | {"org_unit": office.agency.public_id}
    client.force_login(office.dewi)

    response = grant(client, office, **fields)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [error]
    assert str(fields.get("employee", office.ani.nip)) in response.text


def test_role_ends_at_once(client, office):
    given = grant_role(office.ani, Role.HR_OPERATOR, office.dinas)
    client.force_login(office.dewi)

    assert end(client, given).url == LIST
    given.refresh_from_db()
    assert given.until_date == timezone.localdate() - timedelta(days=1)


def test_role_granted_today_is_taken_back(client, office):
    today = timezone.localdate()
    given = grant_role(office.ani, Role.HR_OPERATOR, office.dinas, from_date=today)
    client.force_login(office.dewi)

    end(client, given)

    assert not RoleGrant.objects.filter(pk=given.pk).exists()


def test_last_administrator_of_the_agency_stays(client, office):
    client.force_login(office.dewi)

    response = end(client, office.dewi.role_grants.get())

    assert response.status_code == 302
    assert actor_for(office.dewi, timezone.localdate()).is_hr_of_everything


def test_second_administrator_may_go(client, office):
    grant_role(office.ani, Role.HR_ADMIN, office.agency)
    client.force_login(office.ani)

    end(client, office.dewi.role_grants.get())

    assert not actor_for(office.dewi, timezone.localdate()).is_hr


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for number in range(rows):
        start = date(2026, 1, 1 + number)
        grant_role(office.ani, Role.LEADER, office.dinas, from_date=start)
    client.force_login(office.dewi)

    with django_assert_num_queries(10):
        page = client.get(LIST)

    assert len(page.context["grants"]) == 1 + rows
