"""The codebook's terms and a language's cues, found in running text in one pass."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from samarkand.codebook.languages import Language
from samarkand.codebook.types import Codebook
from samarkand.text.folding import encodable

TERM = "term"
TOPIC = "topic"
_CLITICS = frozenset(
    ["و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وب", "ول", "وف", "فب", "فل", "وس"]
)
_COMPOUNDING = frozenset({"de", "sv"})
_COMPOUND_PART = 6


class Cue(NamedTuple):
    """A found word: `kind` is `term`, `stage`, `negation`, …; `value` the type, stage or axis value it hints at."""

    start: int
    end: int
    kind: str
    value: str


def _labels(codebook: Codebook, language: Language) -> Iterator[tuple[str, str, str]]:
    code = language.code
    for kind in codebook.types:
        yield from ((term, TERM, kind.code) for term in kind.terms.get(code, ()))
    for stage, cues in language.stage.items():
        yield from ((cue, "stage", stage.value) for cue in cues)
    flat = {
        "negation": language.negation,
        "hypothesis": language.hypothesis,
        "background": language.background,
        "both": language.both_sides,
        "foreign": language.foreign_unnamed,
        "own": language.own_country,
        "place": language.place_before,
    }
    for kind_, cues in flat.items():
        yield from ((cue, kind_, "") for cue in cues)
    for axis, values in language.axes.items():
        for value, cues in values.items():
            yield from ((cue, axis, value) for cue in cues)
    for topic, words in language.topics.items():
        yield from ((word, TOPIC, topic) for word in words)


class Lexicon:
    """All cues of one language in one automaton; searches lower-cased text of the same length."""

    def __init__(self, codebook: Codebook, language: Language) -> None:
        self.language = language
        self._by_pattern: dict[str, list[tuple[str, str]]] = {}
        for pattern, kind, value in _labels(codebook, language):
            labels = self._by_pattern.setdefault(pattern.lower(), [])
            if (kind, value) not in labels:
                labels.append((kind, value))
        self._patterns = [p for p in sorted(self._by_pattern) if p.strip()]
        self._labels = [self._by_pattern[p] for p in self._patterns]

    @cached_property
    def _automaton(self) -> Any:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        return CharwiseDoubleArrayAhoCorasick(self._patterns)

    def find(self, folded: str) -> list[Cue]:
        """Every cue that starts where a word may start, in the order of their ends."""
        spans, labels, language = self._spans(folded), self._labels, self.language
        if not language.is_han:
            shifted, joins = f" {folded}", language.script == "Arabic" or language.code in _COMPOUNDING
            spans = [
                (start, end, number)
                for start, end, number in spans
                if not shifted[start].isalnum() or (joins and may_start(folded, start, end - start, language))
            ]
        return [Cue(start, end, kind, value) for start, end, number in spans for kind, value in labels[number]]

    def _spans(self, folded: str) -> list[tuple[int, int, int]]:
        try:
            found: list[tuple[int, int, int]] = self._automaton.find_overlapping(folded)
        except UnicodeEncodeError:
            found = self._automaton.find_overlapping(encodable(folded))
        return found


def may_start(folded: str, start: int, length: int, language: Language) -> bool:
    """May a word start there, by the script: anywhere in Han, after clitics in Arabic, in compounds if long enough?"""
    if language.is_han or start == 0 or not folded[start - 1].isalnum():
        return True
    if language.script == "Arabic":
        return _before(folded, start) in _CLITICS
    return language.code in _COMPOUNDING and length >= _COMPOUND_PART


def _before(folded: str, start: int) -> str:
    at = start
    while at > 0 and folded[at - 1].isalnum() and start - at < 4:
        at -= 1
    return folded[at:start]


def lexicons(codebook: Codebook, languages: Mapping[str, Language]) -> dict[str, Lexicon]:
    return {code: Lexicon(codebook, language) for code, language in languages.items()}
