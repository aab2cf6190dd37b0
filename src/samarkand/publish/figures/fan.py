"""One series with what is foretold of it: a fan of intervals, and beside it what was foretold before."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from samarkand.domain.forecast import Forecast
from samarkand.domain.outlook import Outlook
from samarkand.domain.series import Step
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import ACCENT, GROUND, INK, QUIET, WIDTH, csv_of, data, svg_of
from samarkand.publish.ledger import plain
from samarkand.publish.words import capitalised, date_in_words

SHOWN = {Step.YEAR: 30, Step.MONTH: 60}
Row = dict[str, object]


def fan(outlook: Outlook, before: Sequence[Forecast]) -> Figure | None:
    """Dots for what was counted, bands for 80 % and 95 %, open marks for what earlier outlooks said; None without."""
    if outlook.reason or not outlook.ahead or outlook.verdict is None:
        return None
    counted, ahead, said = _counted(outlook), _ahead(outlook), _said(outlook, before)
    series, first = outlook.series, outlook.ahead[0]
    low, middle, high = (first.at(level) or 0.0 for level in (0.1, 0.5, 0.9))
    number = f"{plain(middle, series.unit)} [{plain(low, series.unit)} to {plain(high, series.unit)}]"
    held = sum(bool(row["held"]) for row in said if row["held"] is not None)
    known = sum(row["held"] is not None for row in said)
    last_year = f" Of {known} earlier forecasts whose value is known, {held} held it within 80 %." if known else ""
    stem = series.id.replace(":", "-").replace("/", "-").lower()
    at = f" at {outlook.reference:,.0f} documents" if outlook.reference else ""
    return Figure(
        name=f"outlook-{stem}",
        title=f"{capitalised(series.name)}: {number} foretold for {date_in_words(first.period)}",
        subtitle=f"{capitalised(series.unit)} by {series.step.value}{at}. Dots: {series.layer.value}; dark band 80 %, light "
        f"band 95 %, by {outlook.verdict.published}; n {outlook.steps}",
        alt=f"Line chart of {series.name} up to {outlook.last} with a fan of what is foretold. The median for {first.period} is "
        f"{plain(middle, series.unit)}, the 80 % interval {plain(low, series.unit)} to {plain(high, series.unit)}.{last_year}",
        caption=f"{capitalised(outlook.verdict.why)}. Open marks with whiskers: what earlier outlooks said, with 80 %. File: "
        f"figures/outlook-{stem}.csv",
        svg=svg_of(_chart(counted, ahead, said, series.step, series.unit)),
        csv=csv_of([*counted, *ahead, *said]),
    )


def _row(
    kind: str, period: str, middle: float | None, ends: Mapping[str, float | None], held: bool | None = None
) -> Row:
    names = ("low95", "low80", "high80", "high95")
    return {"kind": kind, "period": period, "value": middle, **{n: ends.get(n) for n in names}, "held": held}


def _counted(outlook: Outlook) -> list[Row]:
    """A row a step, the latest value; nought for steps without, so that the line breaks there."""
    step = outlook.series.step
    latest = {o.period: o for o in sorted(outlook.series.observations, key=lambda o: (o.captured, o.value))}
    if not latest:
        return []
    values = {
        p: o.value / o.exposure * outlook.reference if o.exposure and outlook.reference else o.value
        for p, o in latest.items()
    }
    numbers = range(step.parse(min(latest)), step.parse(max(latest)) + 1)
    return [_row("counted", p, values.get(p), {}) for p in map(step.write, numbers)][-SHOWN[step] :]


def _ahead(outlook: Outlook) -> list[Row]:
    """The fan begins at the last value it rests on."""
    ends = {"low95": 0.025, "low80": 0.1, "high80": 0.9, "high95": 0.975}
    return [
        _row("foretold", a.period, a.at(0.5), {name: a.at(level) for name, level in ends.items()})
        for a in outlook.ahead
    ]


def _said(outlook: Outlook, before: Sequence[Forecast]) -> list[Row]:
    """What earlier outlooks said of steps, the latest of each step."""
    known = {row["period"]: row["value"] for row in _counted(outlook)}
    of_step: dict[str, Forecast] = {}
    for f in sorted(before, key=lambda f: f.issued):
        if f.quantiles and f.series == (outlook.series.id,):
            of_step[f.period] = f
    out = []
    for period, f in sorted(of_step.items()):
        low, high, value = f.quantile(0.1), f.quantile(0.9), known.get(period)
        held = low <= value <= high if isinstance(value, float) and low is not None and high is not None else None
        out.append(_row("said before", period, f.quantile(0.5), {"low80": low, "high80": high}, held))
    return out


def _chart(counted: Sequence[Row], ahead: Sequence[Row], said: Sequence[Row], step: Step, unit: str) -> Any:
    axis = alt.Axis(format="%Y" if step is Step.YEAR else "%b %Y", labelAngle=0, tickCount=8)
    x = alt.X("date:T", title=None, axis=axis)
    is_share = unit == "share"
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(zero=False), axis=alt.Axis(format="%" if is_share else "~s"))

    def chart(rows: Sequence[Row]) -> alt.Chart:
        dated = [
            {**row, "date": f"{row['period']}-07-01" if step is Step.YEAR else f"{row['period']}-15"} for row in rows
        ]
        return alt.Chart(data(dated), height=230, width=WIDTH - 60)

    joined = [{**r, **dict.fromkeys(("low95", "low80", "high80", "high95"), r["value"])} for r in counted[-1:]]
    fan_rows = [*(r for r in joined if r["value"] is not None), *ahead]
    wide = (
        chart(fan_rows).mark_area(color=ACCENT, opacity=0.14).encode(x=x, y=alt.Y("low95:Q", title=unit), y2="high95:Q")
    )
    near = chart(fan_rows).mark_area(color=ACCENT, opacity=0.28).encode(x=x, y="low80:Q", y2="high80:Q")
    middle = chart(fan_rows).mark_line(color=ACCENT, strokeWidth=1.4).encode(x=x, y=y)
    line = chart(counted).mark_line(color=INK, strokeWidth=1, point={"color": INK, "size": 20}).encode(x=x, y=y)
    layers = [wide, near, middle, line]
    if said:
        layers.append(chart(said).mark_rule(color=QUIET, strokeWidth=1.2).encode(x=x, y="low80:Q", y2="high80:Q"))
        mark: dict[str, Any] = {"filled": True, "fill": GROUND, "stroke": QUIET, "size": 44, "shape": "diamond"}
        layers.append(chart(said).mark_point(**mark).encode(x=x, y=y))
    return alt.layer(*layers)
