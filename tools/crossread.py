"""Every document read by a reader that has not seen it: what the quality page and the calibration stand on."""

import hashlib
import pickle
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from samarkand import wiring
from samarkand.read.confidence import SIGNALS, Calibration, load_calibration
from samarkand.read.lines import event_of
from samarkand.read.reader import Reader
from samarkand.read.weights import Annotated
from tools.annotated import Read
from tools.learn import Remembering, annotated_of, bank_of, learn_from, part_of

FOLDS, CALIBRATION_FOLDS, STRENGTH = 5, 20, 0.05
SET = {"hypothesis": -0.4, "negation": -0.4}
"""Log odds; on the gold -0.4 costs nothing that can be measured, twice as much does."""


@dataclass(frozen=True)
class Row:
    """A possible mention, and whether the document's readers have it (1), have it as history (-1) or not (0)."""

    document: str
    release: str
    is_gold: bool
    event: dict[str, Any]
    signals: Mapping[str, float]
    label: int


def cross_read(reads: Sequence[Read], score: ModuleType, folds: int = FOLDS) -> list[Row]:
    encoder = Remembering(wiring.encoder())
    blank = wiring.learn(Annotated.none(), by=encoder)
    rows: list[Row] = []
    for fold in range(folds):
        taught = [r for r in reads if part_of(r.release, folds, "outer") != fold]
        bank = bank_of(taught, wiring.survey(blank))
        weights = wiring.learn(annotated_of(bank, blank, encoder), by=encoder)
        learnt = learn_from(bank, weights, encoder, "")
        reader = Reader(wiring.survey(weights), learnt, encoder, load_calibration(), 0.0)
        held = [r for r in reads if part_of(r.release, folds, "outer") == fold]
        rows += rows_of(held, reader, score)
        print(f"fold {fold + 1} of {folds}: {len(taught)} documents learnt from", file=sys.stderr)
    return rows


def rows_of(reads: Sequence[Read], reader: Reader, score: ModuleType) -> list[Row]:
    out = []
    for read, (_, found) in zip(reads, reader.weigh(r.document for r in reads), strict=True):
        events = [event_of(mention) for mention, _ in found]
        pairs = score.match(read.events, events, score.pair_score)
        labels = {j: -1 if read.events[i].get("background") else 1 for i, j in pairs}
        for j, (_, signals) in enumerate(found):
            out.append(Row(read.document.id, read.release, read.is_gold, events[j], signals, labels.get(j, 0)))
    return out


def _matrix(rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([[r.signals.get(n, 0.0) for n in SIGNALS] for r in rows]), np.array([r.label for r in rows])


def fitted(rows: Sequence[Row]) -> Calibration:
    """Logistic regression over the signals; history that is found counts neither way, nor may a wish or a negation speak
    for an act: too few are annotated to tell chance from rule, so what they weigh is set, not learnt."""
    values, labels = _matrix(rows)
    values[:, [list(SIGNALS).index(name) for name in SET]] = 0.0
    known = labels >= 0
    mean, spread = values[known].mean(0), values[known].std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit((values[known] - mean) / spread, labels[known] == 1)
    weights = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - (weights * mean).sum())
    learnt = {n: round(float(w), 4) for n, w in zip(SIGNALS, weights, strict=True)}
    return Calibration(round(intercept, 4), learnt | SET)


def confidences(rows: Sequence[Row]) -> np.ndarray:
    """Of each row by a calibration that has not seen its release."""
    parts = np.array([part_of(r.release, CALIBRATION_FOLDS, "calibration") for r in rows])
    out = np.zeros(len(rows))
    for part in range(CALIBRATION_FOLDS):
        judge = fitted([r for r, p in zip(rows, parts, strict=True) if p != part])
        for i in np.flatnonzero(parts == part).tolist():
            out[i] = judge.confidence(rows[i].signals)
    return out


_READS = ("codebook", "collate", "domain", "gazetteer", "match", "read", "text")
"""The packages a reading depends on."""


def kept(reads: Sequence[Read], root: Path, score: ModuleType) -> list[Row]:
    """`cross_read`, kept in a file for as long as nothing it depends on changes."""
    files = (p for name in _READS for p in sorted((root / "src/samarkand" / name).rglob("*.*")))
    sources = [p for p in files if p.suffix in (".py", ".toml") and p.name != "calibration.toml"]
    sources += [root / "tools" / "learn.py", Path(__file__), *sorted((root / "annotated").glob("*.jsonl"))]
    seen = b"".join(p.read_bytes() for p in sources)
    about = wiring.gazetteer_digest() + wiring.encoder().name
    digest = hashlib.sha256(seen + about.encode()).hexdigest()
    path = root / ".cache" / f"crossread-{digest[:16]}.pickle"
    if path.is_file():
        rows: list[Row] = pickle.loads(path.read_bytes())
        return rows
    rows = cross_read(reads, score)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pickle.dumps(rows))
    return rows


def files_of(
    reads: Sequence[Read], rows: Sequence[Row], sure: np.ndarray, threshold: float
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """What the scorer takes: the documents' events, ours, and the texts."""
    gold = {r.document.id: {"id": r.document.id, "events": r.events} for r in reads}
    texts = {
        r.document.id: {
            "lang": r.document.lang_label or r.document.lang,
            "title": r.document.title,
            "text": r.document.text,
        }
        for r in reads
    }
    ours: dict[str, Any] = {key: {"id": key, "events": []} for key in gold}
    for row, confidence in zip(rows, sure, strict=True):
        if confidence >= threshold and row.document in ours:
            ours[row.document]["events"].append(row.event | {"confidence": float(confidence)})
    return gold, ours, texts


def reliability(rows: Sequence[Row], sure: np.ndarray, bins: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over equally filled bins, and per bin the mean confidence, the share right and n."""
    known = np.array([r.label >= 0 for r in rows]) & (sure >= 0.02)
    right = np.array([r.label == 1 for r in rows])[known]
    order = np.argsort(sure[known])
    parts = [
        (float(sure[known][part].mean()), float(right[part].mean()), len(part))
        for part in np.array_split(order, bins)
        if len(part)
    ]
    total = sum(n for _, _, n in parts)
    return sum(abs(a - b) * n for a, b, n in parts) / total, parts
