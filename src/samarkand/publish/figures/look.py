"""What all figures share: ink, hues of the nine fields, layers, and the way a chart becomes SVG."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

INK, QUIET, GROUND, ACCENT = "#1f2328", "#6b7178", "#fbfaf7", "#0a5c8a"
FIELD_HUES: Mapping[str, str] = {
    "G": "#3b3b6d",
    "M": "#0072b2",
    "A": "#d55e00",
    "P": "#cc79a7",
    "H": "#7a5c00",
    "X": "#009e73",
    "E": "#56b4e9",
    "D": "#a0522d",
    "T": "#8c8c8c",
}
FIELD_ORDER = tuple(FIELD_HUES)
WIDTH = 620
_SANS = "'Noto Sans', 'Source Sans 3', Helvetica, Arial, sans-serif"


def styled(chart: Any) -> Any:
    """The one look: light grid, no frame, quiet axis ink."""
    axis = {
        "labelColor": INK,
        "titleColor": QUIET,
        "gridColor": "#e7e4dc",
        "domainColor": "#b9b5aa",
        "tickColor": "#b9b5aa",
        "labelFont": _SANS,
        "titleFont": _SANS,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    }
    return (
        chart.configure(background=GROUND, font=_SANS)
        .configure_view(stroke=None)
        .configure_axis(**axis)
        .configure_legend(labelColor=INK, titleColor=QUIET, labelFont=_SANS, titleFont=_SANS, titleFontWeight="normal")
    )


def svg_of(chart: Any) -> str:
    """Rendered by vl-convert in this process, without a browser or the network."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(styled(chart).to_dict(), vl_version="6.4"))


def csv_of(rows: Sequence[Mapping[str, object]]) -> str:
    """The numbers behind a figure, a column a key."""
    sink = io.StringIO()
    if rows:
        writer = csv.DictWriter(sink, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return sink.getvalue()


def steps(most: float) -> list[int]:
    """What a legend of sizes shows: one, about half, and the most."""
    return sorted({1, max(1, round(most / 2)), max(1, round(most))})


def data(rows: Sequence[Mapping[str, object]]) -> alt.InlineData:
    return alt.InlineData(values=[dict(row) for row in rows])


def png_of(svg: str, scale: float = 2.0) -> bytes:
    """The same picture as pixels, for people who paste it elsewhere."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=scale))
