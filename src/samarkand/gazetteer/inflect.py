"""The written forms of a name: endings, capitals and spelling variants, language by language.

Everything is spelled out when the gazetteer is built, so that looking a text up is one pass without grammar.
"""

from collections.abc import Callable, Iterable
from itertools import product

_RU_ADJECTIVE = ("ий", "ая", "ое", "ие", "ого", "ой", "ому", "ую", "ою", "им", "ом", "их", "ими")
_RU_VOWELS = "аеёиоуыэюя"


def people_forms(form: str, lang: str) -> list[str]:
    """Every inflected form of an adjective or people's name; `=form` is taken as it stands."""
    if form.startswith("="):
        return [form[1:]]
    forms = _PEOPLE.get(lang, _unchanged)(form)
    return unique(forms + [_capital(f) for f in forms]) if lang in _LOWER_CASE else unique(forms)


def name_forms(form: str, lang: str) -> list[str]:
    """Every inflected form of the name of a country, city, body or institution."""
    if lang == "ru":
        return _russian_name(form)
    if lang == "ar":
        return _arabic_spellings(_with_article(form))
    return [form]


def upper(form: str) -> list[str]:
    """The form in capitals, for headings; none for short names, which would read as abbreviations."""
    return [form.upper()] if len(form) > 3 and form.upper() != form and form[0].isupper() else []


def unique(forms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(forms))


def _capital(form: str) -> str:
    return form[:1].upper() + form[1:]


def _unchanged(form: str) -> list[str]:
    return [form]


def _english(form: str) -> list[str]:
    if form.endswith(("ese", "ish", "ch", "s", "men", "sh", "women")) or (" " in form and form.endswith("e")):
        return [form]
    if form.endswith(("man", "woman")) and not form.endswith(("German", "Roman", "Oman")):
        return [form, form[:-2] + "en"]
    return [form, form + "s"]


def _french(form: str) -> list[str]:
    if form.endswith("s"):
        return [form, form + "e", form + "es"]
    if form.endswith(("ien", "éen", "yen")):
        return [form, form + "s", form + "ne", form + "nes"]
    if form.endswith("e"):
        return [form, form + "s"]
    return [form, form + "s", form + "e", form + "es"]


def _italian(form: str) -> list[str]:
    root = form[:-1]
    if form.endswith("co"):
        return [form, root + "a", root + "hi", root + "he", root + "i"]
    if form.endswith("go"):
        return [form, root + "a", root + "hi", root + "he"]
    if form.endswith("io"):
        return [form, root + "a", root, root + "e"]
    if form.endswith("o"):
        return [form, root + "a", root + "i", root + "e"]
    if form.endswith("e"):
        return [form, root + "i"]
    if form.endswith("a"):
        return [form, root + "i", root + "e"]
    return [form]


def _spanish(form: str) -> list[str]:
    for end, bare in (("és", "es"), ("án", "an"), ("ín", "in"), ("ón", "on"), ("én", "en")):
        if form.endswith(end):
            root = form[: -len(end)] + bare
            return [form, root + "a", root + "es", root + "as"]
    if form.endswith("o"):
        return [form, form[:-1] + "a", form + "s", form[:-1] + "as"]
    if form.endswith(("í", "ú")):
        return [form, form + "es", form + "s"]
    if form.endswith(("a", "e", "u", "i")):
        return [form, form + "s"]
    return [form, form + "a", form + "es", form + "as"]


def _german(form: str) -> list[str]:
    """Without the bare capitalised adjective, which is the name of the language (Französisch)."""
    if form.endswith("isch") or form[:1].islower():
        bases = [form, _capital(form)]
        inflected = [base + end for base in bases for end in ("e", "en", "er", "es", "em")]
        return [form, *inflected]
    if form.endswith("er"):
        return [form + end for end in ("", "n", "s", "in", "innen")]
    if form.endswith("e"):
        root = form[:-1]
        return [form, form + "n", form + "r", root + "in", root + "innen"]
    return [form, form + "s", form + "in", form + "innen"]


def _swedish(form: str) -> list[str]:
    if form.endswith("sk"):
        return [form + end for end in ("", "t", "a", "e", "ar", "arna", "ars", "arnas", "as")]
    if form.endswith("are"):
        return [form + end for end in ("", "n", "s", "ns", "na", "nas")]
    return [form + end for end in ("", "en", "er", "ers", "erna", "ernas", "s")]


