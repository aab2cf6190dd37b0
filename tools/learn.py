"""Learns from read documents what no codebook says: which passages report an act, who takes part, how far and how.

Writes annotated.npz, weights.npz, learnt.npz and their checksums into the package. Needs the shared folder.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samarkand import wiring
from samarkand.ports.encoder import Encoder, Vectors
from samarkand.read.axes import SILENT, role_of
from samarkand.read.candidate import Candidate, Surroundings, log_odds
from samarkand.read.heads import head_features, plain_features
from samarkand.read.pieces import Hashed, Pieces, fit_pieces, pieces_of
from samarkand.read.reader import Patience
from samarkand.read.signals import of_document, signals_of
from samarkand.read.survey import Survey
from samarkand.read.train import PIECES_PENALTY, fit
from samarkand.read.trees import Trees
from samarkand.read.verdicts import masked, sure_features, understand
from samarkand.read.weights import Annotated, Learnt, Linear, Weights
from tools.annotated import ROOT, SHARED, Read, annotated, gold

PACKAGE = ROOT / "src" / "samarkand" / "read"
INNER = 4
ELSEWHERE_IN_THE_NEWS = 0.4
"""What a passage weighs that does not report the act its document reports: it may tell it all the same."""
COVERS = 0.3
_DOOR = {"max_iter": 60, "learning_rate": 0.08, "max_leaf_nodes": 8, "l2_regularization": 3.0, "min_samples_leaf": 20}
_GATE = {"max_iter": 150, "learning_rate": 0.06, "max_leaf_nodes": 15, "l2_regularization": 3.0, "min_samples_leaf": 20}
_SURE = {
    "max_iter": 120,
    "learning_rate": 0.05,
    "max_leaf_nodes": 10,
    "l2_regularization": 5.0,
    "min_samples_leaf": 25,
    "max_features": 0.3,
}
_PARTY = {
    "max_iter": 120,
    "learning_rate": 0.06,
    "max_leaf_nodes": 10,
    "l2_regularization": 3.0,
    "min_samples_leaf": 15,
}
_HEADS = {"stage": 0.1, "format": 0.03, "lead_sector": 0.1, "level": 0.1, "direction": 0.1}

Mask = NDArray[np.bool_]
Rows = NDArray[Any]


class Remembering:
    """An encoder that keeps what it has encoded, since learning asks for the same sentences many times."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._kept: dict[str, NDArray[np.float32]] = {}
        self.name, self.width = encoder.name, encoder.width

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if new:
            self._kept.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._kept[text] for text in texts]) if texts else np.zeros((0, self.width), np.float32)


@dataclass
class Bank:
    """All passages of all documents. `label` is 1 for the news, -1 for history, 0 for the rest; `event` what is told."""

    arounds: list[Surroundings] = field(default_factory=list)
    document: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    signals: Rows = field(default_factory=lambda: np.zeros((0, 0)))
    label: Rows = field(default_factory=lambda: np.zeros(0))
    event: list[dict[str, Any] | None] = field(default_factory=list)
    weight: Rows = field(default_factory=lambda: np.zeros(0))
    inner: Rows = field(default_factory=lambda: np.zeros(0))
    acts: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    wholes: Rows = field(default_factory=lambda: np.zeros((0, 0)))
    has_news: list[bool] = field(default_factory=list)

    def candidates(self, rows: Sequence[int], gates: Rows) -> list[Candidate]:
        return [Candidate(self.arounds[self.document[i]], self.at[i], self.signals[i], float(gates[i])) for i in rows]


def part_of(release: str, parts: int, salt: str = "") -> int:
    return int(hashlib.sha256((salt + release).encode()).hexdigest(), 16) % parts


def bank_of(reads: Sequence[Read], survey: Survey) -> Bank:
    bank, signals, wholes, labels, weights, inner = Bank(), [], [], [], [], []
    for read in reads:
        around = survey.of(read.document)
        if around is None:
            continue
        bank.arounds.append(around)
        shared = of_document(around, survey.weights.codes)
        wholes.append(shared)
        signals.append(signals_of(around, survey.weights.codes, shared))
        is_news = any(not e.get("background") for e in read.events)
        bank.has_news.append(is_news)
        first = len(bank.at)
        for at in range(len(around.passages)):
            told = [e for e in read.events if _tells(around, at, e)]
            news = next((e for e in told if not e.get("background")), None)
            label = 1 if news else -1 if told else 0
            bank.document.append(len(bank.arounds) - 1)
            bank.at.append(at)
            bank.event.append(news)
            labels.append(label)
            weights.append(ELSEWHERE_IN_THE_NEWS if label == 0 and is_news else 1.0)
            inner.append(part_of(read.release, INNER, "inner"))
        for e in read.events:
            rows = (i for i in range(first, len(bank.at)) if _tells(around, bank.at[i], e))
            if not e.get("background") and (row := next(rows, None)) is not None:
                bank.acts.append((row, e))
    bank.signals, bank.wholes = np.vstack(signals), np.stack(wholes)
    bank.label, bank.weight, bank.inner = np.array(labels), np.array(weights), np.array(inner)
    return bank


def _tells(around: Surroundings, at: int, event: dict[str, Any]) -> bool:
    """Does the event's quote cover enough of the passage, or the passage of the quote?"""
    a, b, start, end = event["start"], event["end"], around.passages[at].start, around.passages[at].end
    return bool(min(b, end) - max(a, start) > COVERS * min(b - a, end - start))


