"""The pages of the tree: found by tree and by words, changed by form, out of reach for others."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import OrgUnit, OrgUnitTerm
from tests.factories.accounts import grant_role, make_assignment, make_employee, make_org_unit

pytestmark = pytest.mark.django_db
LIST = reverse("accounts:org_unit_list")
ADD = reverse("accounts:org_unit_add")
CHANGES = ("org_unit_rename", "org_unit_move", "org_unit_end")


@pytest.fixture
def hr(client, office):
    """Return a client signed in as HR administrator of everything."""
    client.force_login(office.dewi)
    return client


def address(name, unit):
    """Return the address of a page of a unit."""
    return reverse(f"accounts:{name}", args=[unit.public_id])


def test_tree_opens_and_closes_its_lists(hr, section):
    page = hr.get(LIST)

    assert [(row.name, row.below, len(row.closes)) for row in page.context["rows"]] == [
        ("Kota Contoh", 2, 0),
        ("Dinas Contoh", 0, 0),
        ("Dinas Lain", 1, 0),
        ("Seksi Arsip", 0, 2),
    ]
    text = page.content.decode().partition('<ul class="utree')[2].partition("</section>")[0]
    assert (text.count("<details"), text.count("</details>")) == (2, 2)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("arsip", ["Seksi Arsip"]),
        ("02", ["Dinas Lain", "Seksi Arsip"]),
        ("farid", ["Dinas Contoh"]),
        ("dinas", ["Dinas Contoh", "Dinas Lain"]),
        ("zzz", []),
    ],
)
def test_unit_is_found_by_name_code_or_head(hr, section, text, names):
    page = hr.get(LIST, {"cari": text})

    assert [row.name for row in page.context["found"]] == names
    assert ("Tidak ada unit yang cocok." in page.content.decode()) is not bool(names)


def test_units_of_other_days_are_listed_for_hr_only(client, office, section):
    OrgUnitTerm.objects.filter(unit=section).update(until_date="2025-12-31")
    make_org_unit("Bidang Nanti", parent=office.dinas, from_date=date(2028, 1, 1))
    seen = {}
    for name in ("dewi", "ani"):
        client.force_login(getattr(office, name))
        page = client.get(LIST)
        seen[name] = [term.name for term in page.context["others"]]

    assert seen == {"dewi": ["Bidang Nanti", "Seksi Arsip"], "ani": []}


def test_unit_is_added_below_another(hr, office):
    form = hr.get(ADD, {"induk": office.dinas.public_id}).context["form"]
    data = {"name": " Bidang  Data ", "parent": form["parent"].value(), "from_date": "2026-07-01"}

    answer = hr.post(ADD, data, follow=True)

    unit = OrgUnit.objects.get(code="BIDANG-DATA")
    assert unit.terms.get().parent == office.dinas
    assert "Unit ini ada mulai 1 Juli 2026." in answer.content.decode()


def test_unit_is_renamed_moved_ended_and_taken_back(hr, office, section):
    hr.post(address("org_unit_rename", section), {"name": "Seksi Baru", "from_date": "2026-02-01"})
    hr.post(
        address("org_unit_move", section),
        {"parent": office.dinas.public_id, "from_date": "2026-03-01"},
    )
    hr.post(address("org_unit_end", section), {"from_date": "2026-04-01"})
    ended = hr.get(section.get_absolute_url()).content.decode()
    hr.post(address("org_unit_withdraw", section))
    page = hr.get(section.get_absolute_url())

    assert "hari terakhirnya 31 Maret 2026" in ended
    assert [(term.name, term.above) for term in page.context["history"]] == [
        ("Seksi Baru", "Dinas Contoh"),
        ("Seksi Baru", "Dinas Lain"),
        ("Seksi Arsip", "Dinas Lain"),
    ]


def test_unit_added_by_mistake_is_removed(hr, section):
    answer = hr.post(address("org_unit_end", section), {"from_date": "2020-01-01"})

    assert answer.url == LIST
    assert not OrgUnit.objects.filter(pk=section.pk).exists()


def test_refusal_is_answered_at_the_form_and_keeps_every_word(hr, office, section):
    data = {"name": "Dinas Contoh", "from_date": "2026-02-01"}
    answer = hr.post(address("org_unit_rename", office.elsewhere), data)

    assert answer.status_code == 422
    assert "Di bawah unit yang sama sudah ada unit “Dinas Contoh”." in answer.content.decode()
    assert answer.context["form"]["name"].value() == "Dinas Contoh"


def test_page_of_the_end_names_who_and_what_remains(hr, office, section):
    make_assignment(make_employee("Gita Penghuni"), section)

    end = hr.post(address("org_unit_end", section), {"from_date": "2026-12-01"}).content.decode()
    above = hr.get(address("org_unit_end", office.elsewhere)).content.decode()

    assert "Gita Penghuni" in end
    assert "Seksi Arsip" in above


def test_place_inside_the_unit_itself_is_not_offered(hr, office, section):
    form = hr.get(address("org_unit_move", office.elsewhere)).context["form"]

    offered = [value for value, _name in form.fields["parent"].choices if value]
    assert offered == [office.agency.public_id, office.dinas.public_id]


@pytest.mark.parametrize("day", ["", "31/31/2026", "1990-01-01", "2099-01-01"])
def test_impossible_day_is_answered(hr, section, day):
    answer = hr.post(address("org_unit_rename", section), {"name": "Lain", "from_date": day})

    assert (answer.status_code, answer.context["form"]["from_date"].value()) == (422, day)


@pytest.mark.parametrize("role", [None, Role.HR_OPERATOR, Role.AUDITOR, Role.LEADER])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_change_nothing(client, office, section, role, method):
    if role:
        grant_role(office.citra, role, office.agency)
    client.force_login(office.citra)
    pages = [ADD, *(address(name, section) for name in CHANGES)]

    answers = [getattr(client, method)(page).status_code for page in pages]

    assert answers == [403] * 4
    assert client.post(address("org_unit_withdraw", section)).status_code == 403
    shown = client.get(section.get_absolute_url()).content.decode()
    assert address("org_unit_rename", section) not in shown


def test_administrator_of_another_part_sees_no_buttons(client, office, section):
    grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    client.force_login(office.citra)

    assert client.get(address("org_unit_rename", section)).status_code == 403
    assert (
        address("org_unit_end", section)
        not in client.get(section.get_absolute_url()).content.decode()
    )
    assert client.get(ADD).status_code == 200


def test_taking_back_by_link_is_refused(hr, section):
    assert hr.get(address("org_unit_withdraw", section)).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_unit_takes_the_same_queries(
    hr, office, section, django_assert_num_queries, rows
):
    for number in range(rows):
        make_org_unit(f"Meja {number}", parent=section)
        make_assignment(make_employee(), section, supervisor=office.eko)
        day = date(2021 + number, 1, 1)
        section.terms.filter(until_date=None).update(until_date=date(2020 + number, 12, 31))
        OrgUnitTerm.objects.create(
            unit=section, name=f"N{number}", parent=office.elsewhere, from_date=day
        )

    with django_assert_num_queries(13):
        page = hr.get(section.get_absolute_url())

    assert len(page.context["history"]) == rows + 1
