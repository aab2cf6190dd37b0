"""Who gives to whom, from a table of flows: reciprocity, balance, centralisation, two blocs."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def reciprocity(flows: ArrayLike) -> Any:
    """Part of all flow that is returned: (..., n, n) gives (...), NaN where nothing flows.

    The smaller of both ways, summed over ordered pairs, over the whole; what stays at home is left out.
    Source: Squartini and others 2013, weighted reciprocity.
    """
    w = _abroad(flows)
    whole = w.sum(axis=(-2, -1))
    returned = np.minimum(w, np.swapaxes(w, -1, -2)).sum(axis=(-2, -1))
    out = np.divide(returned, whole, out=np.full_like(whole, np.nan), where=whole > 0)
    return float(out) if out.ndim == 0 else out


def balance(there: float, back: float) -> float:
    """0 where all goes one way, 1 where both ways carry the same. Raises ValueError where nothing flows."""
    if there < 0 or back < 0 or there + back <= 0:
        raise ValueError(f"flows of {there} and {back} have no balance")
    return 1 - abs(there - back) / (there + back)


def balance_of_share(low: float, high: float) -> tuple[float, float]:
    """Ends of the balance 1 - |2s - 1| while the share `s` of one way lies between `low` and `high`."""
    ends = (2 * min(low, 1 - low), 2 * min(high, 1 - high))
    return max(0.0, min(ends)), 1.0 if low <= 0.5 <= high else min(1.0, max(ends))


def centralisation(strengths: ArrayLike) -> Any:
    """How far one node stands above all others, 0 (all alike) to 1 (a star): (..., n) gives (...), NaN where empty.

    Differences to the strongest over their most, that of a star, in which it has half of all strength and the others
    share the other half evenly. Source: Freeman 1979, for strengths.
    """
    s = np.asarray(strengths, dtype=np.float64)
    n, total = s.shape[-1], s.sum(axis=-1)
    if n < 3:
        raise ValueError("centralisation needs three nodes")
    apart = (s.max(axis=-1, keepdims=True) - s).sum(axis=-1)
    most = total / 2 * (n - 2)
    out = np.divide(apart, most, out=np.full_like(total, np.nan), where=most > 0)
    return float(out) if out.ndim == 0 else out


def density(ties: ArrayLike) -> Any:
    """Pairs with any tie among all pairs: (..., n, n), symmetric, gives (...)."""
    w = _abroad(ties)
    n = w.shape[-1]
    if n < 2:
        raise ValueError("density needs two nodes")
    out = (w > 0).sum(axis=(-2, -1)) / (n * (n - 1))
    return float(out) if np.ndim(out) == 0 else out


def two_blocs(ties: ArrayLike) -> Any:
    """Modularity of the split into two that the leading eigenvector draws: (..., n, n), symmetric, gives (...).

    Two blocs at most, and the same whatever the nodes are called and in whatever order they come; methods that grow
    communities from a random start are neither. Source: Newman 2006.
    """
    w = _abroad(ties)
    s = w.sum(axis=-1)
    total = s.sum(axis=-1)
    safe = np.where(total > 0, total, 1.0)
    b = w - s[..., :, None] * s[..., None, :] / safe[..., None, None]
    leading = np.linalg.eigh(b)[1][..., -1]
    side = np.where(leading >= 0, 1.0, -1.0)
    out = np.einsum("...i,...ij,...j->...", side, b, side) / (2 * safe)
    out = np.where(total > 0, np.maximum(out, 0.0), np.nan)
    return float(out) if out.ndim == 0 else out


def _abroad(flows: ArrayLike) -> Floats:
    w = np.array(flows, dtype=np.float64)
    if w.shape[-1] != w.shape[-2] or (w < 0).any():
        raise ValueError("flows are a square table without negative numbers")
    diagonal = np.arange(w.shape[-1])
    w[..., diagonal, diagonal] = 0.0
    return w
