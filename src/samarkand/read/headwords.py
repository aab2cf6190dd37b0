"""A text as words, and which of them head an institution's name in a language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from samarkand.codebook.languages import Language, OrganisationHead, load_languages

Span = tuple[int, int, str]
"""Start, end and kind of a name within its passage."""

_ELISION = r"(?:[dlnsmtjc]|qu|dell|nell|dall|sull|all|un|quell)['’](?=\w)"
_WORD = re.compile(rf"{_ELISION}|\w+(?:[\-‐‑]\w+)*|&", re.IGNORECASE)
STRICT = frozenset(
    (
        *("museum", "theatre", "orchestra", "library", "archive", "festival", "university", "school", "institute"),
        *("centre", "company", "city", "press", "publisher", "broadcaster"),
    )
)
"""Kinds of which a country has many: with a people's adjective alone, or a field, they name nobody."""

NATIONAL = frozenset(("ministry", "embassy", "government", "agency"))
"""Kinds of which a country has one."""

_COMPOUNDING = frozenset({"de", "sv"})
_LONGEST_PART = 24
_SHORTEST_PART, _SHORTEST_FOREIGN_PART = 5, 6
"""A shorter word at the end of a longer one is mostly chance; more so where the text is in another language."""


@dataclass(frozen=True, slots=True)
class Word:
    """`folded` is lower-case with a straight apostrophe."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    return [Word(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'")) for m in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Head:
    """Words `first` to `last`, both within; `is_compound` where the head word ends a longer one."""

    first: int
    last: int
    kind: str
    is_compound: bool


class Heads:
    """The head words of one language, or of several, by their first word."""

    def __init__(self, heads: Iterable[OrganisationHead], endings: Iterable[str], shortest_part: int = 0) -> None:
        """`shortest_part` is the least length of a head within a compound; 0 where the language has none."""
        self._shortest_part = shortest_part
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        endings = tuple(endings)
        for head in heads:
            for ending in endings:
                parts = tuple(word.folded for word in words_of(head.term + ending))
                rows = self._by_first.setdefault(parts[0], [])
                if all(parts != known for known, _ in rows):
                    rows.append((parts, head.type))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def find(self, words: list[Word]) -> list[Head]:
        """Heads in order; of several that start at one word the longest."""
        return [head for at in range(len(words)) if (head := self.at(words, at))]

    def at(self, words: list[Word], at: int) -> Head | None:
        folded = words[at].folded
        for parts, kind in self._by_first.get(folded, ()):
            if tuple(word.folded for word in words[at : at + len(parts)]) == parts:
                return Head(at, at + len(parts) - 1, kind, False)
        kind_ = self._in_compound(folded.rsplit("-", 1)[-1]) or self._in_compound(folded)
        return Head(at, at, kind_, True) if kind_ else None

    def _in_compound(self, folded: str) -> str | None:
        """Kind of the longest head word that ends the word."""
        if not self._shortest_part:
            return self._whole(folded)
        for cut in range(max(1, len(folded) - _LONGEST_PART), len(folded) - self._shortest_part + 1):
            if kind := self._whole(folded[cut:]):
                return kind
        return self._whole(folded)

    def _whole(self, word: str) -> str | None:
        return next((kind for parts, kind in self._by_first.get(word, ()) if len(parts) == 1), None)

    def kind_of(self, form: str) -> str | None:
        """Kind of the first head word in a name."""
        found = self.find(words_of(form))
        return found[0].kind if found else self._of_ending(form)

    def _of_ending(self, form: str) -> str | None:
        """For scripts without spaces."""
        starts = range(max(0, len(form) - _LONGEST_PART), len(form) - 1)
        return next((kind for at in starts if (kind := self._whole(form[at:]))), None)


@cache
def _heads(code: str, shortest_part: int = _SHORTEST_PART) -> Heads:
    language = load_languages()[code]
    part = shortest_part if code in _COMPOUNDING else 0
    return Heads(language.organisations, language.organisation_words.endings, part)


def heads_of(language: Language) -> Heads:
    return _heads(language.code)


@cache
def foreign_heads(code: str) -> Mapping[str, Heads]:
    """Heads of the other languages written in Latin letters."""
    others = (lang.code for lang in load_languages().values() if lang.script == "Latin" and lang.code != code)
    return {other: _heads(other, _SHORTEST_FOREIGN_PART) for other in others}
