"""What a new fit on the judged pairs would weigh, beside what the scorecard weighs now.

    python -m tools.exchange_weights --folder DIR     the folder of tools.reconcile_growth, for pairs nobody would confuse

A logistic regression on the development half of tests/gold/exchange_pairs.jsonl. The judged pairs are hard ones only, so
pairs of mentions that stand in one block of the shared corpora are put beside them as different, each for a fifth of a
judged pair, unless the scorecard finds them alike; documents of the held-out half are left out. A weight is drawn towards
the one it has now and keeps its sign and a fifth of a logit. First come precision and recall on pairs of other stories in
cross-validation, with pairs whose documents are linked through other pairs on one side.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samarkand import wiring
from samarkand.adapters.compute_local import InProcess
from samarkand.collate.stories import in_memory, relate
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.match.components import connected
from samarkand.reconcile.blocks import blocks
from samarkand.reconcile.features import features
from samarkand.reconcile.reconciler import news_of
from samarkand.reconcile.scorecard import FEATURES, are_apart, load_scorecard
from samarkand.reconcile.told import Told, passage, tell
from tools.copying import SHARED
from tools.judged_mentions import Pair, aligned, documents_of, judged_pairs
from tools.reconcile_growth import keep

Array = NDArray[np.float64]
DRAWN, EASY, EASY_WEIGHT, PULL, LEAST, FOLDS = 20, 4_000, 0.2, 0.15, 0.2, 8


def judged(pairs: Sequence[Pair]) -> list[tuple[Pair, Told, Told]]:
    """The pairs both of whose passages are read, and that can be one act at all."""
    documents = {d.id: d for d in documents_of(pairs)}
    read = {d.id: list(m) for d, m in wiring.reader(DEFAULT_THRESHOLD).read(list(documents.values()))}
    stories, relations = relate(in_memory(documents.values(), InProcess(), describe=wiring.describe))
    story, news = {d: s.id for s in stories for d in s.documents}, news_of(relations)
    found = {side: aligned(side, read.get(side.key, ())) for pair in pairs for side in pair.sides}
    there = {side: m for side, m in found.items() if m is not None}
    vectors = wiring.encoder().encode([passage(m, documents[m.document_id]) for m in there.values()])
    told = {
        side: tell(m, documents[m.document_id], story[m.document_id], v, news.get(m.document_id, ""))
        for (side, m), v in zip(there.items(), vectors, strict=True)
    }
    both = [(p, told[p.a], told[p.b]) for p in pairs if p.a in told and p.b in told and p.verdict != "unsure"]
    return [row for row in both if not are_apart(row[1], row[2])]


def easy(folder: Path, without: frozenset[str]) -> list[Array]:
    """Rows of features of pairs that nobody judged and the scorecard does not find alike."""
    from samarkand.domain.document import Document
    from samarkand.domain.mention import Mention

    tables = keep(folder)
    documents = {d.id: d for d in tables.read("documents", Document) if d.id not in without}
    mentions = [m for m in tables.read("mentions", Mention) if m.document_id in documents]
    vectors = wiring.encoder().encode([passage(m, documents[m.document_id]) for m in mentions])
    told = [tell(m, documents[m.document_id], m.document_id, v) for m, v in zip(mentions, vectors, strict=True)]
    chance, pairs = random.Random(5), set[tuple[int, int]]()
    for block in blocks(told):
        members = list(zip(block.days, block.members, strict=True))
        for _ in range(min(DRAWN, len(members))):
            (day, i), (other, j) = chance.choice(members), chance.choice(members)
            if i != j and abs(day - other) <= block.within:
                pairs.add((min(i, j), max(i, j)))
    drawn = [pair for pair in sorted(pairs) if not are_apart(told[pair[0]], told[pair[1]])]
    chance.shuffle(drawn)
    card = load_scorecard()
    found = (features(told[i], told[j]) for i, j in drawn[:EASY])
    return [row_of(f) for f in found if card.score(f) < 0.5 and "verbatim" not in {x.name for x in f}]


def row_of(found: Sequence[Any]) -> Array:
    row = np.zeros(len(FEATURES))
    for feature in found:
        row[FEATURES.index(feature.name)] += feature.value
    return row


def fit(rows: Array, same: Array, weights: Array) -> Array:
    """The start, then a weight a feature."""
    from scipy.optimize import minimize

    card = load_scorecard()
    now = np.array([card.start, *(card.weights[name] for name in FEATURES)])
    pull = np.array([PULL / 5, *([PULL] * len(FEATURES))])
    wide = np.hstack([np.ones((len(rows), 1)), rows])

    def loss(at: Array) -> tuple[float, Array]:
        told = wide @ at
        value = np.sum(weights * (np.logaddexp(0, told) - same * told)) + np.sum(pull * (at - now) ** 2)
        slope = wide.T @ (weights * (1 / (1 + np.exp(-told)) - same)) + 2 * pull * (at - now)
        return float(value), slope

    bounds = [(None, None), *((LEAST, None) if w > 0 else (None, -LEAST) for w in now[1:])]
    return np.asarray(minimize(loss, now, jac=True, bounds=bounds, method="L-BFGS-B").x)


def linked(rows: Sequence[tuple[Pair, Told, Told]]) -> list[list[int]]:
    """Positions of pairs whose documents are linked through pairs."""
    first: dict[str, int] = {}
    links = [(first.setdefault(d, at), at) for at, (pair, _, _) in enumerate(rows) for d in (pair.a.key, pair.b.key)]
    return connected(links, len(rows))


def crossed(rows: Array, same: Array, beside: Array, groups: Sequence[Sequence[int]]) -> Array:
    """How likely each pair is one act for a fit that has not seen it."""
    fold = np.empty(len(rows), np.int64)
    chance = random.Random(0)
    for group in groups:
        fold[list(group)] = chance.randrange(FOLDS)
    out = np.empty(len(rows))
    for number in range(FOLDS):
        kept = fold != number
        at = _fit_beside(rows[kept], same[kept], beside)
        out[~kept] = 1 / (1 + np.exp(-(at[0] + rows[~kept] @ at[1:])))
    return out


def _fit_beside(rows: Array, same: Array, beside: Array) -> Array:
    weights = np.concatenate([np.ones(len(rows)), np.full(len(beside), EASY_WEIGHT)])
    return fit(np.vstack([rows, beside]), np.concatenate([same, np.zeros(len(beside))]), weights)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED} is absent: set SAMARKAND_SHARED to the folder that holds corpora", file=sys.stderr)
        return 1
    pairs = judged_pairs()
    held = frozenset(side.document for pair in pairs if pair.split == "held" for side in pair.sides)
    told = judged([pair for pair in pairs if pair.split == "dev"])
    rows = np.array([row_of(features(a, b)) for _, a, b in told])
    same = np.array([float(pair.verdict == "same") for pair, _, _ in told])
    beside = np.array(easy(asked.folder, held))
    other = np.array([pair.kind == "other_story" for pair, _, _ in told])
    likely = crossed(rows, same, beside, linked(told))
    for threshold in (0.4, 0.5, 0.6, 0.7, 0.8):
        joined = other & (likely >= threshold)
        right = float((joined & (same > 0)).sum())
        print(
            f"{threshold}: precision {right / max(1, joined.sum()):.3f}, recall {right / (other & (same > 0)).sum():.3f}"
        )
    at, card = _fit_beside(rows, same, beside), load_scorecard()
    print(f"start {card.start:+.1f} {at[0]:+.2f}")
    for name, weight in zip(FEATURES, at[1:], strict=True):
        print(f"{name} {card.weights[name]:+.1f} {weight:+.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
