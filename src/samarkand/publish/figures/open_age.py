"""How old the promises are of which no end is told."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from samarkand.codebook.fields import FIELDS
from samarkand.domain.scale import Layer
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import ACCENT, FIELD_HUES, INK, WIDTH, csv_of, data, svg_of
from samarkand.publish.ledger import Ledger, plain, shown
from samarkand.publish.words import number_of


def _band_in_words(cell: str) -> str:
    low, high = cell.split("-")
    return f"{low}–{high} months" if high else f"{low} months and more"


def open_age(ledger: Ledger, scope: str) -> Figure | None:
    """Left: how many are of what age. Right: the median age by field, with its interval."""
    bands = [(_band_in_words(cell), m) for cell, m in ledger.cells("open-age", Layer.CLAIMED, "age:")]
    total = sum(m.value or 0 for _, m in bands)
    if not total:
        return None
    rows = [
        {"part": "age", "name": name, "value": m.value, "low": None, "high": None, "n": m.n, "label": shown(m)}
        for name, m in bands
    ]
    fields = [(f, m) for f in FIELDS if (m := ledger.number("open-age", Layer.CLAIMED, f"field:{f}"))]
    medians = [
        {
            "part": "median of field",
            "name": FIELDS[f],
            "value": m.value,
            "low": m.low,
            "high": m.high,
            "n": m.n,
            "field": f,
        }
        for f, m in fields
    ]
    base = alt.Chart(data(rows), width=WIDTH // 2 - 160 if medians else WIDTH - 190, height=34 * len(rows))
    y = alt.Y("name:N", sort=[name for name, _ in bands], title=None, axis=alt.Axis(labelLimit=0))
    bars = base.mark_bar(color=ACCENT, height=16).encode(
        x=alt.X("value:Q", title="open promises", axis=alt.Axis(format=",d", tickMinStep=1)), y=y
    )
    label = base.mark_text(align="left", dx=5, color=INK, fontSize=11).encode(x="value:Q", y=y, text="label:N")
    old, half = ledger.number("open-age", Layer.CLAIMED, "older:18"), ledger.number("open-age")
    count = old.value if old and old.value else 0.0
    title = f"{count:,.0f} open {number_of(count, 'promise is', 'promises are')} older than 18 months"
    stalled = ledger.number("open-age", Layer.CLAIMED, "stalled")
    said = "; ".join(f"{name} {m.value:,.0f}" for name, m in bands)
    fields_said = "; ".join(f"{FIELDS[f]} {shown(m)}" for f, m in fields)
    return Figure(
        name="open-age",
        title=title,
        subtitle=f"Promises that are open, partly fulfilled or suspended, by age when last searched for, {scope}, n = {total:,.0f}"
        + ("; right: median months by field, with 95 % interval" if medians else ""),
        alt=f"Bars of open promises by age: {said}. {title}. "
        + (f"The median is {shown(half)} months. " if half else "")
        + (f"Median months by field: {fields_said}. " if fields_said else "")
        + (f"{plain(stalled.value, '')} are due and not heard of since." if stalled and stalled.value else ""),
        caption="Open means that no end is told of; it is not failure. File: figures/open-age.csv",
        svg=svg_of(alt.hconcat(bars + label, _medians(medians), spacing=16) if medians else bars + label),
        csv=csv_of([{k: v for k, v in row.items() if k not in ("label", "field")} for row in (*rows, *medians)]),
    )


def _medians(rows: Sequence[Mapping[str, object]]) -> Any:
    base = alt.Chart(data(rows), width=WIDTH // 2 - 190, height=22 * len(rows))
    y = alt.Y("name:N", sort=[str(r["name"]) for r in rows], title=None, axis=alt.Axis(labelLimit=0))
    hue = alt.Color("field:N", scale=alt.Scale(domain=list(FIELD_HUES), range=list(FIELD_HUES.values())), legend=None)
    x = alt.X("value:Q", title="median age in months", scale=alt.Scale(domainMin=0))
    whisker = base.mark_rule(color=INK, strokeWidth=1).encode(x="low:Q", x2="high:Q", y=y)
    dot = base.mark_point(filled=True, size=60, opacity=1).encode(x=x, y=y, color=hue)
    return whisker + dot
