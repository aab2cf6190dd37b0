"""The words institutions are named with: what each means, in nine languages, and the names they are called after."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from samarkand.codebook.languages import load_languages
from samarkand.reconcile.organisations.writing import folded, script_of, table

Sort = Literal["kind", "field", "rank", "point", "number", "stop", "name"]
SORTS: tuple[Sort, ...] = ("stop", "kind", "field", "rank", "point", "number")
LONGEST_ENDING = 5
SHORTEST_STEM = 5

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("وال", "بال", "لل", "ال")
_CLITICS = ("و", "ل", "ب")
_HEADS = {
    "institute": "institute", "centre": "centre", "body": "council", "press": "newspaper", "city": "government",
}  # fmt: skip
"""Types of the codebook's heads that have another name here."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word says: `sort` and the key of its line in `words.toml`, or of its line in `names.toml`."""

    sort: Sort
    key: str


class Dictionary:
    """Words and phrases to meanings; of several at one place the longest."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._exact: dict[str, dict[tuple[str, ...], Meaning]] = {}
        self._han: dict[str, Meaning] = {}
        self.longest_han = 1
        for form, meaning in entries:
            if script_of(form) == "han":
                plain = re.sub(r"[\W_]", "", folded(form))
                self._han.setdefault(plain, meaning)
                self.longest_han = max(self.longest_han, len(plain))
                continue
            parts = tuple(pattern_words(form))
            if parts:
                self._exact.setdefault(parts[0], {}).setdefault(parts, meaning)

    def at(self, words: Sequence[str], start: int) -> tuple[int, Meaning] | None:
        """The longest entry whose words stand from `start`, and how many words it has."""
        best: tuple[int, Meaning] | None = None
        best_rank = (0, 0)
        for first in _keys(words[start]):
            for parts, meaning in self._exact.get(first, {}).items():
                size = len(parts)
                rank = (size, len(first.rstrip("*")))
                if rank > best_rank and _stands(parts, words, start):
                    best, best_rank = (size, meaning), rank
        return best

    def in_han(self, text: str, start: int, end: int) -> Meaning | None:
        return self._han.get(text[start:end])

    def ending(self, text: str, least: int) -> tuple[int, Meaning] | None:
        """The longest single word that ends a compound, and where it begins."""
        for at in range(len(text) - least + 1):
            found = self.at([text[at:]], 0)
            if found:
                return at, found[1]
        return None


def pattern_words(form: str) -> list[str]:
    """Folded words of an entry, an ending's star kept."""
    out = []
    for m in re.finditer(r"([^\W_]+)(\*?)", folded(form)):
        word = bare_arabic(m.group(1)) if script_of(m.group(1)) == "arabic" else m.group(1)
        out.append(word + m.group(2))
    return out


def bare_arabic(word: str) -> str:
    """Without the article and what is written together with it."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            return word[len(article) :]
    return word


@lru_cache(maxsize=1 << 14)
def _keys(word: str) -> tuple[str, ...]:
    """All keys under which a word may be listed: itself, its stems with a star, without an Arabic clitic."""
    shapes = [word]
    if "\u0600" <= word[:1] <= "\u06ff":
        shapes += [word[1:] for clitic in _CLITICS if word.startswith(clitic) and len(word) > 3]
        shapes.append("ل" + word)  # للغات is li-, the article and a word that begins with lam
    keys = list(shapes)
    for shape in shapes:
        keys += [shape[:cut] + "*" for cut in range(len(shape), max(1, len(shape) - LONGEST_ENDING - 1), -1)]
    return tuple(keys)


def _stands(parts: tuple[str, ...], words: Sequence[str], start: int) -> bool:
    if start + len(parts) > len(words):
        return False
    return all(part in _keys(words[start + i]) for i, part in enumerate(parts) if i)


def _listed() -> Iterator[tuple[str, Meaning]]:
    rows = table("words.toml")
    for sort in SORTS:
        for key, languages in rows[sort].items():
            for forms in languages.values():
                yield from ((form, Meaning(sort, key)) for form in forms)


def _heads() -> Iterator[tuple[str, Meaning]]:
    """Head words the reader knows, by their type; compounds are left to be taken apart."""
    listed, called = Dictionary(_listed()), names()
    for language in load_languages().values():
        endings = language.organisation_words.endings
        inflected = any(endings) and language.script != "Han"
        for head in language.organisations:
            star = "*" if inflected and len(head.term) >= SHORTEST_STEM else ""
            if _is_compound(head.term, listed, called, language.script):
                continue
            yield head.term + star, Meaning("kind", _HEADS.get(head.type, head.type))


def _is_compound(term: str, listed: Dictionary, called: Dictionary, script: str) -> bool:
    """True where two listed words side by side say as much: 文化 + 部, Staats + oper."""
    if script == "Han":
        cuts = range(1, len(term))
        first = (listed.in_han(term, 0, cut) or called.in_han(term, 0, cut) for cut in cuts)
        return any(one and listed.in_han(term, cut, len(term)) for one, cut in zip(first, cuts, strict=True))
    if script != "Latin":
        return False
    if " " in term:
        return all(listed.at([word], 0) for word in pattern_words(term))
    cut = listed.ending(term, 4)
    return bool(cut and cut[0])


def _names() -> Iterator[tuple[str, Meaning]]:
    for key, forms in table("names.toml")["names"].items():
        yield from ((form, Meaning("name", key)) for form in forms)


@cache
def words() -> Dictionary:
    return Dictionary([*_listed(), *_heads()])


@cache
def names() -> Dictionary:
    return Dictionary(_names())


@cache
def parts_of(key: str) -> tuple[str, ...]:
    """A word that says two things at once, taken apart."""
    return tuple(table("words.toml")["parts"].get(key, (key,)))


@cache
def sort_of() -> Mapping[str, Sort]:
    """The sort of each meaning."""
    rows = table("words.toml")
    listed: dict[str, Sort] = {key: sort for sort in SORTS for key in rows[sort]}
    heads: dict[str, Sort] = {meaning.key: "kind" for _, meaning in _heads()}
    return heads | listed


@cache
def nearness() -> Mapping[tuple[str, str], float]:
    """How near one meaning is to another, both ways; what one says of itself it says of what it implies."""
    rows = table("words.toml")
    near: dict[tuple[str, str], float] = {}
    for one, others in rows["near"].items():
        for other, value in others.items():
            near[one, other] = near[other, one] = float(value)
    return near


@cache
def implied() -> Mapping[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table("words.toml")["implies"].items()}
