"""The gazetteer's names by what they stand for, each form with the grammatical slots it can fill."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from samarkand.gazetteer.build import build_names, table
from samarkand.gazetteer.cities import geonames_cities
from samarkand.gazetteer.find import Hit, load
from samarkand.gazetteer.inflect import name_forms, people_forms
from samarkand.gazetteer.labels import country_codes, party_names
from samarkand.gazetteer.names import LANGUAGES

Slots = frozenset[str]
GENITIVE = ("de", "sv", None)
_DWELLER = re.compile(r"(?:er|ers|ern|erin|erinnen)$")
_SCRIPTS = {
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ru": re.compile(r"[а-яё]", re.I),
    "ar": re.compile(r"[\u0621-\u06ff]"),
}
_LATIN = re.compile(r"[a-zà-ÿ]", re.I)
_LONGEST = 3
"""Words of a name as people write it: longer ones are official ("… SAR …", "… & …")."""
BARE: Slots = frozenset({"bare"})


@cache
def grammar() -> Mapping[str, Any]:
    """The tables of `grammar.toml`."""
    return tomllib.loads(Path(__file__).with_name("grammar.toml").read_text("utf-8"))


def _first_rule(rules: Iterable[list[str]], base: str, form: str) -> Slots:
    plain = base.removeprefix("=")
    for base_pattern, form_pattern, slots in rules:
        if re.search(base_pattern, base) and (
            form == plain if form_pattern == "=" else bool(re.search(form_pattern, form))
        ):
            return frozenset(slots.split())
    return frozenset()


def people_slots(written: str, form: str, lang: str) -> Slots:
    """What a form of an adjective or people says; `written` as in the table of peoples. Empty where not known."""
    plain = written.removeprefix("=")
    same_case = form[:1].lower() + form[1:] if plain[:1].islower() else form
    return _first_rule(grammar()["people"].get(lang, ()), written, same_case)


def name_slots(base: str, form: str, lang: str) -> Slots:
    """The cases a form of a name can be, from the words that changed; one slot where names do not change."""
    if lang == "ar":
        return frozenset({"li"}) if form.startswith("لل") and not base.startswith("لل") else BARE
    if lang != "ru":
        return BARE
    rules = grammar()["names"]["ru"]
    words = list(zip(base.lower().split(), form.lower().split(), strict=False))
    changed = [(b, f) for b, f in words if b != f]
    slots = [_first_rule(rules, b, f) for b, f in changed or words[-1:]]
    return frozenset.intersection(*slots)


@dataclass(frozen=True, slots=True)
class Form:
    """A written form and the slots it fills; `doubtful` where it counts only beside other names of its country."""

    text: str
    slots: Slots
    doubtful: bool = False


@dataclass(frozen=True)
class Forms:
    """All forms of one language.

    `places`: forms by (code, kind, English name of the place), `peoples` by code, `signs` the one-character
    abbreviations that stand for one country only, `cities` the large cities of a country, its capital first.
    """

    lang: str
    places: Mapping[tuple[str, str, str | None], tuple[str, ...]]
    peoples: Mapping[str, tuple[Form, ...]]
    signs: Mapping[str, str]
    core: frozenset[str]
    cities: Mapping[str, tuple[str, ...]]
    _found: dict[str, bool] = field(default_factory=dict)

    def label(self, code: str) -> str:
        """The everyday name of a country in this language, empty where there is none."""
        return party_names(self.lang).get(code, "")

    def bases(self, code: str, kind: str, place: str | None) -> list[str]:
        """Forms all of whose inflections are forms, too: the nominatives, in this language's own script."""
        forms = self.places.get((code, kind, place), ())
        known = frozenset(forms)
        own = [form for form in forms if in_script(form, self.lang) and not (len(form) > 3 and form.isupper())]
        return [form for form in own if known.issuperset(name_forms(form, self.lang))] or own

    def is_found(self, form: str, code: str, kind: str) -> bool:
        """Does the gazetteer find the form, standing alone, as this and nothing else?"""
        if form not in self._found:
            hits = load().find(form, self.lang)
            self._found[form] = [(h.code, h.kind, h.start, h.end) for h in hits] == [(code, kind, 0, len(form))]
        return self._found[form]

    def shape(self, code: str) -> tuple[bool, ...]:
        """What decides the article before a country's name."""
        name = self.label(code).lower()
        return tuple(bool(re.search(pattern, name)) for pattern in grammar()["shape"].get(self.lang, ()))

    def slots(self, hit: Hit) -> tuple[Slots, str]:
        """The slots a found name fills, and the ending that the gazetteer takes in with it."""
        if hit.kind == "people":
            if self.lang == "zh" and len(hit.form) == 1:
                return frozenset({"sign"}), ""
            same = (form for form in self.peoples.get(hit.code, ()) if form.text == hit.form)
            return next((form.slots for form in same), frozenset()), ""
        forms = self.places.get((hit.code, hit.kind, hit.place), ())
        if hit.form not in forms:
            if self.lang in GENITIVE and hit.form[:-1] in forms:
                return BARE, hit.form[-1]
            if dweller := _DWELLER.search(hit.form):
                return BARE, dweller.group()
        bases = self.bases(hit.code, hit.kind, hit.place)
        known = [name_slots(b, hit.form, self.lang) for b in bases if hit.form in name_forms(b, self.lang)]
        return next((slots for slots in known if slots), BARE), ""


