"""Charts in templates: the words are put together here, the drawing is done in `config.charts`."""

from collections.abc import Mapping

from django import template
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from config import charts

register = template.Library()

HEAT_DECIMALS = 1
HEAT_STEPS = ((-0.75, "n3"), (-0.45, "n2"), (-0.15, "n1"), (0.15, "0"), (0.45, "p1"))

MARK_NAMES = {
    "self": lambda: _("Ring"),
    "supervisor": lambda: _("Diamond"),
    "standard": lambda: _("Upright line"),
    "peer": lambda: _("Dot"),
}


def level_text(level):
    """Return a level as it is read aloud, or that it is not there yet."""
    return _("not yet") if level is None else number_format(level)


def signed(gap, decimals=None):
    """Return a difference with its sign, the minus as a real minus; rounded, not cut off."""
    text = number_format(abs(gap if decimals is None else round(gap, decimals)), decimals)
    if text == number_format(0, decimals):
        return "0"
    return f"+{text}" if gap > 0 else f"\u2212{text}"


@register.filter
def gap_text(level, standard):
    """Return the difference to the standard in words: "sesuai", "+1", "−1" or "belum"."""
    if level is None or level == "":
        return _("not yet")
    if standard is None or standard == "":
        return _("no standard")
    return _("met") if level == standard else signed(level - standard)


@register.filter
def is_below(level, standard):
    """Tell whether a level is there and below the standard."""
    return level is not None and standard is not None and level < standard


@register.simple_tag
def gap_row(name, standard=None, own=None, supervisor=None, peers=(), medium="screen"):
    """Draw one competency: {% gap_row "Integritas" standard=3 own=2 supervisor=3 %}."""
    label = _(
        "%(name)s: standard %(standard)s, self-assessment %(own)s, supervisor %(supervisor)s"
    ) % {
        "name": name,
        "standard": level_text(standard),
        "own": level_text(own),
        "supervisor": level_text(supervisor),
    }
    drawn = charts.gap_row(
        standard=standard, own=own, supervisor=supervisor, peers=peers, label=label, medium=medium
    )
    return mark_safe(drawn)


@register.simple_tag
def gap_mark(key, medium="screen"):
    """Draw the mark of "self", "supervisor", "standard" or "peer" for a legend."""
    return mark_safe(charts.legend(key, MARK_NAMES[key](), medium))


@register.simple_tag
def swatch(classes, medium="screen"):
    """Draw the coloured square of a legend: {% swatch "c-done" %}."""
    return mark_safe(charts.swatch(classes, medium))


@register.simple_tag
def stacked_bar(parts, label, medium="screen"):
    """Draw one bar from [(class, value), ...]; classes are c-done, c-sent, c-wip, c-none."""
    return mark_safe(charts.stacked(parts, label=label, medium=medium))


def plain(kind, value):
    """Return the data of a chart from what a lower app may hand up: a tuple, a dict, or alike."""
    if isinstance(value, Mapping):
        return kind(**value)
    return kind(*value) if isinstance(value, (tuple, list)) else value


@register.simple_tag
def burn_up(chart, label, medium="screen"):
    """Draw a `config.charts.BurnUp`, or a dict or object with its names."""
    chart = plain(charts.BurnUp, chart)
    reached = chart.actual[-1] / (chart.total or 1) if chart.actual else 0
    drawn = charts.burn_up(
        chart,
        label=label,
        actual_text=_("%(percent)s reached") % {"percent": f"{reached:.0%}"},
        plan_text=_("plan"),
        medium=medium,
    )
    return mark_safe(drawn)


@register.simple_tag
def distribution(bars, label, medium="screen"):
    """Draw a list of `config.charts.Bar`, or of tuples (label, share, text, guide)."""
    bars = [plain(charts.Bar, bar) for bar in bars]
    return mark_safe(charts.distribution(bars, label=label, medium=medium))


@register.simple_tag
def quadrant(cells, label, medium="screen"):
    """Draw 3x3 cells (rating, text, tone, here), rows from the highest rating of results down."""
    cells = [[plain(charts.QuadrantCell, cell) for cell in row] for row in cells]
    rows = (_("Above|expectations"), _("Meets|expectations"), _("Below|expectations"))
    drawn = charts.quadrant(
        cells,
        rows=rows,
        columns=tuple(reversed(rows)),
        axes=(_("Work results"), _("Work behaviour")),
        label=label,
        medium=medium,
    )
    return mark_safe(drawn)


@register.filter
def heat_tone(gap):
    """Return the shade of the number that is shown: brick below the standard, blue above, grey around it."""
    if gap is None:
        return "none"
    gap = round(gap, HEAT_DECIMALS)
    return next((tone for limit, tone in HEAT_STEPS if gap < limit or gap == limit < 0), "p2")


@register.filter
def heat_text(gap):
    """Return what stands in a cell of the heat map."""
    return "n<5" if gap is None else signed(gap, HEAT_DECIMALS)
