"""Names in Han characters: what stands before the head word, back to a particle, a verb or a mark."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from samarkand.codebook.languages import Language, load_languages
from samarkand.gazetteer.find import Hit
from samarkand.read.headwords import NATIONAL, STRICT, Span

_LONGEST = 18
_LONGEST_UNKNOWN = 8
"""Without a name the gazetteer knows, a longer run is more likely part of a sentence."""

_COMMON = frozenset({"school", "company"})
"""Kinds whose head words stand in any sentence: named only beside a place."""

_NO_NAME = r"[^\u25a1\u4e00-\u9fff·0-9A-Za-z]|\d+[年月日时分届场次名个]|[一二两三四五六七八九十百千万数几\d]+[余多]?[家座个名位所支批次届]"
_HELD = "\u25a1"


class _Rules:
    def __init__(self, language: Language) -> None:
        words = language.organisation_words
        kinds = {head.term: head.type for head in language.organisations}
        self.kinds = kinds
        self.heads = _any(kinds)
        self.alone = _any(words.alone)
        self.held = _any(words.small)
        self.stops = re.compile(f"{_NO_NAME}|{_any(words.never).pattern}")
        self.generic = _any([*words.adjectives, *kinds])
        self.after = tuple(words.titles)

    def kind_alone(self, name: str) -> str:
        longest = max((term for term in self.kinds if name.endswith(term)), key=len, default="")
        return self.kinds.get(longest, "ministry" if name.endswith("部") else "agency")


def _any(words: Sequence[str] | dict[str, str] | frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))))


@cache
def _rules(code: str) -> _Rules:
    return _Rules(load_languages()[code])


def han_names(text: str, hits: Sequence[Hit], language: Language) -> Iterator[Span]:
    """Every name that ends in a head word, and those that need none."""
    rules = _rules(language.code)
    for m in rules.alone.finditer(text):
        yield m.start(), m.end(), rules.kind_alone(m.group())
    held = _held(text, hits, rules)
    for m in rules.heads.finditer(text):
        if text.startswith(rules.after, m.end()):
            continue
        start = _start(text, held, hits, m.start(), rules)
        kind = rules.kinds[m.group()]
        if start < m.start() and _is_name(text[start : m.start()], _inside(hits, start, m.end()), start, kind, rules):
            yield start, m.end(), kind


def _held(text: str, hits: Sequence[Hit], rules: _Rules) -> str:
    """The text with all that is part of a name for certain hidden from the stops."""
    letters = list(text)
    spans = [m.span() for m in rules.held.finditer(text)] + [m.span() for m in rules.alone.finditer(text)]
    for a, b in [*spans, *((hit.start, hit.end) for hit in hits)]:
        letters[a:b] = _HELD * (b - a)
    return "".join(letters)


def _inside(hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
    return [hit for hit in hits if start <= hit.start and hit.end <= end]


def _start(text: str, held: str, hits: Sequence[Hit], head: int, rules: _Rules) -> int:
    """Where the run before the head begins; at the first known place in it, unless that is part of a person's name."""
    earliest = max(0, head - _LONGEST)
    start = earliest
    for m in rules.stops.finditer(held, earliest, head):
        start = m.end()
    known = [hit.start for hit in hits if start <= hit.start < head]
    if known and "·" not in text[start : known[0]] and not rules.heads.search(text, start, known[0]):
        return known[0]
    return start


def _is_name(before: str, hits: Sequence[Hit], start: int, kind: str, rules: _Rules) -> bool:
    rest = _without(before, hits, start)
    own = rules.generic.sub("", rest)
    if any(hit.kind in ("city", "institution", "body") for hit in hits):
        return True
    if any(len(hit.form) > 1 for hit in hits):
        return bool(rest) or kind in NATIONAL or kind not in STRICT
    if hits:
        return len(own) > 0 or kind in NATIONAL
    return kind not in _COMMON and len(own) >= 2 and len(rest) <= _LONGEST_UNKNOWN


def _without(before: str, hits: Sequence[Hit], start: int) -> str:
    letters = list(before)
    for hit in hits:
        letters[hit.start - start : hit.end - start] = [" "] * len(letters[hit.start - start : hit.end - start])
    return "".join(letters).replace(" ", "")
