"""The colours of the tokens: what must be readable is, in light and in dark (WCAG 1.4.3, 1.4.11)."""

import re

import pytest
from django.conf import settings

CSS = (settings.BASE_DIR / "static/css/tokens.css").read_text()
TEXT, SHAPE = 4.5, 3.0

PAIRS = [  # what stands on what, and the least contrast
    *[(ink, paper, TEXT) for ink in ("ink", "ink-2", "ink-3") for paper in ("surface", "bg")],
    *[("ink", paper, TEXT) for paper in ("surface-2", "surface-3", "nila-50", "nila-100")],
    *[("ink-2", paper, TEXT) for paper in ("surface-2", "surface-3", "nila-50")],
    ("link", "surface", TEXT),
    ("link", "bg", TEXT),
    ("link", "nila-50", TEXT),
    ("nila-700", "surface", TEXT),
    ("nila-900", "nila-50", TEXT),
    ("nila-900", "nila-100", TEXT),
    ("kunyit-800", "kunyit-100", TEXT),
    ("kunyit-800", "surface", TEXT),
    ("daun-800", "daun-100", TEXT),
    ("bata-800", "bata-100", TEXT),
    ("bata-800", "surface", TEXT),
    ("jingga-800", "jingga-100", TEXT),
    *[("ink", paper, TEXT) for paper in ("daun-100", "kunyit-50", "bata-100")],
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-hover", TEXT),
    ("on-danger", "danger", TEXT),
    ("on-danger", "danger-hover", TEXT),
    ("on-jingga", "jingga-600", TEXT),
    ("on-step", "step", TEXT),
    ("header-ink", "header-bg", TEXT),
    ("header-ink-2", "header-bg", TEXT),
    ("heat-ink-strong", "heat-n3", TEXT),
    *[("heat-ink", cell, TEXT) for cell in ("heat-n2", "heat-n1", "heat-0", "heat-p1", "heat-p2")],
    ("focus-ink", "focus", TEXT),
    *[("line-strong", paper, SHAPE) for paper in ("surface", "bg")],
    *[(mark, "surface", SHAPE) for mark in ("nila-600", "jingga-600", "daun-600", "bata-600")],
    ("kunyit-600", "surface", SHAPE),
    ("on-daun", "daun-600", SHAPE),
    ("focus", "header-bg", SHAPE),
]


def tokens(selector):
    """Return the colours of one block of the style sheet."""
    block = CSS[CSS.index(selector) :].partition("{")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour):
    """Return the relative luminance of WCAG 2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


LIGHT = tokens(":root {")
DARK = tokens(':root[data-theme="dark"]')


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_told_apart(theme, front, back, least):
    assert contrast(theme[front], theme[back]) >= least


@pytest.mark.parametrize(
    ("front", "back", "ratio"),
    [
        ("ink", "surface", 16.3),
        ("ink-2", "surface", 8.5),
        ("ink-3", "bg", 5.3),
        ("header-ink-2", "header-bg", 10.0),
        ("on-primary", "primary", 8.8),
        ("link", "surface", 6.6),
        ("kunyit-800", "kunyit-100", 7.4),
        ("daun-800", "daun-100", 8.5),
        ("bata-800", "bata-100", 8.3),
        ("jingga-600", "surface", 5.1),
        ("line-strong", "surface", 3.6),
    ],
)
def test_light_colours_are_those_of_the_design(front, back, ratio):
    assert contrast(LIGHT[front], LIGHT[back]) == pytest.approx(ratio, abs=0.1)


def test_dark_by_choice_and_dark_by_system_are_the_same():
    assert tokens(':root[data-theme="auto"]') == DARK


def test_every_colour_has_a_dark_twin():
    assert LIGHT.keys() == DARK.keys()


def test_colours_stand_in_the_tokens_only():
    others = ("base.css", "components.css", "pages.css")
    texts = [(settings.BASE_DIR / "static/css" / name).read_text() for name in others]
    loose = re.findall(r"(?:color|background|fill|stroke): (#[0-9a-f]{3,6})", "".join(texts))

    # The badge and the avatars keep their light colours on dark; paper is white.
    assert set(loose) == {"#172033", "#0b2a55", "#c6daf3", "#0f4d2e", "#dff1e7", "#6b4500", "#fcefcf",
                          "#7a3407", "#fbe9dc", "#3c2f73", "#e8e4f5"}  # fmt: skip
