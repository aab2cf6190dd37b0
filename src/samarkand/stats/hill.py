"""Diversity as an effective number of equally common kinds."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def hill(counts: ArrayLike, q: float) -> Any:
    """Hill number of order `q` of the last axis: any shape (..., kinds) of weights >= 0 gives shape (...).

    Order 0 is the number of kinds, 1 the exponential of Shannon's entropy, 2 the inverse Simpson index. A row
    without any weight has diversity 0. Raises ValueError for a negative weight or order. Source: Hill 1973.
    """
    weights = np.sort(np.asarray(counts, dtype=np.float64), axis=-1)
    if q < 0 or (weights < 0).any():
        raise ValueError("weights and order must not be negative")
    total = weights.sum(axis=-1, keepdims=True)
    p = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    out = _of_shares(p, q)
    return float(out) if out.ndim == 0 else out


def _of_shares(p: Floats, q: float) -> Floats:
    present = p > 0
    empty = ~present.any(axis=-1)
    if q == 1:
        logs = np.log(p, out=np.zeros_like(p), where=present)
        return np.where(empty, 0.0, np.exp(-(p * logs).sum(axis=-1)))
    powers = np.power(p, q, out=np.zeros_like(p), where=present).sum(axis=-1)
    return np.where(empty, 0.0, np.power(np.where(empty, 1.0, powers), 1 / (1 - q)))
