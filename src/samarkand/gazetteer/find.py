"""Finds the names of countries, peoples, cities, bodies and institutions in running text."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import daachorse

from samarkand.gazetteer.boundary import (
    TONGUE_SIGNS,
    after_comma,
    arabic_word,
    beside_capitals,
    han_language,
    language_named,
    latin_word,
    side_word,
)
from samarkand.gazetteer.names import LANGUAGES
from samarkand.gazetteer.neighbours import BETWEEN, Divisions
from samarkand.gazetteer.signs import PairReader
from samarkand.gazetteer.tables import (
    ANY,
    COMMA_FLAG,
    GUESS_FLAG,
    KINDS,
    LANGUAGE_FLAG,
    RULES,
    SHY_FLAG,
    Tables,
    deserialise,
)

Span = tuple[int, int, int]
"""Start, end and pattern."""

_COMBINING, _HAN, _SIDE, _PAIR = (RULES.index(r) for r in ("combining", "han", "side", "pair"))
_SHORT = (_SIDE, _PAIR)
_SILENT = (KINDS.index("none"), KINDS.index("past"))
_PLACES = (KINDS.index("country"), KINDS.index("city"))
_SURROGATE = re.compile("[\ud800-\udfff]")


class Hit(NamedTuple):
    """A name found: offsets in code points of the text as given, and what the name stands for."""

    start: int
    end: int
    code: str
    kind: str
    place: str | None
    form: str


class Lexicon(NamedTuple):
    """The patterns of one language: the first row of each, or -1, and whether that row needs no thought."""

    first: list[int]
    plain: list[bool]


class Gazetteer:
    """All names in one automaton; a text is read once, whatever its language."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(tables.automaton)
        self._search: Callable[[str], list[Span]] = self._automaton.find_overlapping
        self._lexicons: dict[int, Lexicon] = {}
        self._divisions = Divisions(tables.regions, tables.towns)
        self._pairs = PairReader(tables.signs, tables.context.get("zh", {}))
        places = [place or None for place in tables.places]
        self._code = [tables.codes[i] for i in tables.code]
        self._kind = [KINDS[i] for i in tables.kind]
        self._place = [places[i] for i in tables.place]

    def find(self, text: str, lang: str | None) -> list[Hit]:
        """Non-overlapping names in order: of names that overlap, the one that starts first, then the longest.

        A name several countries share goes to the one the rest of the text speaks of most, else to the
        best known; a mere guess without such support is left out.
        """
        bit = 1 << LANGUAGES.index(lang) if lang in LANGUAGES else ANY
        lexicon = self._lexicons.get(bit) or self._lexicon(bit)
        first = lexicon.first
        spans = [(s, -e, p) for s, e, p in self._spans(text) if first[p] >= 0]
        spans.sort()
        chosen: list[Span] = []
        at = 0
        listed: list[int] = []
        for index, (start, minus_end, pattern) in enumerate(spans):
            if start >= at:
                row = first[pattern]
                if self._tables.rule[row] in _SHORT and self._runs_on(spans, index, first):
                    continue
                end = self._accept(text, start, -minus_end, row, lang)
                if end > 0:
                    if start - at == 2:
                        listed.append(len(chosen))
                    at = end
                    chosen.append((start, end, pattern))
                elif end:
                    at = -end
        return self._settle(text, chosen, lexicon, bit, listed)

    def _spans(self, text: str) -> list[Span]:
        """All patterns in the text. A lone surrogate, which is in none of them, is searched as U+FFFD."""
        try:
            return self._search(text)
        except UnicodeEncodeError:
            return self._search(_SURROGATE.sub("\ufffd", text))

    def codes(self, text: str, lang: str | None) -> set[str]:
        """The codes of all names found."""
        return {hit.code for hit in self.find(text, lang)}

    def _lexicon(self, bit: int) -> Lexicon:
        tables = self._tables
        lexicon = Lexicon([-1] * (len(tables.starts) - 1), [False] * (len(tables.starts) - 1))
        for pattern in range(len(lexicon.first)):
            last = tables.starts[pattern + 1]
            rows = [row for row in range(tables.starts[pattern], last) if tables.mask[row] & bit]
            if rows:
                row = rows[0]
                sure = tables.kind[row] not in _SILENT and tables.rule[row] != _PAIR and self._certain(row)
                lexicon.first[pattern] = row
                lexicon.plain[pattern] = sure and len(rows) == 1
        self._lexicons[bit] = lexicon
        return lexicon

    def _accept(self, text: str, start: int, end: int, row: int, lang: str | None) -> int:
        """The end of an admissible name, 0 where it is none, less than 0 where it names a language."""
        tables = self._tables
        rule = tables.rule[row]
        if rule == _HAN:
            if text[end : end + 1] in TONGUE_SIGNS and han_language(text, end, self._kind[row], tables.context["zh"]):
                return -end - 1
            return end
        if rule == _PAIR:
            return self._pairs.end_of_run(text, start, end)
        if rule == _SIDE:
            return end if side_word(text, start, end, tables.context["zh"]) else 0
        if rule == _COMBINING and text[end : end + 1] not in ("-", "\u2010", "\u2011"):
            return 0
        if "\u0600" <= text[start] <= "\u06ff":
            end = end if arabic_word(text, start, end) else 0
        else:
            end = latin_word(text, start, end, lang, self._kind[row])
        flags = tables.flags[row]
        if not end or not flags:
            return end
        if flags & COMMA_FLAG and not after_comma(text, start):
            return 0
        if flags & SHY_FLAG and beside_capitals(text, start, end):
            return 0
        words = tables.context.get(lang or "en", {})
        return 0 if flags & LANGUAGE_FLAG and language_named(text, start, end, words) else end

    def _runs_on(self, spans: list[Span], index: int, first: list[int]) -> bool:
        """True where a full name begins inside the short one: 驻伊 before 朗, 中印 before 尼."""
        start, minus_end, _ = spans[index]
        for later, minus_later, pattern in spans[index + 1 : index + 8]:
            if later > start + 1:
                break
            if later == start + 1 and minus_later < minus_end:
                return self._tables.rule[first[pattern]] not in _SHORT
        return False

    def _settle(self, text: str, chosen: list[Span], lexicon: Lexicon, bit: int, listed: list[int]) -> list[Hit]:
        first, plain = lexicon
        support: Counter[str] | None = None
        hits: list[Hit] = []
        linked = self._linked(text, chosen, listed, first, bit) if listed else None
        for start, end, pattern in chosen:
            row = first[pattern]
            if linked and (code := linked.get(start) or linked.get(-1 - pattern)):
                hits.append(Hit(start, end, code, *self._named(pattern, row, code), text[start:end]))
                continue
            if not plain[pattern]:
                if support is None:
                    support = Counter(self._code[first[p]] for _, _, p in chosen if plain[p])
                if self._tables.rule[row] == _PAIR:
                    hits += self._sign_hits(text, start, end, support)
                    continue
                row = self._best(pattern, row, bit, support)
            if row >= 0:
                place = self._place[row]
                hits.append(Hit(start, end, self._code[row], self._kind[row], place, text[start:end]))
        return hits

    def _linked(self, text: str, chosen: list[Span], listed: list[int], first: list[int], bit: int) -> dict[int, str]:
        """Codes settled by the next name, by the start of a name; by -1 - pattern for the rest of the text.

        `listed` are the positions in `chosen` of names two characters behind another name.
        """
        linked: dict[int, str] = {}
        differ: set[int] = set()
        kind = self._tables.kind
        for index in listed:
            start, end, pattern = chosen[index - 1]
            later, closing, after = chosen[index]
            if not index or kind[first[pattern]] not in _PLACES or text[end:later] != BETWEEN:
                continue
            if kind[first[after]] != _PLACES[0] and not self._divisions.country_of(text[later:closing]):
                continue
            code = self._divisions.settled(
                text[start:end], self._codes_of(pattern, bit), text[later:closing], self._codes_of(after, bit)
            )
            if code:
                linked[start] = linked[later] = code
                if linked.setdefault(-1 - pattern, code) != code:
                    differ.add(-1 - pattern)
        return {key: code for key, code in linked.items() if key not in differ}

    def _codes_of(self, pattern: int, bit: int) -> list[str]:
        rows = range(self._tables.starts[pattern], self._tables.starts[pattern + 1])
        return [self._code[row] for row in rows if self._tables.mask[row] & bit]

    def _named(self, pattern: int, row: int, code: str) -> tuple[str, str | None]:
        """Kind and place of the row of that code; a town without a row of its own shares the name of the first."""
        rows = range(self._tables.starts[pattern], self._tables.starts[pattern + 1])
        own = next((r for r in rows if self._code[r] == code), None)
        if own is not None:
            return self._kind[own], self._place[own]
        return "city", self._place[row]

    def _best(self, pattern: int, first: int, bit: int, support: Counter[str]) -> int:
        """The row the text speaks for; -1 for a phrase that is no name, and for a guess without support."""
        if self._tables.kind[first] in _SILENT:
            return -1
        rows = range(first, self._tables.starts[pattern + 1])
        rivals = [row for row in rows if self._tables.mask[row] & bit]
        weights = [support[self._code[row]] for row in rivals]
        top = max(weights)
        best = rivals[weights.index(top)]
        if not self._certain(first):
            return best if top else -1
        return best if top > 3 * weights[0] + 1 else first

    def _certain(self, row: int) -> bool:
        return not self._tables.flags[row] & GUESS_FLAG

    def _sign_hits(self, text: str, start: int, end: int, support: Counter[str]) -> list[Hit]:
        hits = []
        for at in range(start, end):
            code = self._pairs.code(text[at], support)
            if code:
                hits.append(Hit(at, at + 1, code, "people", None, text[at]))
        return hits


@cache
def load() -> Gazetteer:
    """The gazetteer that ships with the package."""
    return Gazetteer(deserialise(files("samarkand.gazetteer").joinpath("names.bin").read_bytes()))
