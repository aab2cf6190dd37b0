"""Codes to the names people read, and English names back to codes."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from samarkand.gazetteer.find import load

_PSEUDO = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def country_codes() -> frozenset[str]:
    """The codes a place can have: countries, no body and no unnamed side."""
    from babel import Locale

    codes = map(str, Locale.parse("en").territories)
    return frozenset(c for c in codes if len(c) == 2 and c.isalpha() and c not in _PSEUDO)


@cache
def party_names(lang: str = "en") -> Mapping[str, str]:
    """Country codes by CLDR's name in the language, bodies by their English name, XX for the unnamed side."""
    from babel import Locale

    territories = Locale.parse(lang).territories
    names = {c: n for c, n in territories.items() if c in country_codes()}
    bodies = tomllib.loads(files("samarkand.gazetteer").joinpath("bodies.toml").read_text("utf-8"))
    return {**names, **{code: body["name"] for code, body in bodies.items()}, "XX": "others, not named"}


def code_of_name(name: str) -> str | None:
    """The country an English name stands for as a whole, or None."""
    hits = [hit for hit in load().find(name, "en") if hit.kind == "country"]
    return hits[0].code if len(hits) == 1 and hits[0].end - hits[0].start == len(name) else None
