"""The pages of delegations."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Delegation, Notification
from tests.factories.accounts import make_assignment, make_employee

LIST = reverse("accounts:delegation_list")


def form_for(delegate, days=7):
    """Return what the form posts."""
    today = timezone.localdate()
    return {
        "delegate": delegate.public_id,
        "from_date": today.isoformat(),
        "until_date": (today + timedelta(days=days - 1)).isoformat(),
        "reason": "Perjalanan dinas",
    }


def delegate_now(office, delegate, delegator=None):
    """Write a running delegation."""
    today = timezone.localdate()
    return Delegation.objects.create(
        delegator=delegator or office.budi,
        delegate=delegate,
        from_date=today,
        until_date=today,
        reason="Cuti",
        created_by=delegator or office.budi,
        created_at=timezone.now(),
    )


def withdraw_url(delegation):
    """Return the page that ends a delegation."""
    return reverse("accounts:delegation_withdraw", args=[delegation.public_id])


def test_supervisor_delegates_and_sees_it(client, office):
    client.force_login(office.budi)

    assert client.post(LIST, form_for(office.farid)).url == LIST

    page = client.get(LIST)
    assert [row.delegation.delegate for row in page.context["given"]] == [office.farid]
    assert "Farid Hidayat bertindak untuk Anda" in page.text


def test_refusal_keeps_every_word(client, office):
    client.force_login(office.budi)

    response = client.post(LIST, form_for(office.eko))

    assert response.status_code == 422
    assert "Perjalanan dinas" in response.text
    assert list(response.context["form"].errors) == ["delegate"]


def test_who_leads_nobody_reads_why_there_is_no_form(client, office):
    client.force_login(office.ani)

    page = client.get(LIST)

    assert page.status_code == 200
    assert 'name="delegate"' not in page.text


def test_delegate_reads_for_whom_on_the_home_page(client, office):
    delegate_now(office, office.citra)
    client.force_login(office.citra)

    assert "Anda juga bertindak untuk Budi Santoso" in client.get("/").text


def test_page_of_hr(client, office):
    url = reverse("accounts:employee_delegation", args=[office.budi.public_id])
    client.force_login(office.dewi)

    assert client.get(url).status_code == 200
    assert client.post(url, form_for(office.farid)).url == url
    assert Delegation.objects.get().created_by == office.dewi


@pytest.mark.parametrize(("name", "status"), [("farid", 403), ("eko", 404), ("ani", 404)])
def test_page_of_hr_is_closed_to_others(client, office, name, status):
    client.force_login(getattr(office, name))

    url = reverse("accounts:employee_delegation", args=[office.budi.public_id])
    assert client.get(url).status_code == status


def test_ending_asks_once_more(client, office):
    delegation = delegate_now(office, office.farid)
    client.force_login(office.budi)

    asked = client.get(withdraw_url(delegation))
    still = Delegation.objects.get(pk=delegation.pk).withdrawn_at
    done = client.post(withdraw_url(delegation))

    assert (asked.status_code, still, done.url) == (200, None, LIST)
    assert Delegation.objects.get(pk=delegation.pk).withdrawn_at is not None


def test_ending_is_closed_to_strangers(client, office):
    delegation = delegate_now(office, office.farid)
    client.force_login(office.eko)

    assert client.get(withdraw_url(delegation)).status_code == 404
    assert client.post(withdraw_url(delegation)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for number in range(rows):
        chief = make_employee(f"Kepala {number}")
        make_assignment(chief, office.dinas, supervisor=office.farid)
        delegate_now(office, office.budi, delegator=chief)
    client.force_login(office.budi)

    with django_assert_num_queries(10):
        page = client.get(LIST)

    assert len(page.context["held"]) == rows


def test_a_member_of_the_team_acts_only_after_the_colleagues_were_named(client, office):
    client.force_login(office.budi)

    asked = client.post(LIST, form_for(office.ani))
    before = Delegation.objects.count(), Notification.objects.count()
    done = client.post(LIST, form_for(office.ani) | {"agreed": "1"})

    assert (asked.status_code, before, done.url) == (200, (0, 0), LIST)
    assert [person.name for person in asked.context["colleagues"]] == ["Citra Dewanti"]
    assert Delegation.objects.get().delegate == office.ani


def test_only_people_who_may_act_stand_to_choose_from(client, office):
    make_assignment(make_employee("Gita Rahayu"), office.dinas, supervisor=office.ani)
    client.force_login(office.budi)

    choices = client.get(LIST).context["form"].fields["delegate"].widget.choices

    names = {str(group): [label for _id, label in rows] for group, rows in choices[1:]}
    assert names == {
        "Atasan": ["Farid Hidayat, Kepala Dinas"],
        "Rekan": ["Dewi Anggraini, Analis Kebijakan Ahli Muda"],
        "Anggota tim (akan menilai rekannya)": [
            "Ani Lestari, Analis Kebijakan Ahli Muda",
            "Citra Dewanti, Analis Kebijakan Ahli Muda",
        ],
    }


def test_team_learns_who_acts_and_until_when(client, office):
    client.force_login(office.budi)
    client.post(LIST, form_for(office.farid))
    client.force_login(office.ani)

    log = client.get(reverse("accounts:access_log"))
    told = client.get(reverse("accounts:notification_list"))

    assert "Farid Hidayat bertindak untuk Budi Santoso sampai" in log.text
    assert "Farid Hidayat a.n. Budi Santoso" in told.text
