"""Charts of one line: the gap plot, its legend, and a stacked bar."""

from collections.abc import Sequence
from html import escape
from typing import Literal

from config.charts.svg import Element, Medium, figure, pen

Mark = Literal["self", "supervisor", "standard", "peer"]
Level = float | None


def along(level: float, low: float = 1, high: float = 5) -> str:
    """Return where a level stands on the axis, in percent of its width."""
    share = (min(max(level, low), high) - low) / (high - low)
    return f"{share * 100:.4g}%"


def gap_row(
    *,
    standard: Level = None,
    own: Level = None,
    supervisor: Level = None,
    peers: Sequence[float] = (),
    label: str,
    medium: Medium = "screen",
) -> str:
    """Draw self (ring), supervisor (diamond) and standard (tick) on one axis from 1 to 5."""
    element = pen(medium)

    def span(classes: str, start: float, end: float) -> str:
        return element(
            "line", classes, x1=along(min(start, end)), x2=along(max(start, end)), y1=14, y2=14
        )

    parts = [span("base", 1, 5)]
    parts += [element("line", "grid", x1=along(n), x2=along(n), y1=8, y2=20) for n in range(1, 6)]
    seen = supervisor if supervisor is not None else own
    if seen is not None and standard is not None and seen != standard:
        parts.append(span("short" if seen < standard else "over", seen, standard))
    if own is not None and supervisor is not None and own != supervisor:
        parts.append(span("link", own, supervisor))
    parts += [element("circle", "m-peer", cx=along(peer), cy=23, r=2.5) for peer in peers]
    if standard is not None:
        parts.append(element("line", "m-std", x1=along(standard), x2=along(standard), y1=3, y2=25))
    parts += marks(element, own, supervisor)
    return figure(element, "gp", label, parts)


def marks(element: Element, own: Level, supervisor: Level) -> list[str]:
    """Draw the ring and the diamond; where both agree the diamond sits inside the ring."""
    same, parts = own is not None and own == supervisor, []
    if own is not None:
        parts.append(element("circle", "m-self", cx=along(own), cy=14, r=8 if same else 6))
    if supervisor is not None:
        half = 4.2 if same else 7
        shape = f"M0 {14 - half:g}L{half} 14L0 {14 + half:g}L{-half} 14Z"
        diamond = element("path", "m-sup", d=shape)
        parts.append(element("svg", "", diamond, x=along(supervisor), overflow="visible"))
    return parts


def legend(key: Mark, name: str, medium: Medium = "screen") -> str:
    """Draw one mark for the legend; the words stand beside it, so screen readers skip it."""
    element = pen(medium)
    mark = {
        "self": element("circle", "m-self", cx=8, cy=8, r=5.5),
        "supervisor": element("path", "m-sup", d="M8 1l7 7-7 7-7-7z"),
        "standard": element("line", "m-std", x1=8, x2=8, y1=1, y2=15),
        "peer": element("circle", "m-peer", cx=8, cy=8, r=3),
    }[key]
    title = f"<title>{escape(name)}</title>"
    return element("svg", "", title + mark, viewBox="0 0 16 16", aria_hidden="true")


def swatch(classes: str, medium: Medium = "screen") -> str:
    """Draw the coloured square of a legend of areas."""
    element = pen(medium)
    square = element("rect", classes, x=1, y=1, width=14, height=14, rx=2)
    return element("svg", "", square, viewBox="0 0 16 16", aria_hidden="true")


def stacked(parts: Sequence[tuple[str, float]], *, label: str, medium: Medium = "screen") -> str:
    """Draw one bar of 100 % from (class, value) pairs."""
    element = pen(medium)
    total = sum(value for _, value in parts) or 1
    start, drawn = 0.0, []
    for classes, value in parts:
        width = value / total * 100
        if width > 0:
            size = {"x": f"{start:.2f}%", "width": f"{max(width - 0.3, 0.1):.2f}%"}
            drawn.append(element("rect", classes, **size, y=0, height="100%"))
        start += width
    return figure(element, "sb", label, drawn)
