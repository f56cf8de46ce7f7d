"""The calendar of holidays."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Holiday
from tests.factories.accounts import grant_role

LIST = reverse("accounts:holiday_list")
LINES = reverse("accounts:holiday_lines")


@pytest.fixture
def day(db):
    """Return a day that is still to be checked, in a year without others."""
    return Holiday.objects.create(date=date(2031, 8, 17), name="Hari Kemerdekaan")


def test_hr_reads_a_year(client, dewi, day):
    client.force_login(dewi)

    page = client.get(LIST, {"year": 2031})

    assert list(page.context["holidays"]) == [day]
    assert "perlu dipastikan" in page.text


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

    with django_assert_num_queries(7):
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


def test_several_days_are_added_at_once(client, dewi):
    client.force_login(dewi)
    text = "17/08/2031 Hari Kemerdekaan\n\n- 2031-12-25, Natal\n1.5.2031 Hari Buruh"

    answer = client.post(LINES, {"lines": text})

    found = Holiday.objects.filter(date__year=2031, is_confirmed=True).order_by("date")
    assert answer.url == f"{LIST}?year=2031"
    assert [(str(day.date), day.name) for day in found] == [
        ("2031-05-01", "Hari Buruh"),
        ("2031-08-17", "Hari Kemerdekaan"),
        ("2031-12-25", "Natal"),
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "Kemerdekaan\n31/02/2031 X\n01/01/2031 A\n01/01/2031 B",
            [
                "Baris 1, “Kemerdekaan”: tulis tanggal dulu, lalu namanya.",
                "Baris 2, “31/02/2031 X”: tanggal ini tidak ada. Tulis hari/bulan/tahun.",
                "Baris 4, “01/01/2031 B”: hari ini sudah ada di baris sebelumnya.",
            ],
        ),
        (
            "1/1/2031 " + "x" * 121,
            ["Baris 1: namanya lebih dari 120 karakter. Persingkat namanya."],
        ),
        (
            "17/08/2031 Merdeka\n18/08/2031 Lain",
            ["Sudah ada dalam daftar: 17 Agustus 2031. Hapus baris itu, lalu tambahkan yang lain."],
        ),
        ("", ["Tulis atau tempel paling sedikit satu baris"]),
    ],
)
def test_lines_with_faults_are_named_and_kept(client, dewi, day, text, faults):
    client.force_login(dewi)

    answer = client.post(LINES + "?year=2031", {"lines": text})

    assert (answer.status_code, answer.context["lines"].errors["lines"]) == (422, faults)
    assert answer.context["lines"]["lines"].value() == text
    assert list(answer.context["holidays"]) == [day]


def test_fixed_dates_of_the_year_before_are_copied_once(client, dewi, day):
    Holiday.objects.create(date=date(2031, 3, 20), name="Idulfitri", is_confirmed=True)
    Holiday.objects.create(date=date(2031, 12, 25), name="Natal", is_confirmed=True)
    Holiday.objects.create(date=date(2032, 12, 25), name="Natal kami", is_confirmed=True)
    client.force_login(dewi)

    for _time in range(2):
        client.post(reverse("accounts:holiday_copy", args=[2032]))

    found = Holiday.objects.filter(date__year=2032).order_by("date")
    assert [(day.name, day.is_confirmed) for day in found] == [
        ("Hari Kemerdekaan", False),
        ("Natal kami", True),
    ]


def test_all_days_of_a_year_are_confirmed_and_no_others(client, dewi, day):
    Holiday.objects.create(date=date(2031, 12, 25), name="Natal")
    other = Holiday.objects.create(date=date(2032, 1, 1), name="Tahun Baru")
    client.force_login(dewi)

    client.post(reverse("accounts:holiday_confirm_year", args=[2031]))

    other.refresh_from_db()
    open_days = Holiday.objects.filter(date__year=2031, is_confirmed=False)
    assert (open_days.count(), other.is_confirmed) == (0, False)


def test_removed_day_can_be_put_back_as_it_was(client, dewi, day):
    client.force_login(dewi)
    client.post(reverse("accounts:holiday_remove", args=["2031-08-17"]))

    first, second = (client.get(LIST, {"year": 2031}) for _time in range(2))
    client.post(
        reverse("accounts:holiday_put_back"), first.context["removed"] | {"is_confirmed": "no"}
    )

    back = Holiday.objects.get(date=date(2031, 8, 17))
    assert (back.name, back.is_confirmed) == ("Hari Kemerdekaan", False)
    assert second.context["removed"] is None


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("holiday_lines", []),
        ("holiday_put_back", []),
        ("holiday_copy", [2031]),
        ("holiday_confirm_year", [2031]),
    ],
)
def test_only_the_calendar_keeper_changes_a_year(client, office, day, name, args):
    grant_role(office.ani, Role.HR_OPERATOR, office.agency)
    client.force_login(office.ani)
    fields = {"lines": "1/1/2031 A", "date": "2031-01-01", "name": "A"}

    assert client.post(reverse(f"accounts:{name}", args=args), fields).status_code == 403
    assert Holiday.objects.filter(date__year=2031, is_confirmed=True).count() == 0


@pytest.mark.parametrize("name", ["holiday_copy", "holiday_confirm_year"])
def test_year_that_no_calendar_has_is_not_found(client, dewi, name):
    client.force_login(dewi)

    assert client.post(reverse(f"accounts:{name}", args=[99999])).status_code == 404


@pytest.mark.parametrize("fields", [{}, {"date": "x", "name": "A"}, {"date": "2031-01-01"}])
def test_nothing_sensible_to_put_back_is_not_found(client, dewi, fields):
    client.force_login(dewi)

    assert client.post(reverse("accounts:holiday_put_back"), fields).status_code == 404


def test_address_of_pasted_days_leads_back_to_the_year(client, office):
    client.force_login(office.dewi)

    page = client.get(reverse("accounts:holiday_lines"), {"year": "2027"})

    assert page.url == reverse("accounts:holiday_list") + "?year=2027"


def test_tabs_lead_to_the_list_from_the_page_of_errors(client, office):
    client.force_login(office.dewi)

    page = client.post(reverse("accounts:holiday_lines") + "?year=2026", {"lines": "bukan tanggal"})

    assert page.status_code == 422
    assert f'href="{reverse("accounts:holiday_list")}?year=2027"' in page.text
