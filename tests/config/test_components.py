"""The components as a page: they all render, speak Indonesian, and keep the strict CSP."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import override_settings

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
SPRITE = "{http://www.w3.org/2000/svg}symbol"


@pytest.fixture
def html(client, ani):
    """The page with all components, as Ani sees it."""
    client.force_login(ani)
    with override_settings(DEMO=True):
        return client.get("/komponen/").content.decode()


def test_page_shows_every_component(html):
    tags = (settings.BASE_DIR / "config/ui_tags.py").read_text()
    named = set(re.findall(r"components/(\w+)\.html", tags + "".join(map(read, TEMPLATES))))

    components = {path.stem for path in TEMPLATES if path.parent.name == "components"}
    assert components - named - {"index"} == set()
    assert "<h1>Komponen</h1>" in html


def test_page_is_closed_where_people_are_real(client, ani):
    client.force_login(ani)
    with override_settings(DEMO=False, DEBUG=False):
        assert client.get("/komponen/").status_code == 404


def test_components_need_no_inline_code(html):
    assert re.findall(r"<[^>]+ (?:style|on\w+|hx-on[\w:-]*)=", html) == []
    assert re.findall(r"<script(?![^>]* src=)[^>]*>", html) == []
    assert "<style" not in html


def test_ids_are_unique(html):
    ids = re.findall(r'\bid="([^"]+)"', html)

    assert sorted(ids) == sorted(set(ids))


def test_every_description_exists(html):
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    targets = re.findall(r'(?:aria-describedby|aria-labelledby|\bfor)="([^"]+)"', html)

    assert [t for target in targets for t in target.split() if t not in ids] == []


def test_every_icon_is_in_the_sprite():
    sprite = ET.parse(settings.BASE_DIR / "static/vendor/icons.svg")
    drawn = {symbol.get("id").removeprefix("i-") for symbol in sprite.iter(SPRITE)}
    named = re.findall(
        r'{% icon "([\w-]+)"|\b(?:icon|after)="([\w-]+)"', "".join(map(read, TEMPLATES))
    )

    assert {name for pair in named for name in pair if name} - drawn == set()


def read(path):
    """Return the text of a template."""
    return path.read_text()


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_last_resort_needs_no_request(name):
    page = render_to_string(name)

    assert '<html lang="id"' in page
    assert 'class="btn" href="/"' in page


def test_missing_page_says_so_in_plain_words(client, ani):
    client.force_login(ani)

    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in answer.content.decode()
