"""How the share delivered grows with the months since the promise."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from samarkand.codebook.fields import FIELDS
from samarkand.domain.curve import CurvePoint
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import ACCENT, FIELD_HUES, INK, QUIET, WIDTH, csv_of, data, svg_of
from samarkand.publish.ledger import Ledger, plain, shown

_MAIN = "24m"
_LINES = {
    "claimed": ("delivered", Layer.CLAIMED, ACCENT, [5, 3]),
    "evidenced": ("delivered", Layer.EVIDENCED, INK, [1, 0]),
    "cancelled": ("cancelled", Layer.CLAIMED, QUIET, [1, 0]),
    "hopeful": ("heard", Layer.CLAIMED, ACCENT, [1, 3]),
    "corrected": ("detected", Layer.CLAIMED, ACCENT, [8, 2, 1, 2]),
}
_APART = 0.065
_LEAST_WATCHED = 5


def delivery_time(points: Sequence[CurvePoint], ledger: Ledger, scope: str) -> Figure | None:
    """Dashed with band: claimed; solid with band: evidenced; grey: cancelled; dotted and dash-dotted: other readings.

    Drawn as far as five or more are watched, whose number stands below.
    """
    rows = [
        _row(p, line)
        for line, (curve, layer, _, _) in _LINES.items()
        for p in points
        if (p.curve, p.layer, p.group) == (curve, layer, "") and p.at_risk >= _LEAST_WATCHED
    ]
    if not any(r["line"] == "claimed" for r in rows):
        return None
    lines = [name for name in _LINES if any(r["line"] == name for r in rows)]
    base = alt.Chart(data(rows), height=230, width=WIDTH - 110)
    banded = base.transform_filter("datum.line === 'claimed' || datum.line === 'evidenced'")
    hue = alt.Color("line:N", scale=alt.Scale(domain=lines, range=[_LINES[n][2] for n in lines]), legend=None)
    dash = alt.StrokeDash("line:N", scale=alt.Scale(domain=lines, range=[_LINES[n][3] for n in lines]), legend=None)
    names = alt.Chart(data(_names(rows, lines))).mark_text(align="left", dx=6, fontSize=11)
    named = names.encode(x="months:Q", y="share:Q", text="line:N", color=hue)
    curve = _band(banded, hue, _end(rows)) + _line(base, hue, _end(rows), dash) + named
    title = _finding(ledger)
    return Figure(
        name="delivery-time",
        title=title,
        subtitle=f"Share of promises by months since they were made, {scope}; bands: 95 % intervals; below: how many were watched so long",
        alt=f"Stepped curves that rise from nought with the months since the promise. {title}. {_alt(ledger)}",
        caption="A cancelled promise is out of the running; an open one stays in it until it was last searched for"
        + (" (hopeful: until it was last heard of)" if "hopeful" in lines else "")
        + (". Corrected: for deliveries that only registers list" if "corrected" in lines else "")
        + ". Evidenced: by the word of a source that is no party to it; what is not evidenced in our sources may be delivered. "
        f"Drawn while at least {_LEAST_WATCHED} are watched. "
        "File: figures/delivery-time.csv",
        svg=svg_of(alt.vconcat(curve, _watched(rows), spacing=2)),
        csv=csv_of(rows),
    )


def delivery_by_field(points: Sequence[CurvePoint], ledger: Ledger, scope: str) -> Figure | None:
    """One small panel a field, claimed, each with its band; fields with fewer than ten watched are left out."""
    there = {p.group for p in points if p.layer is Layer.CLAIMED}
    groups = [f for f in FIELD_HUES if f"field:{f}" in there]
    rows = [
        {**_row(p, "claimed"), "field": f, "name": FIELDS[f]}
        for f in groups
        for p in points
        if (p.curve, p.layer, p.group) == ("delivered", Layer.CLAIMED, f"field:{f}") and p.at_risk >= _LEAST_WATCHED
    ]
    if len(groups) < 2:
        return None
    end = _end(rows)
    base = alt.Chart(height=110, width=(WIDTH - 120) // 3)
    hue = alt.Color("field:N", scale=alt.Scale(domain=groups, range=[FIELD_HUES[f] for f in groups]), legend=None)
    order = [FIELDS[f] for f in groups]
    panels = alt.layer(_band(base, hue, end, 5), _line(base, hue, end, ticks=5), data=data(rows)).facet(
        facet=alt.Facet("name:N", sort=order, title=None, header=alt.Header(labelColor=INK, labelFontSize=11)),
        columns=3,
    )
    told = {f: m for f in groups if (m := ledger.number("F1a", Layer.CLAIMED, f"{_MAIN}:field:{f}"))}
    said = "; ".join(f"{FIELDS[f]} {shown(m)}" for f, m in told.items())
    test = ledger.get("F1a-pace", Layer.CLAIMED, "field")
    title = _comparison(test)
    why = f"No test of difference: {test.reason}. " if test and test.is_missing else ""
    return Figure(
        name="delivery-by-field",
        title=title,
        subtitle=f"Share of promises delivered by months since they were made, by field, claimed layer, {scope}. Bands: 95 % intervals",
        alt=f"{len(groups)} small panels of stepped curves, one a field. {title}. "
        + (f"Within two years: {said}." if said else "None was followed for two years.")
        + f" {len(groups)} fields have at least ten promises that were watched.",
        caption=f"{why}Drawn while at least {_LEAST_WATCHED} are watched. File: figures/delivery-by-field.csv",
        svg=svg_of(panels),
        csv=csv_of(rows),
    )


def _row(p: CurvePoint, line: str) -> dict[str, object]:
    return {
        "line": line,
        "months": round(p.months, 3),
        "share": p.estimate,
        "low": p.low,
        "high": p.high,
        "at_risk": p.at_risk,
    }


def _ticks(end: float, most: int) -> list[int]:
    """Half years, or as many times that as keeps them few enough."""
    apart = 6
    while end / apart > most:
        apart *= 2
    return list(range(0, int(end) + 1, apart))


def _x(end: float, ticks: int = 10) -> Any:
    scale = alt.Scale(domain=[0, end], nice=False)
    axis = alt.Axis(grid=False, values=_ticks(end, ticks))
    return alt.X("months:Q", title="months since the promise", scale=scale, axis=axis)


def _y() -> Any:
    return alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", tickCount=5))


def _band(base: Any, hue: Any, end: float, ticks: int = 10) -> Any:
    return base.mark_area(interpolate="step-after", opacity=0.16).encode(
        x=_x(end, ticks), y=alt.Y("low:Q", title=None), y2="high:Q", color=hue
    )


def _line(base: Any, hue: Any, end: float, dash: Any = alt.Undefined, ticks: int = 10) -> Any:
    line = base.mark_line(interpolate="step-after", strokeWidth=1.6)
    return line.encode(x=_x(end, ticks), y=_y(), color=hue, strokeDash=dash)


def _names(rows: Sequence[Mapping[str, Any]], lines: Sequence[str]) -> list[dict[str, object]]:
    """Each line's name at its end, moved up where it would cover the one below."""
    ends = sorted((max((r for r in rows if r["line"] == n), key=lambda r: r["months"]) for n in lines), key=_height)
    out: list[dict[str, object]] = []
    floor = 0.0
    for end in ends:
        share = max(float(end["share"]), floor)
        out.append({"line": end["line"], "months": end["months"], "share": min(share, 1.0)})
        floor = share + _APART
    return out


