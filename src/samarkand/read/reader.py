"""The local reader: no network, no GPU, the same mentions on every machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.gazetteer.find import Gazetteer
from samarkand.ports.encoder import Encoder
from samarkand.read.candidate import Candidate, Surroundings
from samarkand.read.compose import Judged, compose
from samarkand.read.confidence import Calibration, Signals
from samarkand.read.features import matrix, words_matrix
from samarkand.read.gate import candidates
from samarkand.read.lexicon import Lexicon
from samarkand.read.masking import mask
from samarkand.read.parties import context_of
from samarkand.read.passages import split
from samarkand.read.settle import settle
from samarkand.read.weights import Weights

VERSION = "3"
POSSIBLE = 0.2
PROMISING = 0.5
_BATCH = 512

Batch = Sequence[tuple[Document, list[Candidate]]]


@dataclass(frozen=True)
class Reader:
    """Everything the reading depends on. `VERSION` of this module changes whenever a mention could."""

    weights: Weights
    lexicons: Mapping[str, Lexicon]
    gazetteer: Gazetteer
    encoder: Encoder
    calibration: Calibration
    threshold: float

    def reads(self, document: Document) -> bool:
        """Is the document in a language of the codebook?"""
        return document.lang in self.lexicons

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Mention]]]:
        """Every document in order with its mentions at or above the threshold."""
        for document, found in self.weigh(documents):
            yield document, [m for m, _ in found if m.confidence >= self.threshold]

    def weigh(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[tuple[Mention, Signals]]]]:
        """All that could be mentions, with what speaks for each; passages of many documents are encoded together."""
        batch: list[tuple[Document, list[Candidate]]] = []
        waiting = 0
        for document in documents:
            found = list(self._candidates(document))
            batch.append((document, found))
            waiting += len(found)
            if waiting >= _BATCH:
                yield from self._decide(batch)
                batch, waiting = [], 0
        yield from self._decide(batch)

    def _candidates(self, document: Document) -> Iterator[Candidate]:
        if not self.reads(document):
            return
        lexicon = self.lexicons[document.lang or ""]
        passages = split(document, lexicon, self.gazetteer)
        found = candidates(passages, context_of(passages, document.country))
        if not found:
            return
        words = words_matrix([passages[at].cues for at in (0, *(at for at, _ in found))], self.weights.codes)
        title, *chances = self.weights.gate.probabilities(words)[:, 1].tolist()
        around = Surroundings(document, passages, lexicon.language, title)
        for (at, parties), row, chance in zip(found, words[1:], chances, strict=True):
            if chance >= PROMISING:
                yield Candidate(around, at, parties, row)

    def _decide(self, batch: Batch) -> Iterator[tuple[Document, list[tuple[Mention, Signals]]]]:
        judged = iter(self._judge([candidate for _, found in batch for candidate in found]))
        for document, found in batch:
            weighed = [(candidate, next(judged)) for candidate in found]
            readings = [compose(candidate, verdict) for candidate, verdict in weighed if verdict.event >= POSSIBLE]
            yield document, settle(readings, self.calibration)

    def _judge(self, found: Sequence[Candidate]) -> list[Judged]:
        """What the classifier says of each, in their order."""
        if not found:
            return []
        masked = [mask(c.passage.text, c.passage.names, c.passage.start) for c in found]
        features = matrix(masked, np.stack([c.words for c in found]), self.encoder)
        kinds, stages = (w.probabilities(features).tolist() for w in (self.weights.type, self.weights.stage))
        return [
            Judged(
                dict(zip(self.weights.type.labels, of_kind, strict=True)),
                dict(zip(self.weights.stage.labels, of_stage, strict=True)),
            )
            for of_kind, of_stage in zip(kinds, stages, strict=True)
        ]
