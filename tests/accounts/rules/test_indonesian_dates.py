"""Dates as offices write them."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.indonesian_dates import (
    MONTHS,
    SERIAL_ZERO,
    NotADate,
    read_birth_date,
    read_date,
)

days = st.dates(date(1920, 1, 1), date(2099, 12, 31))
NAMES = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
]  # fmt: skip

WRITTEN = {
    "3 Maret 1980": date(1980, 3, 3),
    " 3  MARET\u00a01980 ": date(1980, 3, 3),
    "3 Mar. 1980": date(1980, 3, 3),
    "03-Mar-1980": date(1980, 3, 3),
    "17 Agt 1990": date(1990, 8, 17),
    "1 Nopember 2019": date(2019, 11, 1),
    "1 Pebruari 2019": date(2019, 2, 1),
    "5 May 2020": date(2020, 5, 5),
    "Jumat, 3 Januari 2020": date(2020, 1, 3),
    "1980-03-03": date(1980, 3, 3),
    "1980/03/03": date(1980, 3, 3),
    "1980-03-03T00:00:00": date(1980, 3, 3),
    "1980-03-03 10:15": date(1980, 3, 3),
    "03/03/1980": date(1980, 3, 3),
    "3-3-1980": date(1980, 3, 3),
    "03.03.1980": date(1980, 3, 3),
    "'03/03/1980": date(1980, 3, 3),
    "29/02/2024": date(2024, 2, 29),
    "19800303": date(1980, 3, 3),
    "29283": date(1980, 3, 3),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.items())
def test_date_is_read(text, expected):
    assert read_date(text) == expected


NO_DATES = [
    "31/02/2026", "29/02/2023", "32/01/2020", "1/13/2020", "12/31/2020", "3 Marat 1980", "3/3/80", "2019", 2019,
    0, -5, True, float("nan"), float("inf"), 99999999, "besok", "3 Maret", "00/00/0000", "1/1/1800", "1/1/2100",
]  # fmt: skip


@pytest.mark.parametrize("value", NO_DATES, ids=repr)
def test_anything_else_is_refused(value):
    with pytest.raises(NotADate):
        read_date(value)


@pytest.mark.parametrize("value", [None, "", "  ", "-", "\u200b", "tidak ada"])
def test_empty_cell_is_no_date_and_no_error(value):
    assert read_date(value) is None


@given(days)
def test_every_day_is_read_in_every_way(day):
    month = NAMES[day.month - 1]
    ways = [
        day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {month} {day.year}", f"{day.day} {month[:3]} {day.year}", day,
        datetime(day.year, day.month, day.day),  # noqa: DTZ001
        (day - SERIAL_ZERO).days, float((day - SERIAL_ZERO).days), f"{day:%Y%m%d}",
    ]  # fmt: skip

    assert {read_date(way) for way in ways} == {day}


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text):
    try:
        found = read_date(text)
    except NotADate:
        return
    assert found is None or isinstance(found, date)


@given(st.one_of(st.integers(), st.floats()))
def test_any_number_is_a_date_or_refused(number):
    with suppress(NotADate):
        assert read_date(number).year in range(1900, 2100)


def test_serial_of_the_old_macintosh_calendar():
    assert read_date(27821, is_1904=True) == date(1980, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Bandung, 3 Maret 1980",
        "Kota Contoh / 03-03-1980",
        "Bandung 3/3/1980",
        "3 Maret 1980",
        "Batu, Malang, 1980-03-03",
    ],
)
def test_place_before_a_date_of_birth_is_dropped(text):
    assert read_birth_date(text) == date(1980, 3, 3)


def test_place_alone_is_no_date_of_birth():
    with pytest.raises(NotADate):
        read_birth_date("Bandung")


def test_every_month_has_its_names():
    assert set(MONTHS.values()) == set(range(1, 13))
