"""The chart made of cells: the quadrant."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from config.charts.svg import Medium, lines, pen, sized


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
