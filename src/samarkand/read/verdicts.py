"""Candidates of many documents are understood together: one call of the encoder, then what was learnt from it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samarkand.codebook.types import OUT_OF_SCOPE
from samarkand.domain.scale import Stage
from samarkand.ports.encoder import Encoder
from samarkand.read.candidate import Candidate, log_odds
from samarkand.read.features import general
from samarkand.read.heads import MEANING_WEIGHT, head_features, plain_features
from samarkand.read.masking import mask
from samarkand.read.parties import meant
from samarkand.read.pieces import Pieces, pieces_of
from samarkand.read.signals import known_before
from samarkand.read.weights import Learnt, Weights

Matrix = NDArray[np.float32]

_CALLED_OFF = (Stage.CANCELLED.value, Stage.SUSPENDED.value)
_MAJORITY = 0.4


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the classifiers say of a candidate: `kinds` by type with NA, `heads` the stage and the axes, `sure` and
    `words` log odds that an act of the news is told: of all that is known, and of the pieces of the words alone."""

    kinds: Mapping[str, float]
    heads: Mapping[str, str]
    parties: tuple[str, ...]
    sure: float
    words: float = 0.0

    @property
    def inside(self) -> float:
        """The chance that the sentence falls under any type at all."""
        return 1.0 - self.kinds[OUT_OF_SCOPE]

    @property
    def types(self) -> list[str]:
        """Codes, most probable first."""
        return sorted((k for k in self.kinds if k != OUT_OF_SCOPE), key=lambda k: -self.kinds[k])


@dataclass(frozen=True)
class Understood:
    """Features of candidates, one row each, for those who judge them and those who learn from them."""

    vectors: Matrix
    words: Matrix
    general: Matrix
    stages: Matrix
    pieces: Pieces

    @property
    def types(self) -> Matrix:
        return np.hstack([self.vectors, self.words])

    @property
    def events(self) -> Matrix:
        return np.hstack([MEANING_WEIGHT * self.vectors, self.general])


def masked(candidates: Sequence[Candidate]) -> list[str]:
    """The passages with their parties' names put out of sight."""
    return [mask(c.passage.text, c.passage.names, c.passage.start) for c in candidates]


def understand(candidates: Sequence[Candidate], weights: Weights, encoder: Encoder) -> Understood:
    """The party-masked sentence as a vector beside its words."""
    texts = masked(candidates)
    vectors = encoder.encode(texts)
    words = np.stack([c.around.words[c.at] for c in candidates])
    stages = weights.stage.probabilities(np.hstack([vectors, words]))
    return Understood(vectors, words, general(words, weights.codes), stages, pieces_of(texts))


def _kinds(seen: Understood, weights: Weights, added: frozenset[str]) -> Matrix:
    """Types with NA, shape (rows, labels): the geometric mean of what meaning and pieces of words make of them.

    Of a type with a handful of examples and no annotated document the meaning alone speaks: its pieces are too few.
    """
    meant = np.log(weights.type.probabilities(seen.types) + 1e-6)
    pieces = weights.pieces.log_probabilities(seen.pieces)
    own = [at for at, label in enumerate(weights.type.labels) if label in added]
    pieces[:, own] = meant[:, own]
    grown = np.exp(0.5 * (meant + pieces))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)


def sure_features(candidates: Sequence[Candidate], events: Matrix, words: Matrix) -> Matrix:
    """Gate, event and word log odds, how the first two stand among the candidates of the document, and what was known before.

    Candidates of a document stand together.
    """
    gates = np.array([c.gate for c in candidates])
    both = gates + events
    ranks = np.zeros((len(candidates), 5))
    start = 0
    while start < len(candidates):
        end = start + 1
        while end < len(candidates) and candidates[end].around is candidates[start].around:
            end += 1
        own = both[start:end]
        falling = np.sort(own)[::-1]
        ranks[start:end, 0] = falling[0]
        ranks[start:end, 1] = falling[min(1, len(falling) - 1)]
        ranks[start:end, 2] = np.log(np.exp(own).sum())
        ranks[start:end, 3] = (-own).argsort().argsort()
        ranks[start:end, 4] = len(own)
        start = end
    before = known_before(np.stack([c.signals for c in candidates]))
    return np.hstack([gates[:, None], events[:, None], words[:, None], ranks, before]).astype(np.float32)


def _parties(candidates: Sequence[Candidate], learnt: Learnt) -> list[tuple[str, ...]]:
    chances = learnt.party.probabilities(np.concatenate([c.sight.rows for c in candidates])).tolist()
    out, at = [], 0
    for candidate in candidates:
        sight = candidate.sight
        out.append(meant(sight, chances[at : at + len(sight.codes)], candidate.around.context.own))
        at += len(sight.codes)
    return out


def _stage(said: str, candidate: Candidate, labels: Sequence[str], chances: Sequence[float]) -> str:
    """Few annotated acts are called off, so of those the examples decide, where a cue of the passage says so too."""
    surest = max(range(len(labels)), key=lambda i: chances[i])
    label = labels[surest]
    is_off = label in _CALLED_OFF and chances[surest] >= _MAJORITY
    return label if is_off and label in candidate.passage.values("stage") else said


def _surest(kinds: Mapping[str, float], sure: float, added: frozenset[str]) -> float:
    """Of a type nobody annotated documents for, the examples alone say how sure it is."""
    return log_odds(sum(kinds[code] for code in added)) if max(kinds, key=lambda k: kinds[k]) in added else sure


def verdicts(
    candidates: Sequence[Candidate],
    weights: Weights,
    learnt: Learnt,
    encoder: Encoder,
    added: frozenset[str] = frozenset(),
    least: float = -math.inf,
) -> list[Verdict | None]:
    """One verdict a candidate, in their order; candidates of a document stand together.

    None where the log odds of the gate and of the words come to less than `least`: such a sentence is not asked for its
    meaning, which takes the most time of all, and stands among the others of its document by its words alone.
    """
    out: list[Verdict | None] = [None] * len(candidates)
    words = learnt.pieces.log_odds(pieces_of(masked(candidates)))
    hopeful = [i for i, c in enumerate(candidates) if c.gate + words[i] >= least or c.passage.tells(added)]
    if not hopeful:
        return out
    asked = [candidates[i] for i in hopeful]
    seen, events = understand(asked, weights, encoder), words.copy()
    events[hopeful] = learnt.event.log_odds(seen.events)
    sure = learnt.sure.log_odds(sure_features(candidates, events, words)).tolist()
    kinds = _kinds(seen, weights, added).tolist()
    plain = np.stack([plain_features(c) for c in asked])
    features = head_features(seen.vectors, seen.general, seen.stages, plain)
    said = {
        name: [head.labels[i] for i in head.probabilities(features).argmax(axis=1)]
        for name, head in learnt.heads.items()
    }
    parties, stages = _parties(asked, learnt), seen.stages.tolist()
    for row, i in enumerate(hopeful):
        of_type = dict(zip(weights.type.labels, kinds[row], strict=True))
        heads = {name: labels[row] for name, labels in said.items()}
        heads["stage"] = _stage(heads["stage"], asked[row], weights.stage.labels, stages[row])
        out[i] = Verdict(of_type, heads, parties[row], _surest(of_type, sure[i], added), float(words[i]))
    return out
