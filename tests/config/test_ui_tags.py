"""Words that the components put together: people, dates, shares, NIPs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from config import ui_tags

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("name", "letters", "short"),
    [
        ("Ratna Puspitasari", "RP", "Ratna P."),
        ("Ni Ketut Ayu", "NK", "Ni K."),
        ("Suparno", "S", "Suparno"),
        ("", "", ""),
    ],
)
def test_name_is_shortened(name, letters, short):
    assert (ui_tags.initials(name), ui_tags.short_name(name)) == (letters, short)


def test_avatar_keeps_its_colour():
    names = ["Ahmad Suryana", "Ratna Puspitasari", "Sari Wulandari", "Bima Tarigan"]

    colours = [ui_tags.avatar_colour(name) for name in names]
    assert colours == [ui_tags.avatar_colour(name) for name in names]
    assert len(set(colours)) > 1


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ("198503122010012001", "19850312 201001 2 001"),
        ("123", "123"),
        ("", "-"),
        (None, "-"),
    ],
)
def test_nip_is_written_as_offices_print_it(digits, text):
    assert ui_tags.nip(digits) == text


def test_long_date_names_the_day():
    assert ui_tags.long_date(TODAY) == "Senin, 23 November 2026"


@pytest.mark.parametrize(
    ("start", "end", "year", "text"),
    [
        (date(2026, 12, 7), date(2026, 12, 18), True, "7 sampai 18 Desember 2026"),
        (date(2026, 12, 7), date(2026, 12, 18), False, "7 sampai 18 Desember"),
        (date(2026, 11, 16), date(2026, 12, 4), False, "16 November sampai 4 Desember"),
        (date(2026, 12, 21), date(2027, 1, 4), True, "21 Desember 2026 sampai 4 Januari 2027"),
        (date(2026, 12, 4), date(2026, 12, 4), True, "4 Desember 2026"),
        (None, date(2026, 12, 4), False, "4 Desember"),
    ],
)
def test_range_of_days_is_written_short(start, end, year, text):
    assert ui_tags.day_range(start, end, year) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (11, "11 hari lagi"),
        (1, "besok"),
        (0, "hari ini"),
        (-1, "lewat 1 hari"),
        (-30, "lewat 30 hari"),
    ],
)
def test_deadline_says_how_long(days, text):
    assert ui_tags.days_left(TODAY + timedelta(days=days), TODAY) == text


def test_deadline_speaks_english_too():
    with translation.override("en"):
        words = [ui_tags.days_left(TODAY + timedelta(days=n), TODAY) for n in (2, -1)]

    assert words == ["2 days left", "1 day past"]


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(3106, 4812, "65%"), (0, 10, "0%"), (None, 10, "0%"), (3, 0, "0%")]
)
def test_share_is_a_percentage(part, whole, text):
    assert ui_tags.share_of(part, whole) == text


def test_card_wraps_a_block_and_escapes_its_title():
    template = Template("{% card title=title id='a' %}<p>{{ text }}</p>{% endcard %}")

    html = template.render(Context({"title": "<i>", "text": "<b>"}))
    assert '<h2 id="a" class="h3s">&lt;i&gt;</h2>' in html
    assert "<p>&lt;b&gt;</p>" in html


@pytest.mark.parametrize(
    ("name", "words"), [("day_month", "20 November"), ("long_date", "Jumat, 20 November 2026")]
)
def test_moment_is_shown_on_the_day_of_the_agency(name, words):
    before_midnight_utc = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # 20 November, 06.30 WIB
    template = Template(f"{{{{ at|{name} }}}}")

    assert template.render(Context({"at": before_midnight_utc})) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("satu dua", "satu dua"),
        ("satu dua tiga empat", "satu dua …"),
        ("satukatapanjangsekali", "satukatapan…"),
    ],
)
def test_excerpt_ends_between_two_words(text, expected):
    assert ui_tags.excerpt(text, 12) == expected


@pytest.mark.parametrize(("language", "expected"), [("id", "Mumpuni"), ("en", "Advanced")])
def test_level_is_named_in_the_language_of_the_reader(language, expected):
    with translation.override(language):
        assert ui_tags.level_name("Mumpuni") == expected