def _russian_people(form: str) -> list[str]:
    if form.endswith(("ский", "цкий")):
        root = form[:-2]
        return [root + end for end in _RU_ADJECTIVE] + [root + "о", root + "и"]
    root = form[:-1] if form[-1] in "ыие" else form
    ends = (form[-1], "", "а", "у", "ом", "ем", "е", "ев", "ов", "ам", "ами", "ах", "ой")
    return unique(root + end for end in ends)


def _russian_name(form: str) -> list[str]:
    """The six cases; in a name of several words each adjective is inflected with its noun."""
    words = form.split(" ")
    if len(words) > 4 or any("(" in w for w in words):
        return [form]
    head = [_russian_adjective(w) for w in words[:-1]]
    tail = _russian_noun(words[-1])
    if len(words) > 1 and all(len(h) == 1 for h in head):
        first = words[0].lower()
        if first in ("республика", "королевство", "организация", "лига", "совет", "союз", "содружество"):
            return [" ".join([_capital(w), *words[1:]]) for w in _russian_noun(first)]
    return unique(" ".join(parts) for parts in product(*head, tail))


def _russian_adjective(word: str) -> list[str]:
    for end, cases in (
        ("ая", ("ая", "ой", "ую", "ою")),
        ("яя", ("яя", "ей", "юю")),
        ("ые", ("ые", "ых", "ым", "ыми")),
        ("ие", ("ие", "их", "им", "ими")),
        ("ий", ("ий", "ого", "его", "ому", "ему", "им", "ом", "ем")),
        ("ый", ("ый", "ого", "ому", "ым", "ом")),
        ("ой", ("ой", "ого", "ому", "ым", "ом")),
        ("ое", ("ое", "ого", "ому", "ым", "ом")),
    ):
        if word.endswith(end) and len(word) > 4:
            return [word[: -len(end)] + case for case in cases]
    return [word]


def _russian_noun(word: str) -> list[str]:
    if len(word) < 3 or word.isupper():
        return [word]
    adjective = _russian_adjective(word)
    if len(adjective) > 1 and word.endswith(("ая", "ое", "ый", "ской", "ский")):
        return adjective
    root, last, before = word[:-1], word[-1], word[-2]
    ends: tuple[str, ...]
    hard = "и" if before in "гкхжчшщ" else "ы"
    if last == "я":
        ends = ("я", "и", "ю", "ей", "ею") if before == "и" else ("я", "и", "ю", "е", "ей")
    elif last == "а":
        ends = ("а", hard, "у", "е", "ой", "ою", "ей") if before not in _RU_VOWELS else ("а",)
    elif last == "ь":
        ends = ("ь", "и", "ью", "я", "ю", "ем", "ём", "е")
    elif last == "й":
        ends = ("й", "я", "ю", "ем", "е", "и")
    elif last == "ы":
        ends = ("ы", "", "ов", "ам", "ами", "ах")
    elif last in "оеиуэюё":
        return [word] + (
            [root + e for e in ("а", "у", "ом", "ем", "е")] if word.endswith(("ово", "ево", "ино")) else []
        )
    else:
        return [word] + [word + e for e in ("а", "у", "ом", "ем", "ым", "е")]
    return unique(root + end for end in ends)


def _arabic_people(form: str) -> list[str]:
    if not form.endswith("ي"):
        return _arabic_spellings([form])
    ends = ("", "ة", "ين", "ون", "ات", "ا", "تين", "تان", "ان")
    return _arabic_spellings([form + end for end in ends])


def _with_article(form: str) -> list[str]:
    """A name with the article has a second shape after the preposition li-: الصين, للصين."""
    return [form, "لل" + form[2:]] if form.startswith("ال") and len(form) > 4 else [form]


def _arabic_spellings(forms: list[str]) -> list[str]:
    """Adds the common spellings without hamza or with ه for ة."""
    out = []
    for form in forms:
        out.append(form)
        plain = form.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا")
        out.append(plain)
        if plain.endswith("ة"):
            out.append(plain[:-1] + "ه")
    return unique(out)


_LOWER_CASE = ("fr", "it", "es", "sv", "ru")
_PEOPLE: dict[str, Callable[[str], list[str]]] = {
    "en": _english,
    "fr": _french,
    "it": _italian,
    "es": _spanish,
    "de": _german,
    "sv": _swedish,
    "ru": _russian_people,
    "ar": _arabic_people,
}
