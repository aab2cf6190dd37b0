"""The monthly rate with its interval; a month without documents is a gap on hatched ground."""

from collections.abc import Mapping

import altair as alt

from samarkand.domain.scale import Layer
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import ACCENT, GROUND, INK, WIDTH, csv_of, data, svg_of
from samarkand.publish.ledger import Ledger, plain
from samarkand.publish.words import date_in_words, number_of


def _peak(rates: Mapping[str, float]) -> str:
    """When the rate was highest and how high; months that share it are counted, not chosen among."""
    most = max(rates.values(), default=0.0)
    if not most:
        return "nought in every month"
    first, *others = [month for month, rate in rates.items() if rate == most]
    also = f" and {len(others)} other {number_of(len(others), 'month')}" if others else ""
    return f"highest in {date_in_words(first)}{also}, at {plain(most, '')}"


def monthly_rate(ledger: Ledger, scope: str) -> Figure | None:
    """Line and band for claimed, solid line for evidenced, grey ground where nothing was read."""
    rows = [
        {
            "month": cell,
            "layer": layer.value,
            "rate": m.value,
            "low": m.low,
            "high": m.high,
            "n": m.n,
            "reason": m.reason,
        }
        for layer in (Layer.CLAIMED, Layer.EVIDENCED)
        for cell, m in ledger.cells("rate", layer, "month:")
    ]
    told = [r for r in rows if r["rate"] is not None]
    if len(told) < 2:
        return None
    x = alt.X("yearmonth(month):T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount=8))
    base = alt.Chart(data([r for r in rows if r["layer"] == "claimed"]), height=210, width=WIDTH - 60)
    gaps = base.transform_filter("datum.rate === null").mark_rule(color="#ddd8cb", strokeWidth=16).encode(x=x)
    band = base.mark_area(opacity=0.18, color=ACCENT).encode(
        x=x, y=alt.Y("low:Q", title="per 10,000 documents"), y2="high:Q"
    )
    line = base.mark_line(
        color=ACCENT, strokeDash=[5, 3], point={"filled": False, "fill": GROUND, "stroke": ACCENT, "size": 28}
    ).encode(x=x, y="rate:Q")
    solid = (
        alt.Chart(data([r for r in rows if r["layer"] == "evidenced"]))
        .mark_line(color=INK, point={"color": INK, "size": 22})
        .encode(x=x, y="rate:Q")
    )
    peak = _peak({cell: m.value for cell, m in ledger.cells("rate", Layer.CLAIMED, "month:") if m.value is not None})
    missing = sum(r["rate"] is None for r in rows if r["layer"] == "claimed")
    months = number_of(missing, "month without documents is", "months without documents are")
    gaps_are = f"Grey ground: no documents were read; {missing} {months} left out. " if missing else ""
    return Figure(
        name="monthly-rate",
        title=f"The claimed rate was {peak}",
        subtitle=f"Exchanges per 10,000 documents of a fixed panel, by month, {scope}. Dashed with band: claimed; solid: evidenced",
        alt=f"Line chart of the monthly rate. The claimed rate was {peak}. {gaps_are}".strip(),
        caption=f"{gaps_are}File: figures/monthly-rate.csv",
        svg=svg_of(gaps + band + line + solid),
        csv=csv_of(rows),
    )