def in_script(form: str, lang: str) -> bool:
    """Is the form written in the script of the language?"""
    return bool(_SCRIPTS.get(lang, _LATIN).search(form))


def _people(lang: str) -> dict[str, tuple[Form, ...]]:
    out: dict[str, tuple[Form, ...]] = {}
    for code, entry in table(f"peoples/{lang}.toml").items():
        if "forms" not in entry:
            continue
        guesses = entry.get("guess", ())
        forms = [
            Form(form, people_slots(written, form, lang), written in guesses)
            for written in entry["forms"]
            for form in _people_forms(written, lang)
        ]
        forms += [Form(side, people_slots(side, side, lang), side in guesses) for side in entry.get("side", ())]
        out[code] = tuple(forms)
    return out


def _people_forms(written: str, lang: str) -> list[str]:
    plain = written.removesuffix("-")
    return [plain, plain.capitalize()] if written.endswith("-") else people_forms(written, lang)


@cache
def _places() -> Mapping[str, Mapping[tuple[str, str, str | None], tuple[str, ...]]]:
    found: dict[str, dict[tuple[str, str, str | None], list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in build_names():
        if name.kind in ("country", "city"):
            for lang in name.lang or LANGUAGES:
                found[lang][name.code, name.kind, name.place].append(name.form)
    return {lang: {key: tuple(forms) for key, forms in of.items()} for lang, of in found.items()}


def _cities(has_form: Callable[[str, str], bool]) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = defaultdict(list)
    for city in geonames_cities():
        if has_form(city.code, city.name) and len(out[city.code]) < 12:
            out[city.code].append(city.name)
    return {code: tuple(names) for code, names in out.items()}


@cache
def forms_of(lang: str) -> Forms:
    """The forms of a language of the gazetteer."""
    pair: dict[str, Any] = table("peoples/zh.toml")["pair"] if lang == "zh" else {"signs": {}, "core": ""}
    signs = {codes[0]: sign for sign, codes in reversed(pair["signs"].items()) if len(codes) == 1}
    places = _places()[lang]
    cities = _cities(lambda code, name: any(in_script(form, lang) for form in places.get((code, "city", name), ())))
    return Forms(lang, places, _people(lang), signs, frozenset(pair["core"]), cities)


@cache
def eligible(lang: str) -> tuple[str, ...]:
    """Countries with a name, a people and a first city that the gazetteer finds where they stand alone."""
    forms = forms_of(lang)

    def has_all(code: str) -> bool:
        first = forms.cities.get(code, ())[:1]
        towns = forms.bases(code, "city", first[0])[:1] if first else []
        return bool(
            forms.peoples.get(code)
            and len(forms.label(code).split()) <= _LONGEST
            and forms.is_found(forms.label(code), code, "country")
            and towns
            and forms.is_found(towns[0], code, "city")
        )

    return tuple(code for code in sorted(country_codes()) if has_all(code))
