"""Boosted trees as plain arrays: learnt with scikit-learn, read without it and without pickles."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_AT_ONCE = 256
"""So many rows that their nodes stay in the cache of a core."""


@dataclass(frozen=True)
class Trees:
    """All nodes of all trees in one table; a leaf points to itself on both sides, so every path may run on to `depth`."""

    feature: Array
    threshold: Array
    left: Array
    right: Array
    value: Array
    roots: Array
    base: float
    depth: int

    @classmethod
    def of(cls, *models: Any) -> "Trees":
        """The mean of fitted binary `HistGradientBoostingClassifier`s without categories."""
        tables, roots, at = [], [], 0
        for (predictor,) in (p for model in models for p in model._predictors):
            nodes = predictor.nodes
            tables.append((nodes, at))
            roots.append(at)
            at += len(nodes)
        leaf = np.concatenate([n["is_leaf"].astype(bool) for n, _ in tables])
        own = np.arange(at)
        left = np.concatenate([n["left"].astype(np.int64) + start for n, start in tables])
        right = np.concatenate([n["right"].astype(np.int64) + start for n, start in tables])
        return cls(
            feature=np.concatenate([n["feature_idx"] for n, _ in tables]).astype(np.int32) * ~leaf,
            threshold=np.concatenate([n["num_threshold"] for n, _ in tables]).astype(np.float64),
            left=np.where(leaf, own, left).astype(np.int32),
            right=np.where(leaf, own, right).astype(np.int32),
            value=(np.concatenate([n["value"] for n, _ in tables]) / len(models)).astype(np.float32),
            roots=np.array(roots, dtype=np.int32),
            base=float(np.mean([np.ravel(model._baseline_prediction)[0] for model in models])),
            depth=int(max(n["depth"].max() for n, _ in tables)),
        )

    def log_odds(self, rows: Array) -> NDArray[np.float64]:
        """One number a row of features, shape (rows,)."""
        if not len(rows):
            return np.zeros(0)
        parts = [self._reached(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        return np.asarray(self.base + np.concatenate(parts), dtype=np.float64)

    @cached_property
    def _sides(self) -> Array:
        """Left and right of node n at 2n and 2n + 1."""
        return np.stack([self.left, self.right], axis=1).ravel().astype(np.intp)

    def _reached(self, rows: Array) -> NDArray[np.float32]:
        """The sum of the leaves a row of features comes to, shape (rows,)."""
        features = np.ascontiguousarray(rows, dtype=np.float64)
        line = np.arange(len(features))[:, None] * features.shape[1]
        node = np.broadcast_to(self.roots, (len(features), len(self.roots))).astype(np.intp)
        for _ in range(self.depth):
            is_left = features.take(self.feature.take(node) + line) <= self.threshold.take(node)
            node = self._sides.take(2 * node + ~is_left)
        return np.asarray(self.value[node].sum(axis=1), dtype=np.float32)

    def probabilities(self, rows: Array) -> NDArray[np.float64]:
        return np.asarray(1 / (1 + np.exp(-self.log_odds(rows))), dtype=np.float64)

    def arrays(self) -> dict[str, Array]:
        """What `from_arrays` takes back."""
        names = ("feature", "threshold", "left", "right", "value", "roots")
        return {**{n: getattr(self, n) for n in names}, "shape": np.array([self.base, self.depth])}

    @classmethod
    def from_arrays(cls, held: Mapping[str, Array]) -> "Trees":
        base, depth = held["shape"].tolist()
        names = ("feature", "threshold", "left", "right", "value", "roots")
        feature, threshold, left, right, value, roots = (held[n] for n in names)
        return cls(feature, threshold, left, right, value, roots, base, int(depth))
