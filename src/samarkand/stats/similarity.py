"""Diversity that knows how alike kinds are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def leinster_cobbold(counts: ArrayLike, alike: ArrayLike) -> NDArray[np.float64]:
    """Effective number of order 1 of rows of weights (rows x kinds), kinds alike by `alike` (kinds x kinds, 0..1).

    With nothing alike but itself it is the Hill number of order 1; with all alike it is 1; without any weight 0. Raises
    ValueError where a kind is not wholly like itself. Source: Leinster and Cobbold 2012.
    """
    w, z = np.atleast_2d(np.asarray(counts, dtype=np.float64)), np.asarray(alike, dtype=np.float64)
    if (w < 0).any() or not np.allclose(np.diag(z), 1.0) or (z < 0).any() or (z > 1).any():
        raise ValueError("weights are not below 0, likeness lies in 0..1 and is 1 with oneself")
    total = w.sum(axis=1, keepdims=True)
    p = np.divide(w, total, out=np.zeros_like(w), where=total > 0)
    ordinary = p @ z.T
    logs = np.log(ordinary, out=np.zeros_like(p), where=p > 0)
    out: Floats = np.where(total[:, 0] > 0, np.exp(-(p * logs).sum(axis=1)), 0.0)
    return out


def shared_words(names: Sequence[str]) -> Floats:
    """How alike names are: words in common among all their words (Jaccard), names x names."""
    words = [set(name.casefold().split()) for name in names]
    rows = [[len(a & b) / len(a | b) if a | b else 1.0 for b in words] for a in words]
    return np.array(rows, dtype=np.float64).reshape(len(names), len(names))
