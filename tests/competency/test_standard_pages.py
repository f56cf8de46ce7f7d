"""Dictionary and standards: everybody reads, only HR of the whole agency sets."""

from datetime import date

import pytest
from django.urls import reverse

from competency.models import Competency, PositionStandard
from competency.queries.standard import standard_levels
from tests.factories.accounts import make_job_position


@pytest.fixture
def administrator_standard(db):
    return PositionStandard.objects.get(competency__code="M.01", position_kind="ADMINISTRATOR")


def test_dictionary_lists_the_nine_competencies_in_order(client, ani):
    client.force_login(ani)

    page = client.get(reverse("competency:dictionary"))

    codes = [competency.code for competency in page.context["competencies"]]
    assert codes == [*(f"M.0{number}" for number in range(1, 9)), "SK.01"]


def test_competency_page_shows_three_indicators_of_each_level(client, ani):
    client.force_login(ani)
    competency = Competency.objects.get(code="M.05")

    page = client.get(competency.get_absolute_url())

    assert [len(level.indicators) for level in page.context["levels"]] == [3, 3, 3, 3, 3]


@pytest.mark.parametrize("name", ["competency:dictionary", "competency:standard_list"])
def test_pages_cost_the_same_for_every_number_of_rows(
    client, ani, name, django_assert_max_num_queries
):
    client.force_login(ani)

    with django_assert_max_num_queries(9):
        assert client.get(reverse(name)).status_code == 200


def test_standard_of_a_kind_is_the_level_for_every_competency(db):
    post = make_job_position("Analis Kebijakan", grade="AHLI_MUDA")
    framework = Competency.objects.first().framework

    assert set(standard_levels(post, framework, date(2026, 11, 1)).values()) == {3}


def test_standard_of_one_position_goes_before_that_of_its_kind(db):
    post = make_job_position("Analis Kebijakan", grade="AHLI_MUDA")
    competency = Competency.objects.get(code="M.03")
    PositionStandard.objects.create(
        competency=competency, job_position=post, level=4, from_date=date(2026, 1, 1)
    )

    levels = standard_levels(post, competency.framework, date(2026, 11, 1))

    assert (levels["M.03"], levels["M.04"]) == (4, 3)


def test_doubtful_rows_of_the_default_table_are_marked(db):
    doubtful = PositionStandard.objects.filter(is_doubtful=True)

    kinds = set(doubtful.values_list("position_kind", "functional_grade"))
    assert kinds == {("JPT_MADYA", ""), ("FUNCTIONAL", "TERAMPIL")}


def test_standard_set_by_hr_closes_the_one_before(client, dewi, administrator_standard):
    client.force_login(dewi)
    address = reverse("competency:standard_edit", args=[administrator_standard.public_id])

    answer = client.post(address, {"level": 4, "from_date": "2027-01-01", "note": "Perwali 12"})

    assert answer.status_code == 302
    administrator_standard.refresh_from_db()
    newest = PositionStandard.objects.get(
        competency=administrator_standard.competency,
        position_kind="ADMINISTRATOR",
        until_date=None,
    )
    assert administrator_standard.until_date == date(2026, 12, 31)
    assert (newest.level, newest.from_date, newest.is_doubtful) == (4, date(2027, 1, 1), False)


def test_standard_without_source_keeps_what_was_typed(client, dewi, administrator_standard):
    client.force_login(dewi)
    address = reverse("competency:standard_edit", args=[administrator_standard.public_id])

    answer = client.post(address, {"level": 5, "from_date": "01/02/2027", "note": ""})

    assert answer.status_code == 422
    assert answer.context["form"]["from_date"].value() == "01/02/2027"
    assert "Sebutkan sumber atau alasannya" in answer.content.decode()


def test_standard_before_a_planned_one_is_refused(client, dewi, administrator_standard):
    client.force_login(dewi)
    address = reverse("competency:standard_edit", args=[administrator_standard.public_id])
    client.post(address, {"level": 4, "from_date": "2028-01-01", "note": "Perwali 12"})

    answer = client.post(address, {"level": 2, "from_date": "2027-06-01", "note": "Perwali 9"})

    assert answer.status_code == 422
    assert PositionStandard.objects.filter(level=2, position_kind="ADMINISTRATOR").count() == 0


@pytest.mark.parametrize("person", ["ani", "budi", "eko"])
def test_standard_is_not_set_by_others(client, office, person, administrator_standard):
    client.force_login(getattr(office, person))
    address = reverse("competency:standard_edit", args=[administrator_standard.public_id])

    assert client.post(address, {"level": 1}).status_code == 403