def _height(row: Mapping[str, Any]) -> float:
    return float(row["share"])


def _watched(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Under every sixth month, how many claimed ones were watched so long."""
    claimed = [r for r in rows if r["line"] == "claimed"]
    last = claimed[-1]["months"]
    counts = [
        {"months": month, "watched": next(r["at_risk"] for r in claimed if r["months"] >= month)}
        for month in _ticks(_end(rows), 10)
        if month <= last
    ]
    text = alt.Chart(data(counts), height=14, width=WIDTH - 110).mark_text(color=QUIET, fontSize=10)
    return text.encode(
        x=alt.X("months:Q", axis=None, scale=alt.Scale(domain=[0, _end(rows)], nice=False)), text="watched:Q"
    )


def _end(rows: Sequence[Mapping[str, Any]]) -> float:
    return max(float(r["months"]) for r in rows)


def _comparison(test: Measurement | None) -> str:
    if test is None or test.value is None:
        return "How fast each field delivers; whether they differ cannot be tested yet"
    return "Fields deliver at different paces" if test.value < 0.05 else "No field delivers surely faster than another"


def _finding(ledger: Ledger) -> str:
    within = ledger.number("F1a", Layer.CLAIMED, _MAIN)
    if within and within.value is not None:
        return f"{plain(within.value, 'share')} of promises are told to be delivered within two years"
    half = ledger.number("F1a-median")
    if half and half.value is not None:
        return f"Half of the promises are told to be delivered within {plain(half.value, '')} months"
    return "Promises were not followed long enough to say how many are delivered within two years"


def _alt(ledger: Ledger) -> str:
    parts = (
        ("claimed", ledger.get("F1a", Layer.CLAIMED, _MAIN)),
        ("evidenced", ledger.get("F1a", Layer.EVIDENCED, _MAIN)),
        ("cancelled", ledger.get("F1a", Layer.CLAIMED, f"cancelled:{_MAIN}")),
    )
    said = [f"{name} {shown(m)}" + (f" ({m.reason})" if m.is_missing else "") for name, m in parts if m]
    return f"At 24 months: {'; '.join(said)}." if said else ""
