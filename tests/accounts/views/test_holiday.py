"""The calendar of holidays."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Holiday
from tests.factories.accounts import grant_role

LIST = reverse("accounts:holiday_list")


@pytest.fixture
def day(db):
    """Return a day that is still to be checked, in a year without others."""
    return Holiday.objects.create(date=date(2031, 8, 17), name="Hari Kemerdekaan")


def test_hr_reads_a_year(client, dewi, day):
    client.force_login(dewi)

    page = client.get(LIST, {"year": 2031})

    assert list(page.context["holidays"]) == [day]
    assert "perlu dicek" in page.text


@pytest.mark.parametrize("year", ["²", "9" * 5000, "1999", "-1", "x"])
def test_year_that_is_none_shows_this_year(client, dewi, year):
    client.force_login(dewi)

    assert client.get(LIST, {"year": year}).context["year"] == timezone.localdate().year


def test_employee_has_no_business_here(client, ani):
    client.force_login(ani)

    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, dewi, django_assert_num_queries, rows):
    for number in range(rows):
        Holiday.objects.create(date=date(2031, 8, 17 + number), name="Hari libur")
    client.force_login(dewi)

    with django_assert_num_queries(8):
        page = client.get(LIST, {"year": 2031})

    assert len(page.context["holidays"]) == rows


def test_day_is_added_confirmed(client, dewi):
    client.force_login(dewi)

    response = client.post(LIST, {"date": "2031-01-01", "name": "Tahun Baru"})

    assert response.url == f"{LIST}?year=2031"
    assert Holiday.objects.get(date=date(2031, 1, 1)).is_confirmed


def test_day_twice_is_refused_and_words_are_kept(client, dewi, day):
    client.force_login(dewi)

    response = client.post(LIST, {"date": "2031-08-17", "name": "Kemerdekaan RI"})

    assert response.status_code == 422
    assert "Hari ini sudah ada dalam daftar." in response.text
    assert "Kemerdekaan RI" in response.text


def test_day_is_confirmed_and_removed(client, dewi, day):
    client.force_login(dewi)

    client.post(reverse("accounts:holiday_confirm", args=["2031-08-17"]))
    day.refresh_from_db()
    confirmed = day.is_confirmed
    client.post(reverse("accounts:holiday_remove", args=["2031-08-17"]))

    assert confirmed
    assert not Holiday.objects.filter(date=date(2031, 8, 17)).exists()


@pytest.mark.parametrize("name", ["holiday_confirm", "holiday_remove"])
def test_operator_may_read_only(client, office, day, name):
    grant_role(office.ani, Role.HR_OPERATOR, office.agency)
    client.force_login(office.ani)

    assert client.get(LIST).status_code == 200
    assert client.post(reverse(f"accounts:{name}", args=["2031-08-17"])).status_code == 403


@pytest.mark.parametrize("text", ["2031-02-31", "kapan"])
def test_impossible_day_is_not_found(client, dewi, text):
    client.force_login(dewi)

    assert client.post(reverse("accounts:holiday_remove", args=[text])).status_code == 404
