"""Roles are granted and ended by the HR administrator of the whole agency."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent, RoleGrant
from tests.factories.accounts import actor_for, grant_role, make_employee, make_org_unit

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


@pytest.mark.parametrize("colleague", ["closed", "of one of two roots"])
def test_colleague_who_does_not_reach_everything_keeps_nobody(client, office, colleague):
    other_root = make_org_unit("Kota Lain", code="90")
    grant_role(office.dewi, Role.HR_ADMIN, other_root)
    grant_role(office.ani, Role.HR_ADMIN, office.agency)
    if colleague == "closed":
        grant_role(office.ani, Role.HR_ADMIN, other_root)
        type(office.ani).objects.filter(pk=office.ani.pk).update(is_active=False)
    client.force_login(office.dewi)

    end(client, office.dewi.role_grants.get(org_unit=other_root))

    assert actor_for(office.dewi, timezone.localdate()).is_hr_of_everything


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        ("2026-01-01", "", 422),  # would reach into the grant of March
        ("2026-03-31", "2026-12-31", 422),
        ("2026-01-01", "2026-02-28", 302),
        ("2026-04-01", "", 302),
    ],
)
def test_same_role_twice_on_a_day_is_refused(client, office, first, last, status):
    days = {"from_date": date(2026, 3, 1), "until_date": date(2026, 3, 31)}
    grant_role(office.ani, Role.HR_OPERATOR, office.dinas, **days)
    client.force_login(office.dewi)

    answer = grant(client, office, from_date=first, until_date=last)

    assert answer.status_code == status


def test_ended_role_is_not_made_longer(client, office):
    last = timezone.localdate() - timedelta(days=30)
    given = grant_role(office.ani, Role.HR_OPERATOR, office.dinas, until_date=last)
    client.force_login(office.dewi)

    end(client, given)

    given.refresh_from_db()
    assert given.until_date == last


def test_second_administrator_may_go(client, office):
    grant_role(office.ani, Role.HR_ADMIN, office.agency)
    client.force_login(office.ani)

    end(client, office.dewi.role_grants.get())

    assert not actor_for(office.dewi, timezone.localdate()).is_hr


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for number in range(rows):
        section = make_org_unit(f"Bidang {number}", parent=office.dinas)
        grant_role(office.ani, Role.LEADER, section)
    client.force_login(office.dewi)

    with django_assert_num_queries(11):
        page = client.get(LIST)

    assert len(page.context["page"]) == 1 + rows
