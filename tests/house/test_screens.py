"""The table of screens names templates that exist."""

import re

import pytest
from django.conf import settings

DOCUMENT = settings.BASE_DIR / "docs" / "screens.md"
NAMES = re.findall(r"([\w*./]+\.html)", DOCUMENT.read_text())


@pytest.mark.parametrize("name", sorted(set(NAMES)))
def test_screen_has_its_template(name):
    found = list((settings.BASE_DIR / "templates").rglob(name.rpartition("/")[2]))

    assert found != []


def test_every_screen_is_in_the_table():
    numbers = re.findall(r"^\| ([A-Z]\d+) \|", DOCUMENT.read_text(), re.MULTILINE)

    assert (
        len(numbers) == len(set(numbers)) == 38
    )  # without T1 to T3, W1 and W2, which are not built
