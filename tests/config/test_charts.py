"""Charts: what they say, what they escape, and that their geometry tells the truth."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import charts
from config.chart_tags import gap_text, heat_text, heat_tone, is_below
from config.charts.svg import MARKS, PALETTE

HOSTILE = "<script>\"&'</script>"
LEVELS = st.integers(1, 5)


def parts(drawing, tag):
    """Return the elements of one kind."""
    return [element for element in ET.fromstring(drawing).iter() if element.tag == tag]


def classes(drawing):
    """Return every class that is drawn, in order."""
    return [
        element.get("class") for element in ET.fromstring(drawing).iter() if element.get("class")
    ]


def share(text):
    """Return a percent as a number."""
    return float(text.removesuffix("%"))


DRAWINGS = {
    "gap_row": lambda label, medium: charts.gap_row(
        standard=3, own=2, supervisor=4, peers=(3,), label=label, medium=medium
    ),
    "stacked": lambda label, medium: charts.stacked(
        [("c-done", 3), ("c-none", 1)], label=label, medium=medium
    ),
    "burn_up": lambda label, medium: charts.burn_up(
        charts.BurnUp([label, ""], [0, 2], [0, 4], 4),
        label=label,
        actual_text=label,
        plan_text=label,
        medium=medium,
    ),
    "distribution": lambda label, medium: charts.distribution(
        [charts.Bar(label, 0.6, label, 0.7)], label=label, medium=medium
    ),
    "quadrant": lambda label, medium: charts.quadrant(
        [[charts.QuadrantCell(label, label, 1, here=True)]],
        rows=(label,),
        columns=(label,),
        axes=(label, label),
        label=label,
        medium=medium,
    ),
}
EVERY = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)


@EVERY
def test_chart_says_in_a_sentence_what_it_shows(draw):
    image = ET.fromstring(draw("Integritas: standar 3", "screen"))

    assert image.get("role") == "img"
    assert image.get("aria-label") == "Integritas: standar 3"
    assert image.find("title").text == "Integritas: standar 3"


@EVERY
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_chart_escapes_every_text(draw, medium):
    drawing = draw(HOSTILE, medium)

    assert parts(drawing, "script") == []
    assert ET.fromstring(drawing).get("aria-label") == HOSTILE


@EVERY
def test_chart_needs_no_style(draw):
    drawing = draw("x", "screen")

    assert re.findall(r"\bstyle=|<style|\bon\w+=", drawing) == []
    assert re.findall(r'="#[0-9a-f]{6}"', drawing) == []


@EVERY
def test_chart_on_paper_brings_its_colours(draw):
    drawing = draw("x", "print")
    coloured = [
        e for e in ET.fromstring(drawing).iter() if set(e.get("class", "").split()) & set(MARKS)
    ]

    assert [
        e for e in coloured if not (e.get("fill") or e.get("stroke") or e.get("font-size"))
    ] == []


@EVERY
def test_chart_has_the_same_shapes_on_paper(draw):
    assert classes(draw("x", "print")) == classes(draw("x", "screen"))


def test_marks_on_paper_use_colours_that_exist():
    used = {
        value for rule in MARKS.values() for value in re.findall(r"(?:fill|stroke): ([\w-]+)", rule)
    }

    assert used - PALETTE.keys() == {"none"}


@given(LEVELS, LEVELS)
def test_higher_level_stands_further_right(one, other):
    places = [
        share(parts(charts.gap_row(own=level, label="x"), "circle")[0].get("cx"))
        for level in (one, other)
    ]

    assert (places[0] < places[1]) == (one < other)


@given(LEVELS, LEVELS)
def test_band_tells_below_from_above(standard, supervisor):
    drawn = classes(charts.gap_row(standard=standard, supervisor=supervisor, label="x"))

    assert ("short" in drawn) == (supervisor < standard)
    assert ("over" in drawn) == (supervisor > standard)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_stacked_bar_fills_at_most_the_whole(values):
    drawing = charts.stacked([("c-done", value) for value in values], label="x")
    ends = [share(r.get("x")) + share(r.get("width")) for r in parts(drawing, "rect")]

    assert ends == sorted(ends)
    assert all(end <= 100.2 for end in ends)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=5))
def test_higher_share_has_a_higher_bar(shares):
    drawing = charts.distribution([charts.Bar("x", part, "x") for part in shares], label="x")
    heights = [float(rect.get("height")) for rect in parts(drawing, "rect")]

    order = [height for _, height in sorted(zip(shares, heights, strict=True))]
    assert order == sorted(heights)


@given(st.lists(st.floats(-4, 4), min_size=2, max_size=8))
def test_heat_tone_follows_the_gap(gaps):
    tones = ("n3", "n2", "n1", "0", "p1", "p2")
    shown = [tones.index(heat_tone(gap)) for gap in sorted(gaps)]

    assert shown == sorted(shown)


@pytest.mark.parametrize(
    ("gap", "tone"), [(-0.8, "n3"), (-0.45, "n2"), (0.1, "0"), (0.5, "p2"), (None, "none")]
)
def test_heat_tone_of_a_gap(gap, tone):
    assert heat_tone(gap) == tone


@given(st.floats(-4, 4), st.floats(-4, 4))
def test_cells_that_say_the_same_have_the_same_shade(one, other):
    assert heat_text(one) != heat_text(other) or heat_tone(one) == heat_tone(other)


@pytest.mark.parametrize(("gap", "text"), [(0.19, "+0,2"), (-0.26, "−0,3"), (0.04, "0")])
def test_heat_text_is_rounded(gap, text):
    assert heat_text(gap) == text


@pytest.mark.parametrize(
    "chart", [charts.BurnUp([], [], [], 0), charts.BurnUp(["1"], [0], [], 0)], ids=["none", "one"]
)
def test_burn_up_of_nothing_is_an_empty_frame(chart):
    drawing = charts.burn_up(chart, label="x", actual_text="", plan_text="")

    assert len([name for name in classes(drawing) if name == "gl"]) == 5


def test_agreeing_marks_are_drawn_inside_each_other():
    drawing = charts.gap_row(standard=3, own=3, supervisor=3, label="x")

    assert parts(drawing, "circle")[0].get("r") == "8"
    assert classes(drawing)[-2:] == ["m-self", "m-sup"]


@pytest.mark.parametrize(
    ("level", "standard", "text"),
    [
        (3, 3, "sesuai"),
        (4, 3, "+1"),
        (2, 3, "\u22121"),
        (None, 3, "belum"),
        (3, None, "tanpa standar"),
    ],
)
def test_gap_in_words(level, standard, text):
    assert gap_text(level, standard) == text


@pytest.mark.parametrize(("level", "below"), [(2, True), (3, False), (None, False)])
def test_below_standard_is_told(level, below):
    assert is_below(level, 3) is below


@pytest.mark.parametrize(
    ("gap", "text"), [(0.3, "+0,3"), (-0.8, "\u22120,8"), (0.04, "0"), (None, "n<5")]
)
def test_cell_of_the_heat_map_prints_its_number(gap, text):
    assert heat_text(gap) == text
