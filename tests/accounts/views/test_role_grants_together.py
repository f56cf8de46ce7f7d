"""Roles: found by person, role and time; ended and extended several at once; their history."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import RoleGrant
from accounts.services.role_grant import end_role
from accounts.services.role_grant import grant_role as give
from tests.factories.accounts import actor_for, grant_role, make_employee

LIST = reverse("accounts:role_grant_list")
SEVERAL = reverse("accounts:role_grant_several")
DAY = timedelta(days=1)


@pytest.fixture
def today(db):
    """Return the day on which the pages work."""
    return timezone.localdate()


@pytest.fixture
def grants(office, today):
    """Return one role that ends soon, one without end, one that has ended, one to come."""
    return {
        "soon": grant_role(office.ani, Role.HR_OPERATOR, office.dinas, until_date=today + 10 * DAY),
        "open": grant_role(office.budi, Role.LEADER, office.dinas),
        "past": grant_role(office.citra, Role.AUDITOR, office.agency, until_date=today - DAY),
        "coming": grant_role(office.eko, Role.LEADER, office.dinas, from_date=today + DAY),
    }


def several(client, chosen, **fields):
    """Post the page of several roles."""
    query = "&".join(f"grants={grant.public_id}" for grant in chosen)
    return client.post(f"{SEVERAL}?{query}", fields)


@pytest.mark.parametrize(
    ("filters", "people"),
    [
        ({}, ["Ani", "Budi", "Dewi", "Eko"]),
        ({"when": "soon"}, ["Ani"]),
        ({"when": "past"}, ["Citra"]),
        ({"when": "all"}, ["Ani", "Budi", "Citra", "Dewi", "Eko"]),
        ({"role": "LEADER"}, ["Budi", "Eko"]),
        ({"q": "dewi", "when": "all"}, ["Dewi"]),
        ({"q": "nobody"}, []),
    ],
)
def test_roles_are_found(client, office, grants, filters, people):
    client.force_login(office.dewi)

    page = client.get(LIST, filters)

    assert sorted(one.employee.name.split()[0] for one in page.context["page"]) == people
    assert page.context["expiring"] == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for _number in range(rows):
        grant_role(make_employee(), Role.LEADER, office.dinas)
    client.force_login(office.dewi)

    with django_assert_num_queries(11):
        page = client.get(LIST, {"role": "LEADER"})

    assert len(page.context["page"]) == rows


def test_several_are_ended_at_once(client, office, grants, today):
    client.force_login(office.dewi)

    answer = several(client, [grants["soon"], grants["open"], grants["coming"]], step="end")

    assert answer.url == LIST
    held = RoleGrant.objects.in_force(today).values_list("employee__name", flat=True)
    assert list(held) == ["Dewi Anggraini"]
    assert not RoleGrant.objects.filter(pk=grants["coming"].pk).exists()


def test_last_administrator_stays_and_so_do_the_others(client, office, grants, today):
    client.force_login(office.dewi)
    own = RoleGrant.objects.get(employee=office.dewi)

    several(client, [grants["open"], own], step="end")

    assert RoleGrant.objects.in_force(today).filter(pk__in=[own.pk, grants["open"].pk]).count() == 2


def test_two_administrators_cannot_both_be_ended(client, office, today):
    grant_role(office.ani, Role.HR_ADMIN, office.agency)
    client.force_login(office.dewi)

    several(client, RoleGrant.objects.filter(role=Role.HR_ADMIN), step="end")

    held = RoleGrant.objects.in_force(today).filter(role=Role.HR_ADMIN)
    assert held.count() == 2


@pytest.mark.parametrize("until", ["", "2099-12-31"])
def test_role_holds_longer(client, office, grants, until):
    client.force_login(office.dewi)

    answer = several(client, [grants["soon"]], step="extend", until_date=until)

    grants["soon"].refresh_from_db()
    assert (answer.url, str(grants["soon"].until_date or "")) == (LIST, until)


@pytest.mark.parametrize(
    ("which", "until", "words"),
    [
        ("soon", "2020-01-01", "Pilih hari ini atau hari sesudahnya."),
        ("open", "2099-01-01", "Peran Budi Santoso sudah berlaku selama itu."),
        ("past", "2099-01-01", "Peran Citra Dewanti sudah berakhir."),
        ("soon", "besok", "Tulis tanggal"),
    ],
)
def test_refused_extension_keeps_what_was_typed(client, office, grants, which, until, words):
    before = grants[which].until_date
    client.force_login(office.dewi)

    answer = several(client, [grants[which]], step="extend", until_date=until)

    grants[which].refresh_from_db()
    assert (answer.status_code, grants[which].until_date) == (422, before)
    assert answer.context["form"]["until_date"].value() == until
    assert words in answer.text


def test_extension_over_a_later_grant_is_refused(client, office, grants, today):
    grant_role(office.ani, Role.HR_OPERATOR, office.dinas, from_date=today + 20 * DAY)
    client.force_login(office.dewi)

    answer = several(client, [grants["soon"]], step="extend", until_date="")

    assert answer.status_code == 422


def test_nothing_ticked_leads_back(client, dewi):
    client.force_login(dewi)

    assert client.get(SEVERAL).url == LIST


def test_history_tells_who_did_what(client, office):
    now = timezone.now()
    grant = give(
        employee=office.ani,
        role=Role.LEADER,
        org_unit=office.dinas,
        with_sub_units=True,
        days=(now.date(), None),
        actor=actor_for(office.dewi),
        at=now,
    )
    end_role(grant=grant, actor=actor_for(office.dewi), at=now)
    client.force_login(office.dewi)

    page = client.get(reverse("accounts:role_grant_history", args=[office.ani.public_id]))

    moves = [(str(move.what), move.by) for move in page.context["moves"]]
    assert moves == [
        ("Peran diakhiri", "Dewi Anggraini"),
        ("Peran diberikan", "Dewi Anggraini"),
    ]
    assert "Orang ini belum pernah memegang peran." in page.text


@pytest.mark.parametrize("role", [Role.HR_OPERATOR, Role.LEADER, Role.AUDITOR, None])
def test_others_see_and_change_nothing(client, office, grants, role):
    if role:
        grant_role(office.farid, role, office.agency)
    client.force_login(office.farid)
    history = reverse("accounts:role_grant_history", args=[office.ani.public_id])

    answers = [
        client.get(history),
        client.get(SEVERAL),
        several(client, [grants["open"]], step="end"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
