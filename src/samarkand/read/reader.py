"""The local reader: no network, no GPU, the same mentions on every machine."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.ports.encoder import Encoder
from samarkand.read.candidate import Candidate, log_odds
from samarkand.read.compose import compose
from samarkand.read.confidence import Calibration, Signals
from samarkand.read.settle import settle
from samarkand.read.signals import of_document, signals_of
from samarkand.read.survey import Survey
from samarkand.read.verdicts import verdicts
from samarkand.read.weights import Learnt

VERSION = "9"
MIN_CHARACTERS = 8
_GROUP = 256

Weighed = tuple[Document, list[tuple[Mention, Signals]]]


@dataclass(frozen=True, slots=True)
class Patience:
    """How little promise is enough to go on: of a document to be opened, of a passage to be weighed by its words, of its
    words to be understood, of what was understood to be told. Probabilities; all at 0 read everything, at ten times the
    cost. `words` is of gate and words taken together, as if neither knew of the other.

    The door keeps 98 of 100 documents of the annotated that hold an exchange and closes three quarters of the corpora.
    """

    door: float = 0.08
    gate: float = 0.02
    words: float = 0.0025
    told: float = 0.02


ENDLESS = Patience(0.0, 0.0, 0.0, 0.0)


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
    patience: Patience = Patience()

    def reads(self, document: Document) -> bool:
        """Is the document in a language of the codebook?"""
        return self.survey.reads(document)

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Mention]]]:
        """Every document in order with its mentions at or above the threshold."""
        for document, found in self.weigh(documents, self.threshold):
            yield document, [mention for mention, _ in found]

    def weigh(self, documents: Iterable[Document], floor: float = 0.0) -> Iterator[Weighed]:
        """All that could be mentions, none under `floor`, with what speaks for each; documents are read a group at a time."""
        waiting, least = iter(documents), log_odds(self.patience.told)
        worded = log_odds(self.patience.words) if self.patience.words else -math.inf
        while group := list(islice(waiting, _GROUP)):
            found = self.candidates(group)
            together = [candidate for own in found for candidate in own]
            judged = iter(verdicts(together, self.survey.weights, self.learnt, self.encoder, self.added, worded))
            for document, own in zip(group, found, strict=True):
                heard = [(candidate, next(judged)) for candidate in own]
                told = [
                    compose(candidate, verdict) for candidate, verdict in heard if verdict and verdict.sure >= least
                ]
                readings = [reading for of in told for reading in of]
                yield document, settle(readings, self.calibration, document.whole, floor)

    def candidates(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """Passages worth understanding, in order, of each document."""
        codes = self.survey.weights.codes
        seen = [(i, around) for i, d in enumerate(documents) if (around := self.survey.of(d)) is not None]
        out: list[list[Candidate]] = [[] for _ in documents]
        if not seen:
            return out
        shared = [of_document(around, codes) for _, around in seen]
        doors = self.learnt.door.log_odds(np.stack(shared))
        open_ = [
            (i, around, signals_of(around, codes, whole))
            for (i, around), whole, door in zip(seen, shared, doors.tolist(), strict=True)
            if door >= log_odds(self.patience.door) or any(passage.tells(self.added) for passage in around.passages)
        ]
        if not open_:
            return out
        gates = self.learnt.gate.log_odds(np.vstack([signals for _, _, signals in open_]))
        start, least = 0, log_odds(self.patience.gate)
        for i, around, signals in open_:
            odds = gates[start : start + len(signals)].tolist()
            start += len(signals)
            out[i] = [
                Candidate(around, at, signals[at], odds[at])
                for at, passage in enumerate(around.passages)
                if passage.end - passage.start >= MIN_CHARACTERS and (odds[at] >= least or passage.tells(self.added))
            ]
        return out
