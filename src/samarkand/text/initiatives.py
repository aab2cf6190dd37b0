"""Names of initiatives in running text, whatever ending, clitic or compound they stand in there."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from samarkand.codebook.initiatives import EVERY, Initiative, load_initiatives
from samarkand.text.folding import encodable, fold
from samarkand.text.inflected import pattern_of, plain, stem_of, words_apart

_SIGHT = 300
"""Code points on either side within which a word that a name needs must stand."""
_SLACK = 24
_FOREIGN = "en"
"""Names in this language are looked for in every text: official texts of all languages quote them."""
_SCRIPTS = {"ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "zh": ("\u2e80", "\uffff")}
"""Languages of the codebook with a script of their own, and its letters."""
_UNSPACED = frozenset({"zh"})


class Found(NamedTuple):
    """Code points `start` to `end` of the text as given name the initiative `id`."""

    start: int
    end: int
    id: str


class _Name(NamedTuple):
    """`id` is empty for a look-alike; `lang` is the language whose endings the form takes."""

    id: str
    form: str
    lang: str
    near: tuple[str, ...]

    def around(self, written: str, start: int, end: int) -> re.Match[str] | None:
        """The name that takes in the stem found at `start` to `end`."""
        reach, pattern = len(self.form) + _SLACK, _pattern(self.form, self.lang)
        last = min(len(written), end + reach)
        found = pattern.search(written, max(0, start - reach), last)
        while found and found.end() <= start:
            found = pattern.search(written, found.end(), last)
        return found if found and found.start() <= start else None


@cache
def _pattern(form: str, lang: str) -> re.Pattern[str]:
    """Compiled when first needed: of some thousand names a text holds few."""
    return re.compile(pattern_of(form, lang))


class Names:
    """The names and look-alikes of one language, by the stem that gives them away, in one automaton."""

    def __init__(self, initiatives: Iterable[Initiative], lang: str) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        by_stem: dict[str, list[_Name]] = {}
        for name in _forms(initiatives, lang):
            by_stem.setdefault(stem_of(name.form, name.lang), []).append(name)
        stems = sorted(by_stem)
        self._names = [by_stem[stem] for stem in stems]
        self._automaton: Any = CharwiseDoubleArrayAhoCorasick(stems) if stems else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Names that lie within `start` to `end`, in order; of those that overlap the longest. What surrounds them is
        seen too: a name may need a word that stands before `start`."""
        end = len(text) if end is None else end
        low, high = max(0, start - _SIGHT), min(len(text), end + _SIGHT)
        written = plain(text[low:high])
        folded = fold(encodable(written))
        spans = {
            (low + a, low + b, name.id)
            for a, b, name in self._spans(written, folded)
            if start <= low + a and low + b <= end and _in_company(name, folded, a, b)
        }
        return _longest(spans)

    def _spans(self, written: str, folded: str) -> Iterable[tuple[int, int, _Name]]:
        if self._automaton is None:
            return
        apart = words_apart(written)
        for a, b, number in self._automaton.find_overlapping(folded):
            for name in self._names[number]:
                if found := name.around(written if name.lang in _UNSPACED else apart, a, b):
                    yield found.start(), found.end(), name


def _forms(initiatives: Iterable[Initiative], lang: str) -> Iterable[_Name]:
    for initiative in initiatives:
        for alias in initiative.aliases:
            if alias.lang in (lang, EVERY, _FOREIGN):
                near = tuple(fold(plain(word)) for word in alias.near)
                yield _Name(initiative.id, alias.form, _endings(alias.form, alias.lang, lang), near)
        for lookalike in initiative.lookalikes:
            for form in lookalike.forms:
                yield _Name("", form, _endings(form, EVERY, lang), ())


def _endings(form: str, written: str, lang: str) -> str:
    """A name of every language takes the endings of the text's, where the text is in the script of the name."""
    if written != EVERY:
        return written
    own = next((code for code, (first, last) in _SCRIPTS.items() if any(first <= c <= last for c in form)), _FOREIGN)
    return lang if own == _FOREIGN and lang not in _SCRIPTS else own


def _in_company(name: _Name, folded: str, start: int, end: int) -> bool:
    if not name.near:
        return True
    around = folded[max(0, start - _SIGHT) : start] + " " + folded[end : end + _SIGHT]
    return any(word in around for word in name.near)


def _longest(spans: Iterable[tuple[int, int, str]]) -> list[Found]:
    """Without what overlaps a longer name, and without look-alikes."""
    kept: list[Found] = []
    for start, end, id_ in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        at = bisect_left(kept, (end,)) - 1
        if at < 0 or kept[at].end <= start:
            kept.insert(at + 1, Found(start, end, id_))
    return [found for found in kept if found.id]


@cache
def names(lang: str) -> Names:
    """The names of the codebook's initiatives for texts in that language."""
    return Names(load_initiatives().values(), lang)
