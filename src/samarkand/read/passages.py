"""A document as passages: each sentence with the names and cues that stand in it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Protocol, TypeVar

from samarkand.domain.document import Document
from samarkand.gazetteer.find import Gazetteer, Hit
from samarkand.gazetteer.territories import state_of
from samarkand.read.apart import cues_apart
from samarkand.read.lexicon import TERM, Cue, Lexicon
from samarkand.text.folding import fold
from samarkand.text.sentences import MAX_SENTENCE, sentence_spans

_GAP = 4
_LANDS = ("country", "people", "city")


@dataclass(frozen=True)
class Passage:
    """`start` and `end` count code points of the whole document; `number` 0 is the title."""

    number: int
    start: int
    end: int
    text: str
    cues: tuple[Cue, ...]
    names: tuple[Hit, ...]

    def values(self, kind: str) -> list[str]:
        return [cue.value for cue in self.cues if cue.kind == kind]

    def has(self, kind: str) -> bool:
        return any(True for cue in self.cues if cue.kind == kind)

    def tells(self, types: frozenset[str]) -> bool:
        """Is there a term of one of the types?"""
        return bool(types) and not types.isdisjoint(self.values(TERM))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the parties named, in order of appearance."""
        return tuple(dict.fromkeys(hit.code for hit in self.names))

    @cached_property
    def located(self) -> list[Hit]:
        """Names right after a word of place."""
        if not self.names:
            return []
        ends = {cue.end for cue in self.cues if cue.kind == "place"}
        return [hit for hit in self.names if any(hit.start - gap in ends for gap in range(_GAP))]


def cues_beside(cues: Sequence[Cue], names: Sequence[Hit]) -> list[Cue]:
    """Without those that run into the name of a country, a people or a city; an institution's own words do tell."""
    return cues_apart(cues, [hit for hit in names if hit.kind in _LANDS])


S = TypeVar("S", bound="_Spanned")


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...


def _slices(found: Sequence[S], spans: Sequence[tuple[int, int]]) -> list[tuple[S, ...]]:
    if not found:
        return [()] * len(spans)
    starts = [item.start for item in found]
    return [tuple(found[bisect_left(starts, a) : bisect_left(starts, b)]) for a, b in spans]


def _of_today(hit: Hit) -> Hit:
    """A territory stands for the state it belongs to: within one state nothing crosses a border."""
    state = state_of(hit.code)
    return hit if state == hit.code else hit._replace(code=state)


def split(document: Document, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Passage]:
    """All passages of a document, title first where there is one, cut where it is longer than any sentence."""
    whole = document.whole
    offset = len(document.title) + 1
    spans = [(0, min(len(document.title), MAX_SENTENCE))] if document.title.strip() else []
    spans += [(a + offset, b + offset) for a, b in sentence_spans(document.text)]
    names = [_of_today(hit) for hit in gazetteer.find(whole, lexicon.language.code)]
    cues = sorted(cues_beside(lexicon.find(fold(whole)), names), key=attrgetter("start"))
    title = 0 if document.title.strip() else 1
    return [
        Passage(number + title, a, b, whole[a:b], own_cues, own_names)
        for number, ((a, b), own_cues, own_names) in enumerate(
            zip(spans, _slices(cues, spans), _slices(names, spans), strict=True)
        )
    ]
