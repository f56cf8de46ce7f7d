"""The list of employees, one employee, and the account that HR keeps."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent, Employee
from tests.factories.accounts import (
    grant_role,
    make_assignment,
    make_employee,
    make_org_unit,
)

LIST = reverse("accounts:employee_list")


def names(response):
    """Return the names of the people listed."""
    return [person.name for person in response.context["page"]]


def page_of(person, name="employee_detail"):
    """Return the address of a person's page."""
    return reverse(f"accounts:{name}", args=[person.public_id])


def test_hr_of_the_agency_sees_everybody_sorted_by_name(client, office):
    make_employee("aaron Kecil")
    client.force_login(office.dewi)

    assert names(client.get(LIST)) == [
        "aaron Kecil",
        "Ani Lestari",
        "Budi Santoso",
        "Citra Dewanti",
        "Dewi Anggraini",
        "Eko Prasetyo",
        "Farid Hidayat",
    ]


def test_supervisor_sees_oneself_and_the_team(client, office):
    client.force_login(office.budi)

    assert names(client.get(LIST)) == ["Ani Lestari", "Budi Santoso", "Citra Dewanti"]


def test_list_says_that_it_is_not_open_to_who_looks_up_nobody(client, office):
    client.force_login(office.ani)

    answer = client.get(LIST)

    assert answer.status_code == 403
    assert "Halaman ini tidak terbuka untuk Anda" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "san"}, ["Budi Santoso"]),
        ({"head": "yes"}, ["Farid Hidayat"]),
        ({"line": "outside"}, ["Eko Prasetyo", "Farid Hidayat"]),
        ({"line": "none"}, ["Gita Permata"]),
        ({"employment_kind": "PPPK"}, ["Gita Permata"]),
        ({"rank": "IX"}, ["Gita Permata"]),
        ({"q": "santoso", "rank": "IX"}, []),
    ],
)
def test_filters(client, office, query, found):
    gita = make_employee("Gita Permata", employment_kind="PPPK", rank="IX")
    make_assignment(gita, office.dinas)
    client.force_login(office.dewi)

    assert names(client.get(LIST, query)) == found