def _boosted(rows: Rows, label: Rows, weight: Rows, how: dict[str, Any], models: int = 1) -> Trees:
    from sklearn.ensemble import HistGradientBoostingClassifier

    values = rows.astype(np.float64)
    fitted = (
        HistGradientBoostingClassifier(early_stopping=False, random_state=seed, **how).fit(
            values, label, sample_weight=weight
        )
        for seed in range(models)
    )
    return Trees.of(*fitted)


def _said(label: Rows) -> list[str]:
    return ["yes" if one else "no" for one in label]


def _two(rows: Rows, label: Rows, weight: Rows) -> Linear:
    return fit(rows, _said(label), 0.03, weight.tolist())


def _told_by_pieces(pieces: Pieces, label: Rows, weight: Rows) -> Hashed:
    return fit_pieces(pieces, _said(label), PIECES_PENALTY, weight.tolist())


def learn_from(bank: Bank, weights: Weights, encoder: Encoder, origin: str) -> Learnt:
    """Each judge learns from what the one before makes of documents it has not seen."""
    known = bank.label >= 0
    news = bank.label == 1
    gates = np.full(len(bank.at), -99.0)
    for part in range(INNER):
        seen, held = known & (bank.inner != part), bank.inner == part
        gates[held] = _boosted(bank.signals[seen], news[seen], bank.weight[seen], _GATE).log_odds(bank.signals[held])
    kept = np.flatnonzero(known & (gates >= log_odds(Patience().gate)))
    candidates = bank.candidates(kept.tolist(), gates)
    is_news, weight, inner = news[kept], bank.weight[kept], bank.inner[kept]
    pieces = pieces_of(masked(candidates))
    words = np.zeros(len(kept), dtype=np.float32)
    for part in range(INNER):
        seen, held = np.flatnonzero(inner != part), np.flatnonzero(inner == part)
        of_words = _told_by_pieces(pieces.rows(seen.tolist()), is_news[seen], weight[seen])
        words[held] = of_words.log_odds(pieces.rows(held.tolist()))
    hopeful = np.flatnonzero(gates[kept] + words >= log_odds(Patience().words))
    events = understand([candidates[i] for i in hopeful], weights, encoder).events
    told = words.copy()
    for part in range(INNER):
        seen, held = inner[hopeful] != part, inner[hopeful] == part
        judge = _two(events[seen], is_news[hopeful][seen], weight[hopeful][seen])
        told[hopeful[held]] = judge.log_odds(events[held])
    sure = sure_features(candidates, told, words)[hopeful]
    return Learnt(
        door=_boosted(bank.wholes, np.array(bank.has_news), np.ones(len(bank.wholes)), _DOOR),
        gate=_boosted(bank.signals[known], news[known], bank.weight[known], _GATE),
        event=_two(events, is_news[hopeful], weight[hopeful]),
        pieces=_told_by_pieces(pieces, is_news, weight),
        sure=_boosted(sure, is_news[hopeful], weight[hopeful], _SURE, models=4),
        party=_party(bank),
        heads=_heads(bank, weights, encoder),
        learnt_from=origin,
    )


def _party(bank: Bank) -> Trees:
    rows, label = [], []
    for row, event in bank.acts:
        sight = bank.candidates([row], np.zeros(len(bank.at)))[0].sight
        rows.append(sight.rows)
        label += [code in event["parties"] for code in sight.codes]
    return _boosted(np.concatenate(rows), np.array(label), np.ones(len(label)), _PARTY)


def _heads(bank: Bank, weights: Weights, encoder: Encoder) -> dict[str, Linear]:
    candidates = bank.candidates([row for row, _ in bank.acts], np.zeros(len(bank.at)))
    seen = understand(candidates, weights, encoder)
    plain = np.stack([plain_features(c) for c in candidates])
    features = head_features(seen.vectors, seen.general, seen.stages, plain)
    said: dict[str, list[str]] = {name: [] for name in _HEADS}
    for candidate, (_, event) in zip(candidates, bank.acts, strict=True):
        for name, labels in said.items():
            own = candidate.around.context.own
            labels.append(role_of(event.get(name), own) if name == "direction" else event.get(name) or SILENT)
    return {name: fit(features, labels, _HEADS[name]) for name, labels in said.items()}


def annotated_of(bank: Bank, weights: Weights, encoder: Encoder) -> Annotated:
    """The passages of the acts, as what the type is learnt from."""
    seen = understand(bank.candidates([row for row, _ in bank.acts], np.zeros(len(bank.at))), weights, encoder)
    return Annotated(weights.codes, seen.vectors, seen.words, seen.pieces, tuple(e["type"] for _, e in bank.acts))


def write(name: str, data: bytes) -> None:
    (PACKAGE / f"{name}.npz").write_bytes(data)
    (PACKAGE / f"{name}.sha256").write_text(f"{hashlib.sha256(data).hexdigest()}  {name}.npz\n", "ascii")


def main() -> None:
    reads = [*gold(SHARED), *annotated(SHARED, ROOT / "annotated")]
    encoder = Remembering(wiring.encoder())
    blank = wiring.learn(Annotated.none(), by=encoder)
    bank = bank_of(reads, wiring.survey(blank))
    held = annotated_of(bank, blank, encoder)
    write("annotated", held.to_bytes())
    wiring.annotated.cache_clear()
    weights = wiring.learn(by=encoder)
    write("weights", weights.to_bytes())
    write("learnt", learn_from(bank, weights, encoder, wiring.learnt_from()).to_bytes())
    print(f"{len(reads)} documents, {len(bank.at)} passages, {len(bank.acts)} acts")


if __name__ == "__main__":
    main()
