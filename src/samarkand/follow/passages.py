"""A document as sentences with what following needs of each: cues, parties, proper names, terms, dates."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.period import Period
from samarkand.follow.words import DONE, OBJECT, TERM, Cue, Words
from samarkand.gazetteer.find import Gazetteer, Hit
from samarkand.gazetteer.territories import state_of
from samarkand.text.dates import FoundDate, find_dates
from samarkand.text.folding import bare, fold
from samarkand.text.sentences import MAX_SENTENCE, sentence_spans

_QUOTED = re.compile(r"[“«„\"‘《]\s?([^“”«»„\"’》《‘\n]{2,60}?)\s?[”»“\"’》]")
_PLAIN_QUOTES = frozenset("\"'")


@dataclass(frozen=True)
class Passage:
    """`start` and `end` count code points of the document's `whole`; `number` 0 is the title."""

    document: Document
    number: int
    start: int
    end: int
    cues: tuple[Cue, ...]
    hits: tuple[Hit, ...]
    words: Words

    @cached_property
    def text(self) -> str:
        return self.document.whole[self.start : self.end]

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def bare_text(self) -> str:
        """Lower case without accents."""
        return bare(self.text)

    @cached_property
    def run_together(self) -> str:
        """The bare text without marks; in Han without spaces too."""
        return re.sub(r"\W+", "" if self.words.language.is_han else " ", self.bare_text)

    def count(self, kind: str) -> int:
        return sum(cue.kind == kind for cue in self.cues)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """Types whose terms stand here, the one with most letters of them first."""
        return self._weightiest(TERM)

    @cached_property
    def objects(self) -> tuple[str, ...]:
        """Types of the things here that can be seen to be done, likewise."""
        return self._weightiest(OBJECT)

    def _weightiest(self, kind: str) -> tuple[str, ...]:
        weight: dict[str, int] = {}
        for cue in self.cues:
            if cue.kind == kind:
                weight[cue.value] = weight.get(cue.value, 0) + cue.end - cue.start
        return tuple(sorted(weight, key=lambda code: (-weight[code], code)))

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(hit.code for hit in self.hits)

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """What stands between quotation marks, as a proper name would."""
        return tuple(dict.fromkeys(m.group(1).strip() for m in _QUOTED.finditer(self.text)))

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        return tuple(find_dates(self.folded, self.words.language, self.document.period, 1))

    def speaks_of(self, stage: str, type_: str) -> int:
        """Cues of fulfilment that fit the type."""
        return sum(cue.kind == stage and cue.value in ("*", type_) for cue in self.cues)

    @cached_property
    def future(self) -> int:
        return self.count("future") + self.words.future_verbs(self.folded)

    @cached_property
    def past(self) -> int:
        return self.count("report") + self.count(DONE)


def _of_today(hit: Hit) -> Hit:
    state = state_of(hit.code)
    return hit if state == hit.code else hit._replace(code=state)


def _within(starts: Sequence[int], a: int, b: int) -> slice:
    return slice(bisect_left(starts, a), bisect_left(starts, b))


def passages_of(document: Document, words: Words, gazetteer: Gazetteer) -> list[Passage]:
    """All sentences, the title first where there is one."""
    whole, offset = document.whole, len(document.title) + 1
    spans = [(0, min(len(document.title), MAX_SENTENCE))] if document.title.strip() else []
    first = 0 if spans else 1
    spans += [(a + offset, b + offset) for a, b in sentence_spans(document.text)]
    hits = [_of_today(hit) for hit in gazetteer.find(whole, document.lang)]
    cues = words.find(fold(whole))
    hit_starts, cue_starts = [h.start for h in hits], [c.start for c in cues]
    return [
        Passage(
            document, number + first, a, b,
            tuple(cues[_within(cue_starts, a, b)]), tuple(hits[_within(hit_starts, a, b)]), words,
        )
        for number, (a, b) in enumerate(spans)
    ]  # fmt: skip


def overlapping(mentions: Sequence[Mention], passage: Passage) -> Iterator[Mention]:
    """Mentions whose quote touches the passage."""
    return (m for m in mentions if m.quote.start < passage.end and m.quote.end > passage.start)


def periods(passage: Passage) -> tuple[Period, ...]:
    return tuple(found.period for found in passage.dates)
