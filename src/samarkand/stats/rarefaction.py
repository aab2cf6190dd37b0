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
    kinds, times = np.unique(x, return_counts=True)
    k, kind, p = _hypergeometric(kinds, n, size)
    shares = k / size
    return exp(-float((times[kind] * shares * np.log(shares) * p).sum()))


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


def _hypergeometric(kinds: Floats, n: int, size: int) -> tuple[Floats, NDArray[np.int64], Floats]:
    """How often kinds of so many sightings among `n` turn up in `size`, nought left out: number, position of its kind,
    probability; all kinds in one row."""
    mean = size * kinds / n
    spread = np.sqrt(np.maximum(mean * (1 - kinds / n) * (n - size) / max(n - 1, 1), 0.0))
    first = np.maximum(np.maximum(1, size - (n - kinds)), np.floor(mean - _REACH * spread - _REACH)).astype(np.int64)
    last = np.minimum(np.minimum(kinds, size), np.ceil(mean + _REACH * spread + _REACH)).astype(np.int64)
    lengths = np.maximum(last - first + 1, 0)
    of = np.repeat(np.arange(len(kinds)), lengths)
    k = (np.arange(len(of)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + first[of]).astype(np.float64)
    own = kinds[of]
    ways = _choose(own, k) + _choose(n - own, size - k) - _choose(np.array([float(n)]), np.array([float(size)]))
    return k, of, np.exp(ways)


def _choose(n: Floats, k: Floats) -> Floats:
    """Logarithm of the number of ways, for 0 <= k <= n."""
    out: Floats = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return out
