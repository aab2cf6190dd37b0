"""Diversity of samples of different completeness, compared at the same completeness."""

from math import exp

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

Floats = NDArray[np.float64]
_REACH = 9.0
"""Standard deviations of a hypergeometric that are summed: what lies outside is below 1e-15."""


def sample_coverage(counts: ArrayLike) -> float:
    """Share (0..1) of the whole that belongs to kinds already seen, from how often each kind was seen.

    Raises ValueError where nothing was seen. Source: Chao and Jost 2012, individual-based form.
    """
    x = _whole(counts)
    n, f1, f2 = int(x.sum()), int((x == 1).sum()), int((x == 2).sum())
    if not n:
        raise ValueError("nothing was seen")
    if not f1:
        return 1.0
    again = (n - 1) * f1 / ((n - 1) * f1 + 2 * f2) if f2 else (n - 1) * (f1 - 1) / ((n - 1) * (f1 - 1) + 2)
    return 1 - f1 / n * again


def coverage_at(counts: ArrayLike, size: int) -> float:
    """Expected coverage of `size` sightings drawn without replacement from those behind `counts`; 1 <= size <= n."""
    x = _whole(counts)
    n = int(x.sum())
    if not 1 <= size <= n:
        raise ValueError(f"{size} cannot be drawn from {n}")
    if size == n:
        return sample_coverage(x)
    return float(1 - (x / n * np.exp(_log_choose(n - x, size) - _log_choose(np.array([n - 1.0]), size))).sum())


def hill_one_at(counts: ArrayLike, size: int) -> float:
    """Expected effective number of order 1 of `size` sightings drawn without replacement; 1 <= size <= n.

    Raises ValueError for another size. Source: Chao and others 2014, the analytic rarefaction of order 1.
    """
    x = _whole(counts)
    n = int(x.sum())
    if not 1 <= size <= n:
        raise ValueError(f"{size} cannot be drawn from {n}")
    entropy = 0.0
    for kind, times in zip(*np.unique(x, return_counts=True), strict=True):
        k, p = _hypergeometric(int(kind), n, size)
        shares = k / size
        entropy -= float(times) * float((shares * np.log(shares) * p).sum())
    return exp(entropy)


def at_coverage(counts: ArrayLike, target: float) -> float:
    """The effective number of order 1 at a coverage of `target`, between the two sizes that enclose it.

    A sample that never reaches the target is taken as it is: nothing is extrapolated.
    """
    x = _whole(counts)
    n = int(x.sum())
    if sample_coverage(x) <= target or n == 1:
        return hill_one_at(x, n)
    low, high = 1, n
    if coverage_at(x, 1) >= target:
        return 1.0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if coverage_at(x, middle) < target else (low, middle)
    below, above = coverage_at(x, low), coverage_at(x, high)
    part = (target - below) / (above - below) if above > below else 1.0
    return (1 - part) * hill_one_at(x, low) + part * hill_one_at(x, high)


def _whole(counts: ArrayLike) -> NDArray[np.float64]:
    x = np.asarray(counts, dtype=np.float64)
    if (x < 0).any() or (np.abs(x - np.rint(x)) > 1e-9).any():
        raise ValueError("how often a kind was seen is a whole number, not below nought")
    return np.rint(x[x > 0])


def _log_choose(n: Floats, k: float) -> Floats:
    possible = n >= k
    m = np.where(possible, n, k)
    out: Floats = np.where(possible, gammaln(m + 1) - gammaln(k + 1) - gammaln(m - k + 1), -np.inf)
    return out


def _hypergeometric(kind: int, n: int, size: int) -> tuple[Floats, Floats]:
    """How often a kind of `kind` sightings among `n` turns up in `size`, and how likely; nought left out."""
    mean = size * kind / n
    spread = np.sqrt(max(mean * (1 - kind / n) * (n - size) / max(n - 1, 1), 0.0))
    first = max(1, size - (n - kind), int(mean - _REACH * spread - _REACH))
    last = min(kind, size, int(mean + _REACH * spread + _REACH))
    k = np.arange(first, last + 1, dtype=np.float64)
    ways = _choose(kind, k) + _choose(n - kind, size - k) - _choose(n, np.array([float(size)]))
    return k, np.exp(ways)


def _choose(n: int, k: Floats) -> Floats:
    out: Floats = gammaln(n + 1.0) - gammaln(k + 1) - gammaln(n - k + 1)
    return out
