"""The local reader: no network, no GPU, the same mentions on every machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.domain.scale import Stage
from samarkand.codebook.types import OUT_OF_SCOPE
from samarkand.gazetteer.find import Gazetteer
from samarkand.ports.encoder import Encoder
from samarkand.read.features import Matrix, matrix
from samarkand.read.gate import candidates
from samarkand.read.lexicon import Lexicon
from samarkand.read.masking import mask
from samarkand.read.parties import context_of
from samarkand.read.passages import Passage, split
from samarkand.read.settle import Reading, settle
from samarkand.read.stages import stage_of, valence_of
from samarkand.read.weights import Weights
from samarkand.read.when import period_of
from samarkand.read.where import place_of

VERSION = "1"
THRESHOLD = 0.5
_BATCH = 512


@dataclass(frozen=True, slots=True)
class _Candidate:
    document: Document
    passages: Sequence[Passage]
    at: int
    parties: tuple[str, ...]

    @property
    def passage(self) -> Passage:
        return self.passages[self.at]


@dataclass(frozen=True)
class Reader:
    """Everything the reading depends on. `VERSION` of this module changes whenever a mention could."""

    weights: Weights
    lexicons: Mapping[str, Lexicon]
    gazetteer: Gazetteer
    encoder: Encoder
    threshold: float = THRESHOLD

    def reads(self, document: Document) -> bool:
        """Is the document in a language of the codebook?"""
        return document.lang in self.lexicons

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Mention]]]:
        """Every document in order with its mentions; passages of many documents are encoded together."""
        batch: list[tuple[Document, list[_Candidate]]] = []
        waiting = 0
        for document in documents:
            found = list(self._candidates(document))
            batch.append((document, found))
            waiting += len(found)
            if waiting >= _BATCH:
                yield from self._decide(batch)
                batch, waiting = [], 0
        yield from self._decide(batch)

    def _candidates(self, document: Document) -> Iterator[_Candidate]:
        if not self.reads(document):
            return
        passages = split(document, self.lexicons[document.lang or ""], self.gazetteer)
        context = context_of(passages, document.country)
        for at, parties in candidates(passages, context):
            yield _Candidate(document, passages, at, parties)

    def _features(self, found: Sequence[_Candidate]) -> Matrix:
        masked = [mask(c.passage.text, c.passage.names, c.passage.start) for c in found]
        return matrix(masked, [c.passage.cues for c in found], self.weights.codes, self.encoder)

    def _decide(
        self, batch: Sequence[tuple[Document, list[_Candidate]]]
    ) -> Iterator[tuple[Document, list[Mention]]]:
        flat = [candidate for _, found in batch for candidate in found]
        kinds, stages = self._probabilities(flat)
        at = 0
        for document, found in batch:
            rows = range(at, at + len(found))
            readings = [r for i in rows if (r := self._reading(flat[i], kinds[i], stages[i]))]
            yield document, settle(readings)
            at += len(found)

    def _probabilities(self, flat: Sequence[_Candidate]) -> tuple[Matrix, Matrix]:
        if not flat:
            empty = np.zeros((0, 0), dtype=np.float32)
            return empty, empty
        features = self._features(flat)
        return self.weights.type.probabilities(features), self.weights.stage.probabilities(features)

    def _reading(self, candidate: _Candidate, kinds: Matrix, stages: Matrix) -> Reading | None:
        labels = self.weights.type.labels
        confidence = 1.0 - float(kinds[labels.index(OUT_OF_SCOPE)])
        if confidence < self.threshold:
            return None
        first, second = [labels[i] for i in np.argsort(-kinds) if labels[i] != OUT_OF_SCOPE][:2]
        passage, document = candidate.passage, candidate.document
        guess = Stage(self.weights.stage.labels[int(stages.argmax())])
        language = self.lexicons[document.lang or ""].language
        period = period_of(candidate.at, candidate.passages, document, language, guess)
        stage = stage_of(guess, period, document)
        mention = Mention(
            type=first,
            alt_types=(second,),
            stage=stage,
            valence=valence_of(stage),
            parties=candidate.parties,
            place=place_of(candidate.at, candidate.passages),
            period=period,
            quote=_quote(document, passage),
            confidence=round(confidence, 4),
            background=passage.has("background"),
        )
        return Reading(passage.number, mention)


def _quote(document: Document, passage: Passage) -> Quote:
    end = min(passage.end, passage.start + MAX_QUOTE)
    return Quote(document.id, passage.start, end, document.whole[passage.start : end])
