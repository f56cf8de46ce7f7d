"""What a first visit loads stays below the budget of the design: slow networks are the rule."""

import gzip
import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string

STATIC = settings.BASE_DIR / "static"
KIB = 1024


def weight(*names):
    """Return the bytes that travel: text compressed, fonts as they are."""
    contents = [(STATIC / name).read_bytes() for name in names]
    return sum(
        len(content) if name.endswith(".woff2") else len(gzip.compress(content))
        for name, content in zip(names, contents, strict=True)
    )


def own(folder, pattern):
    """Return the names of our own files in a folder."""
    return [path.relative_to(STATIC).as_posix() for path in (STATIC / folder).glob(pattern)]


SCREEN_CSS = [name for name in own("css", "*.css") if "paper" not in name]


@pytest.mark.parametrize(
    ("names", "most"),
    [
        (SCREEN_CSS, 16),
        (own("js", "*.js"), 6),
        (["vendor/htmx.min.js"], 17),
        (["vendor/plus-jakarta-sans.woff2"], 12),
        (["vendor/icons.svg"], 6),
    ],
    ids=["css", "js", "htmx", "font", "icons"],
)
def test_part_of_the_first_load_is_within_its_budget(names, most):
    assert weight(*names) <= most * KIB


def test_first_load_is_within_the_budget():
    page = render_to_string("layouts/plain.html")
    names = SCREEN_CSS + own("js", "*.js") + own("vendor", "*.js") + own("vendor", "*.woff2")

    assert len(gzip.compress(page.encode())) + weight(*names, "vendor/icons.svg") <= 60 * KIB


def test_css_stays_within_the_oldest_browser():
    css = "\n".join((STATIC / name).read_text() for name in SCREEN_CSS)

    too_new = re.findall(r":has\(|light-dark\(|oklch\(|color-mix\(|&[ :.\[]|@container", css)
    assert too_new == []
