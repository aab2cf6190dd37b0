"""Names in Arabic: a head word freed of what is written onto it, and the definite words and names after it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from samarkand.codebook.languages import Language, load_languages
from samarkand.gazetteer.find import Hit
from samarkand.read.headwords import NATIONAL, STRICT, Span

_WORD = re.compile(r"[\u0621-\u065f\u066e-\u06d3]+")
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": ""})
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_QUOTED = re.compile(r"[ ]?[«\"“]([^«»\"“”،.]{2,40})[»\"”]")
_LONGEST = 7
_PLURALS = ("ات", "ون", "ين")
_OFFICES = frozenset({"ministry", "agency", "association", "body", "foundation", "centre", "institute", "university"})


def _same(word: str) -> str:
    return word.translate(_SAME)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    same: str

    @property
    def is_definite(self) -> bool:
        return self.same.startswith("ال") and len(self.same) > 3


class _Rules:
    def __init__(self, language: Language) -> None:
        words = language.organisation_words
        self.kinds: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for head in language.organisations:
            first, *more = (_same(part) for part in head.term.split())
            self.kinds.setdefault(first, []).append((tuple(more), head.type))
        for rows in self.kinds.values():
            rows.sort(key=lambda row: -len(row[0]))
        self.titles = frozenset(map(_same, words.titles))
        self.chain = frozenset(map(_same, words.small))
        self.rulers = frozenset(map(_same, words.before))
        self.own = frozenset(map(_same, (*words.fields, *words.adjectives)))


@cache
def _rules(code: str) -> _Rules:
    return _Rules(load_languages()[code])


def arabic_names(text: str, hits: Sequence[Hit], language: Language) -> Iterator[Span]:
    """Every head word with a tail that names somebody."""
    rules = _rules(language.code)
    words = [_Word(m.start(), m.end(), _same(m.group())) for m in _WORD.finditer(text)]
    tail = _Tail(text, words, hits, rules)
    for at, word in enumerate(words):
        for start, stem, definite in _stems(word):
            if stem in rules.kinds:
                yield from tail.name(at, start, stem, definite)
                break


def _stems(word: _Word) -> Iterator[tuple[int, str, bool]]:
    """Start, bare word, and whether it is definite: the whole word first, then freed of one and two letters."""
    for proclitic in _PROCLITICS:
        if word.same.startswith(proclitic):
            rest = word.same[len(proclitic) :]
            if rest.startswith("ال"):
                yield word.start + len(proclitic), rest[2:], True
            elif proclitic.endswith("ل") and rest.startswith("ل"):
                yield word.start + len(proclitic) + 1, rest[1:], True
            yield word.start + len(proclitic), rest, False


class _Tail:
    """What follows the head words of one text."""

    def __init__(self, text: str, words: Sequence[_Word], hits: Sequence[Hit], rules: _Rules) -> None:
        self._text, self._words, self._rules = text, words, rules
        self._hits = {hit.start: hit for hit in hits if hit.kind != "people"}
        self._peoples = {hit.start for hit in hits if hit.kind == "people"}
        self._at = {word.start: i for i, word in enumerate(words)}

    def name(self, at: int, start: int, stem: str, definite: bool) -> Iterator[Span]:
        found = self._head(at, stem)
        if found is None or (definite and self._is_known(start)):
            return
        more, kind = found
        last = at + len(more)
        if quoted := _QUOTED.match(self._text, self._words[last].end):
            yield start, quoted.end(), kind
            return
        if definite and not more:
            end, sure = self._adjectives(last, kind)
            sure = sure or (kind not in STRICT and end > last + 1)
        else:
            end, sure = self._possessors(last, kind)
            sure = sure or bool(more)
        end, placed = self._placed(end, kind)
        if sure or placed:
            yield start, self._words[end].end, kind

    def _is_known(self, start: int) -> bool:
        """A name the gazetteer knows whole: what follows is somebody's office in it."""
        hit = self._hits.get(start)
        return hit is not None and hit.kind in ("body", "institution")

    def _head(self, at: int, stem: str) -> tuple[tuple[str, ...], str] | None:
        for more, kind in self._rules.kinds[stem]:
            following = tuple(word.same for word in self._words[at + 1 : at + 1 + len(more)])
            if following == more:
                return more, kind
        return None

    def _next(self, at: int) -> _Word | None:
        """The word after, if nothing but a space lies between."""
        if at + 1 >= len(self._words):
            return None
        word = self._words[at + 1]
        if self._text[self._words[at].end : word.start] not in (" ", "\u00a0"):
            return None
        return None if word.same in self._rules.titles else word

    def _adjectives(self, last: int, kind: str) -> tuple[int, bool]:
        """After a definite head: definite adjectives, and what the office is for. Sure where one is of a people."""
        sure = False
        while (word := self._next(last)) and last < len(self._words):
            people = self._is_people(word)
            purpose = self._is_purpose(word) or (kind in _OFFICES and word.same.startswith("لل"))
            joined = sure and word.same.startswith("وال") and word.same[1:] in self._rules.own
            if not (people or purpose or joined or (word.is_definite and word.same in self._rules.own)):
                break
            sure = sure or purpose or (people and kind != "company")
            last += 1
        return last, sure

    def _possessors(self, last: int, kind: str) -> tuple[int, bool]:
        """After a bare head: a name, a ruler's name, or definite words; then what may follow these."""
        head, sure = last, False
        while (word := self._next(last)) and last - head < _LONGEST:
            if reached := self._named(last + 1, word):
                last, sure = reached, True
            elif last == head + 1 and sure and word.is_definite and not word.same.endswith(_PLURALS):
                last += 1
            elif word.same in self._rules.rulers and last == head:
                last, sure = self._ruler(last + 1), True
            elif word.same in self._rules.chain and last - head < 2:
                last += 1
            elif self._goes_on(word, last == head or not sure, kind):
                last, sure = last + 1, True
            else:
                break
        while last > head and self._words[last].same in self._rules.chain:
            last -= 1
        return last, sure and last > head

    def _goes_on(self, word: _Word, is_first: bool, kind: str) -> bool:
        if self._is_people(word) or self._is_purpose(word):
            return not is_first or self._is_people(word)
        if word.same.startswith("وال") and kind in _OFFICES:
            return not is_first and word.same[1:] in self._rules.own
        if is_first:
            is_generic = word.same.endswith(_PLURALS) and kind not in ("body", "association")
            return (word.is_definite and not is_generic) or word.same in self._rules.own
        return word.same in self._rules.own

    def _ruler(self, at: int) -> int:
        """The ruler's own name: a word, and as often as بن or بنت follows, one more."""
        if not self._next(at):
            return at
        at += 1
        while (word := self._next(at)) and word.same in ("بن", "بنت", "ال", "عبد") and self._next(at + 1):
            at += 2
        return at

    def _named(self, at: int, word: _Word) -> int:
        """The last word of a name the gazetteer knows that starts here; 0 where there is none."""
        for start in (word.start, word.start + 2):
            if hit := self._hits.get(start):
                return self._last_within(at, hit.end)
        return 0

    def _last_within(self, at: int, end: int) -> int:
        while at + 1 < len(self._words) and self._words[at + 1].end <= end:
            at += 1
        return at

    def _is_people(self, word: _Word) -> bool:
        if not word.is_definite:
            return False
        # السعودية is both the country and its adjective.
        is_country = word.same.endswith("ية")
        return any(at in self._peoples or (is_country and at in self._hits) for at in (word.start, word.start + 2))

    def _is_purpose(self, word: _Word) -> bool:
        """للسياحة: for tourism."""
        return word.same.startswith("لل") and "ال" + word.same[2:] in self._rules.own

    def _placed(self, last: int, kind: str) -> tuple[int, bool]:
        """في تونس, بطوكيو: where an embassy or a centre is."""
        word = self._next(last)
        if word is None or kind not in NATIONAL | {"centre", "institute", "orchestra", "association", "body", "agency"}:
            return last, False
        if word.same in ("في", "لدي"):
            after = self._next(last + 1)
            reached = self._named(last + 2, after) if after else 0
            return (reached, True) if reached else (last, False)
        if word.same.startswith("ب") and (hit := self._hits.get(word.start + 1) or self._hits.get(word.start + 3)):
            return self._last_within(last + 1, hit.end), True
        return last, False
