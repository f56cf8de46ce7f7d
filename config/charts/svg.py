"""The pen of the charts: elements, colours on paper, labels and frames."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Literal

Medium = Literal["screen", "print"]
Attribute = float | str
Element = Callable[..., str]

PALETTE: dict[str, str] = {  # the light tokens; a tint is the translucent colour mixed with white
    "surface": "#ffffff",
    "surface-3": "#eef0f4",
    "ink": "#172033",
    "ink-2": "#434d63",
    "ink-3": "#5b667c",
    "line": "#dfe2e8",
    "line-2": "#c9ced9",
    "line-strong": "#7d879b",
    "line-tint": "#9ea5b4",
    "nila-600": "#1d5cab",
    "nila-400": "#5f93d3",
    "nila-300": "#9cbde8",
    "nila-200": "#c6daf3",
    "nila-100": "#e4eefa",
    "bata-600": "#b3302a",
    "bata-400": "#d9786f",
    "bata-200": "#f1c1bb",
    "bata-tint": "#eed1d0",
    "daun-600": "#1f7a4d",
    "daun-tint": "#cee2d8",
    "kunyit-600": "#a86c08",
    "jingga-600": "#b5500f",
    "body": "Source Sans 3, sans-serif",
    "head": "Plus Jakarta Sans, sans-serif",
}
MARKS: dict[str, str] = {  # class -> attributes on paper, the twin of the rules in components.css
    "base": "stroke: line",
    "grid": "stroke: line-2",
    "link": "stroke: line-strong; stroke-width: 2.5",
    "short": "stroke: bata-tint; stroke-width: 6",
    "over": "stroke: daun-tint; stroke-width: 6",
    "m-std": "stroke: ink; stroke-width: 3",
    "m-self": "fill: surface; stroke: nila-600; stroke-width: 3",
    "m-sup": "fill: jingga-600; stroke: surface; stroke-width: 1.5",
    "m-peer": "fill: line-tint",
    "c-done": "fill: daun-600",
    "c-sent": "fill: nila-600",
    "c-wip": "fill: nila-300",
    "c-none": "fill: line",
    "ch": "fill: ink-2; font-size: 12; font-family: body",
    "lbl": "fill: ink; font-weight: 600",
    "big": "font-size: 18; font-weight: 700; font-family: head",
    "gl": "stroke: line",
    "ax": "stroke: line-strong",
    "guide": "stroke: ink; stroke-width: 2.5",
    "ln": "fill: none; stroke: nila-600; stroke-width: 2.5",
    "ln-plan": "fill: none; stroke: ink-3; stroke-width: 1.5; stroke-dasharray: 5 4",
    "ar": "fill: nila-100",
    "bar": "fill: nila-600",
    "now": "stroke: kunyit-600; stroke-width: 1.5",
    "cell0": "fill: surface-3",
    "cell1": "fill: nila-100",
    "cell2": "fill: nila-200",
    "cell-on": "fill: none; stroke: jingga-600; stroke-width: 3",
}


def paint(classes: str) -> dict[str, Attribute]:
    """Return the attributes on paper for one or more classes; the later class wins."""
    names = [name for name in classes.split() if name in MARKS]
    rules = [rule.split(": ") for name in names for rule in MARKS[name].split("; ")]
    return {name: PALETTE.get(value, value) for name, value in rules}


def number(value: Attribute) -> str:
    """Write a coordinate short, and escape what is already text."""
    if isinstance(value, int | float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(str(value))  # also lazy translations


def pen(medium: Medium) -> Element:
    """Return a writer of elements: element("line", "grid", x1=0); `_` in names becomes a hyphen."""

    def element(tag: str, classes: str = "", body: str = "", /, **attributes: Attribute) -> str:
        own = {"class": classes} if classes else {}
        merged = own | (paint(classes) if medium == "print" else {}) | attributes
        text = "".join(f' {k.replace("_", "-")}="{number(v)}"' for k, v in merged.items())
        return f"<{tag}{text}>{body}</{tag}>" if body else f"<{tag}{text}/>"

    return element


def figure(
    element: Element, classes: str, label: str, parts: Iterable[str], **size: Attribute
) -> str:
    """Wrap the parts into an image with a sentence that says what it shows."""
    body = f"<title>{escape(label)}</title>" + "".join(parts)
    return element("svg", classes, body, **size, role="img", aria_label=label)


def sized(
    element: Element,
    label: str,
    parts: Iterable[str],
    size: tuple[float, float],
    classes: str = "ch",
) -> str:
    """Wrap the parts into an image that knows its width and height."""
    width, height = size
    box = f"0 0 {number(width)} {number(height)}"
    return figure(element, classes, label, parts, viewBox=box, width=width, height=height)


def lines(element: Element, text: str, x: float, y: float, anchor: str) -> list[str]:
    """Write a label of one or more lines."""
    return [
        element("text", "", escape(part), x=x, y=y + 14 * row, text_anchor=anchor)
        for row, part in enumerate(text.split("|"))
        if part
    ]


def points(pairs: Iterable[tuple[float, float]]) -> str:
    """Write the corners of a line or an area."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)
