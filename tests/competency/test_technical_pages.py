"""The pages on which the agency's own technical competencies are written."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from competency.models import Competency, CompetencyDraft
from tests.competency.technical import add, require, typed
from tests.factories.accounts import grant_role

ADD = reverse("competency:competency_add")


@pytest.fixture
def used(dewi):
    """Return a technical competency that a kind of post requires."""
    competency = add(dewi)
    require(competency)
    return competency


def test_page_adds(client, dewi):
    client.force_login(dewi)

    answer = client.post(ADD, typed(code=" t.01 "))

    added = Competency.objects.get(code="T.01")
    assert answer.url == added.get_absolute_url()
    assert [row.label for row in added.levels.order_by("level")] == [
        "Paham",
        "Dasar",
        "Menengah",
        "Mumpuni",
        "Ahli",
    ]
    assert client.get(added.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"indicator_3_2": ""}, "indicator_3_2"),
        ({"description_5": " "}, "description_5"),
        ({"code": "M.01"}, "code"),
        ({"code": "satu"}, "code"),
        ({"from_date": "2020-01-01"}, "from_date"),
        ({"name": ""}, "name"),
    ],
)
def test_page_keeps_every_word(client, dewi, changes, field):
    client.force_login(dewi)

    answer = client.post(ADD, typed(**changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert 'value="c4"' in answer.text
    assert not Competency.objects.filter(from_date__isnull=False).exists()


def test_page_of_a_used_one_writes_the_next_version(client, dewi, used):
    client.force_login(dewi)
    address = reverse("competency:competency_edit", args=[used.public_id])

    page = client.get(address)
    answer = client.post(address, typed(name="Jaringan"))

    new = Competency.objects.get(code="T.01", version=2)
    assert page.context["used"]
    assert (answer.url, new.name) == (new.get_absolute_url(), "Jaringan")
    assert client.get(address).status_code == 404  # the old version has its last day
    assert [row.level for row in new.standards.all()] == [3]


def test_page_retires_a_used_one_and_removes_another(client, dewi, used):
    other = add(dewi, code="T.02")
    client.force_login(dewi)

    client.post(
        reverse("competency:competency_retire", args=[used.public_id]), {"from_date": "2099-01-01"}
    )
    client.post(reverse("competency:competency_retire", args=[other.public_id]))

    used.refresh_from_db()
    assert used.until_date == date(2098, 12, 31)
    assert not Competency.objects.filter(pk=other.pk).exists()


def test_page_refuses_a_day_that_has_passed(client, dewi, used):
    client.force_login(dewi)

    answer = client.post(
        reverse("competency:competency_retire", args=[used.public_id]), {"from_date": "2020-01-01"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["from_date"])


@pytest.mark.parametrize("name", ["competency_add", "competency_edit", "competency_retire"])
@pytest.mark.parametrize("person", ["ani", "budi", "operator", "unit"])
def test_nobody_else_keeps_the_dictionary(client, office, used, name, person):
    if person in {"operator", "unit"}:
        role = Role.HR_OPERATOR if person == "operator" else Role.HR_ADMIN
        unit = office.agency if person == "operator" else office.dinas
        grant_role(office.citra, role, unit)
    client.force_login(getattr(office, person, office.citra))
    args = [] if name == "competency_add" else [used.public_id]

    address = reverse(f"competency:{name}", args=args)
    assert [client.get(address).status_code, client.post(address).status_code] == [403, 403]


def test_english_page_says_the_english_name(client, dewi, used):
    Competency.objects.filter(pk=used.pk).update(from_date=timezone.localdate())
    dewi.language = "en"
    dewi.save()
    client.force_login(dewi)
    client.cookies["django_language"] = "en"

    page = client.get(used.get_absolute_url(), headers={"accept-language": "en"})

    assert "Network management" in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_dictionary_costs_the_same(client, dewi, django_assert_num_queries, count):
    for number in range(count):
        add(dewi, code=f"T.0{number}")
    client.force_login(dewi)

    with django_assert_num_queries(10):
        page = client.get(reverse("competency:dictionary"))

    book = page.context["dictionary"]
    assert len(book.coming) + len(book.technical) == count


def draft_address(draft):
    """Return the page on which a draft is continued."""
    return f"{ADD}?draf={draft.public_id}"


def test_half_a_competency_is_kept_as_a_draft(client, dewi):
    client.force_login(dewi)

    answer = client.post(ADD, {"name": "Analisis Data", "code": "??", "draft": "1"})

    draft = CompetencyDraft.objects.get()
    assert answer.url == draft_address(draft)
    form = client.get(answer.url).context["form"]
    assert (form["name"].value(), form["code"].value()) == ("Analisis Data", "??")
    assert not Competency.objects.filter(from_date__isnull=False).exists()


def test_draft_is_gone_once_the_competency_stands_in_the_dictionary(client, dewi):
    client.force_login(dewi)
    client.post(ADD, {"name": "Analisis Data", "draft": "1"})

    client.post(draft_address(CompetencyDraft.objects.get()), typed(code="T.01"))

    assert Competency.objects.filter(code="T.01").exists()
    assert not CompetencyDraft.objects.exists()


def test_draft_is_thrown_away(client, dewi):
    client.force_login(dewi)
    client.post(ADD, {"name": "Analisis Data", "draft": "1"})
    draft = CompetencyDraft.objects.get()

    assert "Analisis Data" in client.get(reverse("competency:dictionary")).text
    client.post(reverse("competency:competency_draft_discard", args=[draft.public_id]))

    assert not CompetencyDraft.objects.exists()


def test_nobody_reads_the_draft_of_a_colleague(client, dewi, ani, office):
    client.force_login(dewi)
    client.post(ADD, {"name": "Analisis Data", "draft": "1"})
    draft = CompetencyDraft.objects.get()
    grant_role(ani, Role.HR_ADMIN, office.agency)
    client.force_login(ani)

    assert client.get(draft_address(draft)).status_code == 404
    assert "Analisis Data" not in client.get(reverse("competency:dictionary")).text
