"""The monthly rate with its interval; a month without documents is a gap on hatched ground."""

import altair as alt

from samarkand.domain.scale import Layer
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import ACCENT, INK, WIDTH, csv_of, data, svg_of
from samarkand.publish.ledger import Ledger, plain


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
        color=ACCENT, strokeDash=[5, 3], point={"filled": False, "fill": "#fbfaf7", "size": 28}
    ).encode(x=x, y="rate:Q")
    solid = (
        alt.Chart(data([r for r in rows if r["layer"] == "evidenced"]))
        .mark_line(color=INK, point={"size": 22})
        .encode(x=x, y="rate:Q")
    )
    highest = max((r for r in told if r["layer"] == "claimed"), key=lambda r: r["rate"] or 0.0)
    missing = sum(r["rate"] is None for r in rows if r["layer"] == "claimed")
    gap_words = f" {missing} months without documents are left out." if missing else ""
    shown = plain(float(highest["rate"] or 0), "")
    return Figure(
        name="monthly-rate",
        title=f"The claimed rate was highest in {highest['month']}",
        subtitle=f"Exchanges per 10,000 documents of a fixed panel, by month, {scope}. Dashed with band: claimed; solid: evidenced",
        alt=f"Line chart of the monthly rate. The claimed rate peaks at {shown} in {highest['month']}.{gap_words}",
        caption=f"Grey ground: no documents were read.{gap_words} File: figures/monthly-rate.csv",
        svg=svg_of(gaps + band + line + solid),
        csv=csv_of(rows),
    )
