"""Charts with an axis of numbers: burn-up and distribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from config.charts.svg import Element, Medium, figure, lines, pen, points, sized

Path = Sequence[tuple[float, float]]
LEFT, TOP, WIDTH, HEIGHT = 44, 14, 520, 150  # the area of the burn-up inside its frame


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a distribution: its share, what stands above it, and the guide if there is one."""

    label: str
    share: float
    text: str
    guide: float | None = None


@dataclass(frozen=True, slots=True)
class BurnUp:
    """How far a phase is: the plan for every day, and what was reached up to today."""

    days: Sequence[str]
    actual: Sequence[float]
    plan: Sequence[float]
    total: float


def burn_up(
    chart: BurnUp, *, label: str, actual_text: str, plan_text: str, medium: Medium = "screen"
) -> str:
    """Draw what was reached against the plan, with a line for today."""
    element = pen(medium)
    last = max(len(chart.days) - 1, 1)

    def at(day: int, value: float) -> tuple[float, float]:
        share = value / (chart.total or 1)
        return LEFT + day / last * WIDTH, TOP + HEIGHT * (1 - share)

    parts = scale(element)
    for day, text in enumerate(chart.days):
        parts += lines(element, text, at(day, 0)[0], TOP + HEIGHT + 18, "middle")
    reached = [at(day, value) for day, value in enumerate(chart.actual)]
    if reached:
        area = [at(0, 0), *reached, at(len(reached) - 1, 0)]
        parts.append(element("polygon", "ar", points=points(area)))
    parts += plan_line(element, [at(day, value) for day, value in enumerate(chart.plan)], plan_text)
    parts += reached_line(element, reached, actual_text)
    return figure(element, "ch ch-full", label, parts, viewBox=f"0 0 640 {TOP + HEIGHT + 26}")


def scale(element: Element) -> list[str]:
    """Draw the lines of 0 to 100 percent."""
    parts = []
    for quarter in (0, 0.25, 0.5, 0.75, 1):
        y = TOP + HEIGHT * (1 - quarter)
        parts.append(element("line", "gl", x1=LEFT, x2=LEFT + WIDTH, y1=y, y2=y))
        parts.append(element("text", "", f"{quarter:.0%}", x=LEFT - 8, y=y + 4, text_anchor="end"))
    return parts


def plan_line(element: Element, path: Path, text: str) -> list[str]:
    """Draw the dashed line of the plan and its name at the end."""
    if not path:
        return []
    x, y = path[-1]
    return [
        element("polyline", "ln-plan", points=points(path)),
        element("text", "", escape(text), x=x + 6, y=y + 4),
    ]


def reached_line(element: Element, path: Path, text: str) -> list[str]:
    """Draw what was reached, today's line and the figure beside the last point."""
    if not path:
        return []
    x, y = path[-1]
    is_near_end = x > LEFT + WIDTH * 0.8  # the name of the plan stands at the end
    place = (
        {"x": x - 9, "y": y - 9, "text_anchor": "end"} if is_near_end else {"x": x + 9, "y": y + 4}
    )
    return [
        element("line", "now", x1=x, x2=x, y1=TOP, y2=TOP + HEIGHT),
        element("polyline", "ln", points=points(path)),
        element("circle", "bar", cx=x, cy=y, r=4),
        element("text", "lbl", escape(text), **place),
    ]


def distribution(bars: Sequence[Bar], *, label: str, medium: Medium = "screen") -> str:
    """Draw a bar per rating; a thick tick is the guide, which informs and never decides."""
    element = pen(medium)
    width, height, left, top, bottom = 400, 210, 4, 26, 166
    step = (width - 2 * left) / max(len(bars), 1)
    highest = max([0.75, *(max(bar.share, bar.guide or 0) for bar in bars)])

    def at(share: float) -> float:
        return bottom - share / highest * (bottom - top)

    parts = [element("line", "ax", x1=left, x2=width - left, y1=bottom, y2=bottom)]
    for position, bar in enumerate(bars):
        x, y = left + position * step, at(bar.share)
        middle, peak = x + step / 2, at(max(bar.share, bar.guide or 0))
        parts.append(
            element("rect", "bar", x=x + step * 0.2, width=step * 0.6, y=y, height=bottom - y, rx=2)
        )
        parts.append(
            element("text", "lbl", escape(bar.text), x=middle, y=peak - 7, text_anchor="middle")
        )
        if bar.guide is not None:
            tick = {"x1": x + step * 0.1, "x2": x + step * 0.9}
            parts.append(element("line", "guide", **tick, y1=at(bar.guide), y2=at(bar.guide)))
        parts += lines(element, bar.label, middle, bottom + 17, "middle")
    return sized(element, label, parts, (width, height))
