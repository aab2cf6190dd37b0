"""The local reader: no network, no GPU, the same mentions on every machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samarkand.codebook.types import OUT_OF_SCOPE
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
from samarkand.read.passages import Passage, split
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
        around = Surroundings(document, passages, lexicon.language)
        found = candidates(passages, context_of(passages, document.country))
        for (at, parties), chance in zip(found, self._by_words([passages[at] for at, _ in found]), strict=True):
            if chance >= PROMISING:
                yield Candidate(around, at, parties)

    def _by_words(self, passages: Sequence[Passage]) -> list[float]:
        """The chance that each passage tells an exchange, from its words alone: the cheap half of the gate."""
        if not passages:
            return []
        words = words_matrix([p.cues for p in passages], self.weights.codes)
        return [float(row[1]) for row in self.weights.gate.probabilities(words)]

    def _decide(self, batch: Batch) -> Iterator[tuple[Document, list[tuple[Mention, Signals]]]]:
        judged = self._judge([c.passage for _, found in batch for c in found])
        for document, found in batch:
            readings = []
            for candidate in found:
                kinds, stages = judged[id(candidate.passage)]
                if 1.0 - kinds[OUT_OF_SCOPE] >= POSSIBLE:
                    readings.append(compose(candidate, Judged(kinds, stages, self._title(candidate.around))))
            yield document, settle(readings, self.calibration)

    def _title(self, around: Surroundings) -> float:
        return self._by_words([around.passages[0]])[0]

    def _judge(self, passages: Sequence[Passage]) -> dict[int, tuple[dict[str, float], dict[str, float]]]:
        """Probabilities by type and by stage of each passage, by its identity in this process."""
        if not passages:
            return {}
        masked = [mask(p.text, p.names, p.start) for p in passages]
        features = matrix(masked, [p.cues for p in passages], self.weights.codes, self.encoder)
        kinds, stages = (w.probabilities(features) for w in (self.weights.type, self.weights.stage))
        return {
            id(p): (
                dict(zip(self.weights.type.labels, k.tolist(), strict=True)),
                dict(zip(self.weights.stage.labels, s.tolist(), strict=True)),
            )
            for p, k, s in zip(passages, kinds, stages, strict=True)
        }
