"""Countries, peoples, bodies and institutions: CLDR's names, and the project's own tables."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from babel import Locale

from samarkand.gazetteer.inflect import name_forms, people_forms, unique, upper
from samarkand.gazetteer.names import LANGUAGES, Kind, Name, Rule

Table = Mapping[str, Mapping[str, Any]]

_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}


def cldr_countries() -> Iterator[Name]:
    """Territory names of CLDR in the nine languages and in Traditional Chinese."""
    for locale in (*LANGUAGES, "zh_Hant"):
        lang = locale.split("_")[0]
        for code, written in sorted(Locale.parse(locale).territories.items()):
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
                for form in _variants(written, lang):
                    yield from _named(form, code, "country", lang)


def listed_countries(table: Table) -> Iterator[Name]:
    """Everyday names from `countries_extra.toml`: a table a country, a list a language."""
    for code, entry in table.items():
        for lang, forms in entry.items():
            for form in forms:
                yield from _named(form, code, "country", lang)


def past_states(table: Table) -> Iterator[Name]:
    """States that are no more, from `past.toml`: a table a state, a list a language. They carry no code."""
    for entry in table.values():
        for lang, forms in entry.items():
            for form in forms:
                yield from _named(form, "", "past", lang)


def regions(table: Table) -> Iterator[Name]:
    """First-level divisions from `regions.toml`, which stand for their country; short forms only after a comma."""
    for code, divisions in table.items():
        for form in (form for forms in divisions.values() for form in forms):
            if not form.startswith(", "):
                yield from _named(form, code, "country", "en")
            elif is_short(form[2:]):
                yield Name(form[2:], code, "country", None, ("en",), "comma")


def region_codes(table: Table) -> dict[str, str]:
    """Each written form of a division, and its code: "US.TX", or "MX" where the table names none."""
    return {
        form.removeprefix(", "): code if key == "names" else f"{code}.{key}"
        for code, divisions in table.items()
        for key, forms in divisions.items()
        for form in forms
    }


def is_short(form: str) -> bool:
    """True for "Ill.", "Ky", "Qld": an abbreviation, never a name of its own."""
    return form.endswith(".") or len(form) <= 3


def peoples(table: Table, lang: str) -> Iterator[Name]:
    """Adjectives and peoples of one language."""
    for code, entry in table.items():
        if not isinstance(entry, Mapping) or "forms" not in entry:
            continue
        tongues, guesses = set(entry.get("language", ())), set(entry.get("guess", ()))
        for written in entry["forms"]:
            rule: Rule = "combining" if written.endswith("-") else "han" if lang == "zh" else "word"
            plain = written.removesuffix("-")
            halves = unique([plain, plain.capitalize()])
            for form in halves if rule == "combining" else people_forms(plain, lang):
                yield Name(form, code, "people", None, (lang,), rule, written in tongues, written in guesses)
        for form in entry.get("side", ()):
            yield Name(form, code, "people", None, (lang,), "side", guess=form in guesses)


def pairs(signs: Mapping[str, list[str]], core: str, sure: str) -> Iterator[Name]:
    """Two or three one-character abbreviations in a row, as in 中法; each character is a name of its own.

    `core` characters combine with one another, all others only with a character of `sure`.
    """
    for first in signs:
        for second in signs:
            usual = first in core and second in core
            if first != second and (usual or first in sure or second in sure):
                yield Name(first + second, "", "people", None, ("zh",), "pair")


def bodies(table: Table) -> Iterator[Name]:
    """International bodies: `name` is for display, every other key a language.

    Names below `guess` count only where the rest of the text names the body.
    """
    for code, entry in table.items():
        for lang, forms in entry.items():
            for form in forms if lang not in ("name", "guess") else ():
                yield from _named(form, code, "body", lang)
        for lang, forms in entry.get("guess", {}).items():
            for name in (name for form in forms for name in _named(form, code, "body", lang)):
                yield replace(name, guess=True)


def institutions(table: Table) -> Iterator[Name]:
    """A table a country: canonical name = other names. Every name is valid in every language."""
    for code, entry in table.items():
        for place, forms in entry.items():
            for form in dict.fromkeys([place, *forms]):
                lang = _script_language(form)
                for written in name_forms(form, lang) if lang else [form]:
                    langs = (lang,) if lang else ()
                    rule: Rule = "han" if lang == "zh" else "word"
                    yield Name(written, code, "institution", place, langs, rule)


def _named(form: str, code: str, kind: Kind, lang: str) -> Iterator[Name]:
    langs = () if lang == "all" else (lang,)
    rule: Rule = "han" if lang == "zh" and ord(form[0]) > 0x2E80 else "word"
    forms = [form, *upper(form)] if lang not in ("zh", "ar") else [form]
    for written in dict.fromkeys(f for base in forms for f in name_forms(base, lang)):
        yield Name(written, code, kind, None, langs, rule)


def _variants(written: str, lang: str) -> list[str]:
    """CLDR's name with either apostrophe, and with "&" spelled out."""
    words = {"en": "and", "fr": "et", "de": "und", "it": "e", "es": "y", "sv": "och", "ru": "и"}
    forms = [written]
    if " & " in written and lang in words:
        forms.append(written.replace(" & ", f" {words[lang]} "))
    forms += [f.replace("’", "'") for f in forms if "’" in f]
    return forms


def _script_language(form: str) -> str | None:
    point = max(ord(c) for c in form)
    if 0x2E80 <= point < 0xAC00:
        return "zh"
    if any("\u0600" <= c <= "\u06ff" for c in form):
        return "ar"
    return "ru" if any("\u0400" <= c <= "\u04ff" for c in form) else None
