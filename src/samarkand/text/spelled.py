"""Numbers in words: vingt-deux, zweihundert, two hundred and fifty, خمسة وعشرين."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from samarkand.codebook.numerals import Numerals

_ENDLESS = float("inf")


def any_of(words: Iterable[str]) -> str:
    """An alternative of literal words, the longest first; one that never matches where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


@dataclass(slots=True)
class _Sum:
    """A number as it grows word by word: what is multiplied already, and what still may be."""

    whole: float = 0.0
    open: float = 0.0
    lowest: float = _ENDLESS

    @property
    def value(self) -> float:
        return self.whole + self.open

    def scale(self, factor: float, bare: bool) -> bool:
        if not self.open and not bare:
            return False
        if factor == 100:
            if self.open >= 100:
                return False
            self.open = (self.open or 1) * factor
            return True
        if factor >= self.lowest:
            return False
        self.whole, self.open, self.lowest = self.whole + (self.open or 1) * factor, 0.0, factor
        return True

    def add(self, value: float, reversed_: bool) -> bool:
        rest = self.open % 100
        fits = (
            not self.open
            or (rest == 0 and value < 100)
            or (rest >= 20 and rest % 10 == 0 and value < 10)
            or (rest in {60, 80} and 10 < value < 20)
            or (reversed_ and 0 < rest < 10 and 20 <= value < 100)
        )
        if fits and value < self.lowest:
            self.open += value
            return True
        return False


@cache
def _chain(numerals: Numerals) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A run of number words, and a step from one to the next."""
    word = any_of([*numerals.words, *numerals.scales])
    and_ = any_of(numerals.conjunctions)
    spaced = rf"[\s-]+(?:(?:{and_})[\s-]+)?" if not numerals.units_first else rf"\s+(?:{and_})?"
    joint = rf"(?:{spaced}|(?:{and_})?)" if numerals.compound else rf"(?:{spaced})"
    before = rf"(?<!\w)(?:{any_of(numerals.prefixes)})?" if numerals.prefixes else r"(?<!\w)"
    after = rf"(?!\w)|(?={any_of(numerals.glued)})" if numerals.glued else r"(?!\w)"
    return re.compile(rf"{before}(?P<run>(?:{word})(?:{joint}(?:{word}))*)(?:{after})"), re.compile(
        rf"(?P<joint>{joint})(?P<word>{word})"
    )


def _is_vague(text: str, start: int, numerals: Numerals) -> bool:
    before = text[max(0, start - 16) : start].rstrip()
    return any(before.endswith(word) for word in numerals.vague)


def _sums(run: str, numerals: Numerals, step: re.Pattern[str]) -> Iterator[tuple[int, int, float]]:
    """The numbers of a run; where the next word cannot go on, another one starts."""
    first = max((w for w in (*numerals.words, *numerals.scales) if run.startswith(w)), key=len)
    sum_, start, end = _Sum(), 0, len(first)
    _goes_on(sum_, first, "", numerals)
    while found := step.match(run, end):
        if not _goes_on(sum_, found["word"], found["joint"], numerals):
            yield start, end, sum_.value
            sum_, start = _Sum(), found.start("word")
            _goes_on(sum_, found["word"], "", numerals)
        end = found.end()
    yield start, end, sum_.value


def _goes_on(sum_: _Sum, word: str, between: str, numerals: Numerals) -> bool:
    if word in numerals.scales and not (word in numerals.words and not sum_.open):
        return sum_.scale(numerals.scales[word], word in numerals.bare)
    joined = between.strip() in numerals.conjunctions
    return sum_.add(
        numerals.words[word], numerals.units_first and joined and not (numerals.compound and " " in between)
    )


def spelled_numbers(folded: str, numerals: Numerals) -> Iterator[tuple[int, int, float]]:
    """(start, end, value) of the numbers in words; a lone article and what stands behind "several" are none."""
    chain, step = _chain(numerals)
    for found in chain.finditer(folded):
        offset = found.start("run")
        if _is_vague(folded, offset, numerals):
            continue
        for start, end, value in _sums(found["run"], numerals, step):
            if value > 1:
                yield offset + start, offset + end, value
