"""Charts as SVG text, drawn on the server: no JavaScript and no `style`, so the strict CSP holds.

Pure functions that return a string; text is escaped here. `medium="screen"` colours by CSS class,
so the dark theme follows. `medium="print"` adds the colours as attributes, because the CSS of a
page does not reach inline SVG in WeasyPrint. `<title>` becomes /Alt in PDF/UA; `role` and
`aria-label` speak on screen. In labels of axes "|" starts a new line.
"""

from config.charts.gap import gap_row, legend, stacked, swatch
from config.charts.grids import QuadrantCell, quadrant
from config.charts.plots import Bar, BurnUp, burn_up, distribution

__all__ = [
    "Bar",
    "BurnUp",
    "QuadrantCell",
    "burn_up",
    "distribution",
    "gap_row",
    "legend",
    "quadrant",
    "stacked",
    "swatch",
]
