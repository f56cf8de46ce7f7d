"""The tree of units and one unit."""

import pytest
from django.urls import reverse

from accounts.models import OrgUnitTerm
from tests.factories.accounts import make_assignment, make_employee, make_org_unit

LIST = reverse("accounts:org_unit_list")


def test_tree_stands_in_order_with_counts_and_heads(client, office):
    make_org_unit("Bidang Data", parent=office.elsewhere)
    client.force_login(office.dewi)

    rows = client.get(LIST).context["rows"]

    assert [(row.name, row.depth, row.people, row.everybody) for row in rows] == [
        ("Kota Contoh", 0, 0, 6),
        ("Dinas Contoh", 1, 5, 5),
        ("Dinas Lain", 1, 1, 1),
        ("Bidang Data", 2, 0, 0),
    ]
    assert [row.head for row in rows] == [None, office.farid, None, None]


@pytest.mark.parametrize("rows", [1, 3])
def test_tree_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for number in range(rows):
        unit = make_org_unit(f"Bidang {number}", parent=office.elsewhere)
        make_assignment(make_employee(), unit, is_head=True)
    client.force_login(office.dewi)

    with django_assert_num_queries(9):
        page = client.get(LIST)

    assert len(page.context["rows"]) == 3 + rows


def test_unit_shows_whom_the_reader_may_see(client, office):
    address = reverse("accounts:org_unit_detail", args=[office.dinas.public_id])
    client.force_login(office.budi)
    team = client.get(address)
    client.force_login(office.dewi)
    everybody = client.get(address)

    assert [person.name for person in team.context["page"]] == [
        "Ani Lestari",
        "Budi Santoso",
        "Citra Dewanti",
    ]
    assert len(everybody.context["page"].object_list) == 5
    assert everybody.context["head"] == office.farid


def test_unit_whose_parent_does_not_exist_today_hangs_below_the_root(client, office):
    section = make_org_unit("Bidang Data", parent=office.elsewhere)
    OrgUnitTerm.objects.filter(unit=office.elsewhere).update(until_date="2025-12-31")
    client.force_login(office.dewi)

    page = client.get(reverse("accounts:org_unit_detail", args=[section.public_id]))
    rows = client.get(LIST).context["rows"]

    assert [unit.name for unit in page.context["above"]] == ["Kota Contoh"]
    assert [(row.name, row.depth) for row in rows] == [
        ("Kota Contoh", 0),
        ("Bidang Data", 1),
        ("Dinas Contoh", 1),
    ]


@pytest.mark.parametrize(("name", "status"), [("dewi", 200), ("ani", 404)])
def test_unit_that_does_not_exist_today_is_found_by_hr_only(client, office, name, status):
    OrgUnitTerm.objects.filter(unit=office.elsewhere).update(until_date="2025-12-31")
    client.force_login(getattr(office, name))

    address = reverse("accounts:org_unit_detail", args=[office.elsewhere.public_id])

    assert client.get(address).status_code == status
