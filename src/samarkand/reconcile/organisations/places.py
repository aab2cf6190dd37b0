"""Which words of a name are a place: the gazetteer's cities, regions, countries and peoples, taken one by one."""

from dataclasses import dataclass
from functools import cache, lru_cache

from samarkand.gazetteer.build import table
from samarkand.gazetteer.countries import region_codes
from samarkand.gazetteer.find import load
from samarkand.reconcile.organisations.writing import Script, folded
from samarkand.reconcile.organisations.writing import table as own_table

_LANGUAGES: dict[Script, tuple[str, ...]] = {
    "latin": ("en", "fr", "de", "it", "es", "sv"),
    "cyrillic": ("ru",),
    "arabic": ("ar",),
    "han": ("zh",),
    "other": (),
}
_KINDS = frozenset({"country", "people", "city"})
_RUSSIAN_ENDS = ("", "а", "ь", "я", "и", "о", "е", "ы", "ка", "к", "ия", "ва", "ль")
_RUSSIAN_ADJECTIVE = ("ский", "ская", "ское", "ского", "ской", "скому", "ском", "скую", "ским", "ские", "ских")
_STANS = ("стан", "истан")
_GERMAN_ADJECTIVE = ("ische", "ischer", "isches", "ischen", "isch", "er")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its country's code and its name in English; no name where the whole country is meant."""

    code: str
    name: str

    def holds(self, other: "Spot") -> bool:
        """True where the other lies in it, as far as the names tell."""
        return self.code == other.code and not self.name


@lru_cache(maxsize=1 << 15)
def spot_of(form: str, script: Script) -> Spot | None:
    """The place all of the form is the name of."""
    for lang in _LANGUAGES[script]:
        spot = _whole(form, lang)
        if spot:
            return spot
    if script == "cyrillic":
        return _russian_adjective(form) or _with_vowel(form)
    if script == "han":
        return _whole(f"{form}斯坦", "zh") if len(form) > 2 else None
    if script == "latin":
        return _latin_adjective(form)
    if script == "arabic" and form.startswith("و"):
        return _whole(form[1:], "ar")
    return None


def _whole(form: str, lang: str) -> Spot | None:
    """Arabic may carry clitics, which count as part of the name."""
    hits = [hit for hit in load().find(form, lang) if hit.kind in _KINDS]
    if len(hits) != 1:
        return None
    hit = hits[0]
    whole = hit.end == len(form) and (hit.start == 0 or (lang == "ar" and hit.start <= 3))
    if not whole:
        return None
    region = _regions().get(form) if hit.kind == "country" else None
    if region:
        return Spot(hit.code, folded(region))
    town = folded(hit.place or "") if hit.kind == "city" else ""
    return Spot(hit.code, _towns().get((hit.code, town), town))


@cache
def _towns() -> dict[tuple[str, str], str]:
    rows = own_table("towns.toml")
    return {(code, other): town for code, towns in rows.items() for other, town in towns.items()}


@cache
def _regions() -> dict[str, str]:
    """Each written form of a division, by the first form of its row."""
    first: dict[str, str] = {}
    names: dict[str, str] = {}
    for form, code in region_codes(table("regions.toml")).items():
        names[form] = first.setdefault(code, form) if "." in code else form
    return names


def _with_vowel(form: str) -> Spot | None:
    """Египта is of Египет."""
    root = form.rstrip("аеуом")
    return _whole(f"{root[:-1]}е{root[-1]}", "ru") if len(root) > 3 and root != form else None


def _russian_adjective(form: str) -> Spot | None:
    """Московский is of Москва, Казанская of Казань."""
    for end in _RUSSIAN_ADJECTIVE:
        if form.endswith(end) and len(form) - len(end) >= 3:
            stem = form[: -len(end)]
            stems = [stem, stem.removesuffix("ов"), stem.removesuffix("ин"), stem + "ск"]
            if stem.endswith("ж"):
                stems.append(stem[:-1] + "г")
            stems.append(stem.rstrip("йь"))
            for shape in dict.fromkeys(stems):
                for ending in _RUSSIAN_ENDS:
                    spot = _whole(shape + ending, "ru") if len(shape) >= 3 else None
                    if spot and spot.name:
                        return spot
                for ending in _STANS:
                    if spot := _whole(shape + ending, "ru"):
                        return spot
    return None


def _latin_adjective(form: str) -> Spot | None:
    """Münchner is of München, Uppsalas of Uppsala."""
    ending = next((e for e in _GERMAN_ADJECTIVE if form.endswith(e) and len(form) - len(e) >= 4), "")
    if ending:
        stem = form[: -len(ending)]
        for shape in (stem, stem + "en", stem + "e", stem.removesuffix("n") + "en"):
            spot = _whole(shape, "de")
            if spot and spot.name:
                return spot
    if form.endswith("s") and len(form) > 4:
        spot = _whole(form[:-1], "sv")
        return spot if spot and spot.name else None
    return None