def test_nip_is_found_however_it_is_spaced(client, office):
    client.force_login(office.dewi)
    nip = office.ani.nip

    found = client.get(LIST, {"q": f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"})

    assert names(found) == ["Ani Lestari"]


def test_unit_filter_takes_sub_units_along(client, office):
    section = make_org_unit("Bidang Contoh", parent=office.elsewhere)
    make_assignment(make_employee("Gita Permata"), section)
    client.force_login(office.dewi)

    found = client.get(LIST, {"unit": office.elsewhere.public_id})

    assert names(found) == ["Eko Prasetyo", "Gita Permata"]


def test_filter_is_shown_as_a_chip(client, office):
    client.force_login(office.dewi)

    assert (
        '<a class="chip" href="?rank=III%2Fc">'
        in client.get(LIST, {"q": "ani", "rank": "III/c"}).text
    )


def test_nobody_found_says_so(client, office):
    client.force_login(office.dewi)

    assert "Tidak ada pegawai yang cocok" in client.get(LIST, {"q": "zzz"}).text


def test_list_has_pages_of_fifty(client, office):
    for _number in range(50):
        make_employee("Zainal Abidin")
    client.force_login(office.dewi)

    second = client.get(LIST, {"page": 2})

    assert second.context["page"].paginator.num_pages == 2
    assert len(names(second)) == 6


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for _number in range(rows):
        person = make_employee("Zainal Abidin")
        make_assignment(person, office.dinas, supervisor=office.budi)
    client.force_login(office.dewi)

    with django_assert_num_queries(13):
        page = client.get(LIST, {"q": "Zainal"})

    assert len(names(page)) == rows


def test_supervisor_opens_a_team_member(client, office):
    client.force_login(office.budi)

    page = client.get(page_of(office.ani))

    assert page.status_code == 200
    assert page.context["chain"] == [office.budi, office.farid]
    assert page.context["may_manage"] is False


def test_outsider_finds_nobody(client, office):
    client.force_login(office.eko)

    assert client.get(page_of(office.ani)).status_code == 404
    assert client.get(page_of(office.ani, "employee_account")).status_code == 404


def test_colleague_of_the_same_unit_does_not_see_the_page(client, office):
    client.force_login(office.citra)

    page = client.get(reverse("accounts:org_unit_detail", args=[office.dinas.public_id]))

    assert client.get(page_of(office.ani)).status_code == 404
    assert office.ani.nip not in page.text


def test_supervisor_may_not_edit_the_account(client, office):
    client.force_login(office.budi)

    assert client.get(page_of(office.ani, "employee_account")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for _number in range(rows):
        make_assignment(make_employee(), office.elsewhere, supervisor=office.eko)
    client.force_login(office.dewi)

    with django_assert_num_queries(16):
        page = client.get(page_of(office.eko))

    assert len(page.context["team"]) == rows


def test_hr_edits_the_account(client, office):
    client.force_login(office.dewi)
    fields = {"email": "ani.baru@contoh.example", "phone": "0812 3456-7890", "is_active": "on"}

    response = client.post(page_of(office.ani, "employee_account"), fields)

    assert response.url == page_of(office.ani)
    office.ani.refresh_from_db()
    assert (office.ani.email, office.ani.phone) == ("ani.baru@contoh.example", "081234567890")
    event = AuditEvent.objects.get(subject_id=office.ani.public_id)
    assert (event.action, event.data) == ("account_changed", {"fields": ["email", "phone"]})


@pytest.mark.parametrize("phone", ["abc", "0812", "12345678x", "0" * 21])
def test_phone_that_is_no_number_is_refused(client, office, phone):
    client.force_login(office.dewi)

    page = client.post(page_of(office.ani, "employee_account"), {"phone": phone, "is_active": "on"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["phone"])


def test_all_people_on_a_page_can_be_ticked_at_once(client, office):
    client.force_login(office.dewi)

    page = client.get(LIST, {"pilih": "semua"})

    assert page.text.count(" checked") == len(page.context["managed"])


def test_address_of_a_colleague_is_refused_and_words_are_kept(client, office):
    client.force_login(office.dewi)
    fields = {"email": office.citra.email.upper(), "phone": "0812 xyz", "is_active": "on"}

    response = client.post(page_of(office.ani, "employee_account"), fields)

    assert response.status_code == 422
    assert "Alamat ini sudah dipakai pegawai lain." in response.text
    assert "0812 xyz" in response.text


def test_closed_account_is_out_at_the_next_request(client, office):
    other = type(client)()
    other.force_login(office.ani)
    client.force_login(office.dewi)

    client.post(page_of(office.ani, "employee_account"), {"email": office.ani.email})

    assert other.get(reverse("accounts:profile")).status_code == 302


def test_hr_cannot_lock_oneself_out(client, office):
    client.force_login(office.dewi)

    response = client.post(page_of(office.dewi, "employee_account"), {"email": office.dewi.email})

    assert response.status_code == 422
    assert Employee.objects.get(pk=office.dewi.pk).is_active


def test_administrator_of_a_unit_does_not_take_over_who_holds_a_role(client, office):
    gita = make_employee("Gita Permata")
    grant_role(gita, Role.HR_ADMIN, office.dinas)
    client.force_login(gita)

    assert client.get(page_of(office.ani, "employee_account")).status_code == 200
    assert client.get(page_of(office.dewi, "employee_account")).status_code == 403


def test_role_that_has_ended_shows_nothing_more(client, office):
    office.dewi.role_grants.update(until_date="2025-12-31")
    client.force_login(office.dewi)

    assert client.get(page_of(office.eko)).status_code == 404
