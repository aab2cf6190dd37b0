"""The local reader: no network, no GPU, the same mentions on every machine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.ports.encoder import Encoder
from samarkand.read.candidate import Candidate
from samarkand.read.compose import compose
from samarkand.read.confidence import Calibration, Signals
from samarkand.read.lexicon import TERM
from samarkand.read.passages import Passage
from samarkand.read.settle import settle
from samarkand.read.signals import log_odds, signals_of
from samarkand.read.survey import Survey
from samarkand.read.verdicts import Verdict, verdicts
from samarkand.read.weights import Learnt

VERSION = "4"
PROMISING = 0.015
"""A passage whose words, names and place in the document give it less than this is not looked at again."""
MIN_CHARACTERS = 8
_BATCH = 512

Weighed = tuple[Document, list[tuple[Mention, Signals]]]


@dataclass(frozen=True)
class Reader:
    """Everything the reading depends on. `VERSION` of this module changes whenever a mention could.

    `added` are types nobody annotated documents for: their terms open the gate, their examples alone decide.
    """

    survey: Survey
    learnt: Learnt
    encoder: Encoder
    calibration: Calibration
    threshold: float
    added: frozenset[str] = frozenset()

    def reads(self, document: Document) -> bool:
        """Is the document in a language of the codebook?"""
        return self.survey.reads(document)

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Mention]]]:
        """Every document in order with its mentions at or above the threshold."""
        for document, found in self.weigh(documents):
            yield document, [m for m, _ in found if m.confidence >= self.threshold]

    def weigh(self, documents: Iterable[Document]) -> Iterator[Weighed]:
        """All that could be mentions, with what speaks for each; passages of many documents are encoded together."""
        batch: list[tuple[Document, list[Candidate]]] = []
        waiting = 0
        for document in documents:
            found = self.candidates(document)
            batch.append((document, found))
            waiting += len(found)
            if waiting >= _BATCH:
                yield from self._decide(batch)
                batch, waiting = [], 0
        yield from self._decide(batch)

    def candidates(self, document: Document, promising: float = PROMISING) -> list[Candidate]:
        """Passages worth understanding, in order."""
        around = self.survey.of(document)
        if around is None:
            return []
        signals = signals_of(around, self.survey.weights.codes)
        odds = self.learnt.gate.log_odds(signals)
        least = log_odds(promising)
        return [
            Candidate(around, at, signals[at], float(odds[at]))
            for at, passage in enumerate(around.passages)
            if passage.end - passage.start >= MIN_CHARACTERS and (odds[at] >= least or self._is_added(passage))
        ]

    def _is_added(self, passage: Passage) -> bool:
        return bool(self.added) and not self.added.isdisjoint(passage.values(TERM))

    def _decide(self, batch: list[tuple[Document, list[Candidate]]]) -> Iterator[Weighed]:
        together = [candidate for _, found in batch for candidate in found]
        judged: Iterator[Verdict] = iter(verdicts(together, self.survey.weights, self.learnt, self.encoder, self.added))
        for document, found in batch:
            yield document, settle([compose(candidate, next(judged)) for candidate in found], self.calibration)
