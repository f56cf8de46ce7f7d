"""Charts made of cells: the quadrant and the heat map."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from config.charts.svg import Medium, lines, pen, sized

Level = float | None

HEAT_STEPS = ((-0.75, "h-n3"), (-0.45, "h-n2"), (-0.15, "h-n1"), (0.15, "h-0"), (0.45, "h-p1"))


@dataclass(frozen=True, slots=True)
class QuadrantCell:
    """One cell of the quadrant: the rating it means, a count or nothing, and whether it is mine."""

    rating: str
    text: str = ""
    tone: Literal[0, 1, 2] = 0
    here: bool = False


def quadrant(
    cells: Sequence[Sequence[QuadrantCell]],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    axes: tuple[str, str],
    label: str,
    medium: Medium = "screen",
) -> str:
    """Draw the 3x3 of results (downwards, highest first) and behaviour (to the right)."""
    element = pen(medium)
    left, top, width, height = 88, 28, 102, 84
    bottom = top + height * len(cells)
    parts = [element("text", "lbl", escape(axes[0]), x=left - 10, y=16, text_anchor="end")]
    for row, (name, line) in enumerate(zip(rows, cells, strict=True)):
        parts += lines(element, name, left - 10, top + (row + 0.5) * height - 3, "end")
        for column, cell in enumerate(line):
            x, y = left + column * width + 2, top + row * height + 2
            box = {"x": x, "y": y, "width": width - 4, "height": height - 4, "rx": 6}
            parts.append(element("rect", f"cell{cell.tone}", **box))
            if cell.here:
                parts.append(element("rect", "cell-on", **box))
            parts += lines(element, cell.rating.replace(" ", "|"), x + 10, y + 20, "start")
            if cell.text:
                parts.append(
                    element("text", "lbl big", escape(cell.text), x=x + 10, y=y + height - 18)
                )
    for column, name in enumerate(columns):
        parts += lines(element, name, left + (column + 0.5) * width, bottom + 18, "middle")
    middle = left + len(columns) * width / 2
    parts.append(
        element("text", "lbl", escape(axes[1]), x=middle, y=bottom + 54, text_anchor="middle")
    )
    return sized(element, label, parts, (left + width * len(columns) + 4, bottom + 62))


def heat_class(gap: float) -> str:
    """Return the shade of a mean gap: brick below the standard, blue above, grey around it."""
    return next((name for limit, name in HEAT_STEPS if gap < limit or gap == limit < 0), "h-p2")


def heat_map(
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[tuple[Level, str]]]],
    *,
    label: str,
    medium: Medium = "screen",
) -> str:
    """Draw units by competencies; a cell is (mean gap or None when hidden, what is printed)."""
    element = pen(medium)
    left, top, width, height = 190, 48, 96, 34
    parts: list[str] = []
    for position, column in enumerate(columns):
        parts += lines(element, column, left + (position + 0.5) * width, top - 30, "middle")
    for row, (unit, cells) in enumerate(rows):
        y = top + row * height
        parts.append(element("text", "lbl", escape(unit), x=left - 12, y=y + 22, text_anchor="end"))
        for position, (gap, text) in enumerate(cells):
            x = left + position * width
            shade = "cell0" if gap is None else heat_class(gap)
            ink = "" if gap is None else "on-strong" if shade == "h-n3" else "on-heat"
            box = {"x": x + 1, "y": y + 1, "width": width - 2, "height": height - 2, "rx": 3}
            parts.append(element("rect", shade, **box))
            parts.append(
                element("text", ink, escape(text), x=x + width / 2, y=y + 22, text_anchor="middle")
            )
    size = (left + width * len(columns) + 4, top + height * len(rows) + 4)
    return sized(element, label, parts, size, "ch ch-wide")
