"""How large a share has ended by a cause at a time, where other causes may end it first."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samarkand.stats.curve import Curve, log_log
from samarkand.stats.drawn import LEAST_CLUSTERS, draws
from samarkand.stats.spells import Floats, Spells, Tally, tally


def cumulative_incidence(observed: Spells, cause: int, level: float = 0.95) -> Curve:
    """The Aalen–Johansen estimate with delayed entry, its interval from the delta method on the log(-log) scale.

    Source: Aalen and Johansen 1978; variance of Marubini and Valsecchi 1995 (10.2).
    """
    counts = tally(observed)
    left, share = _free(counts), _incidence(counts, cause)[0]
    variance = _delta(counts, left[0], share, cause)
    low, high = log_log(share, variance, counts.at_risk[0], level)
    emptied = _emptied(counts, observed)
    settled = len(counts.times) > 0 and bool(_after(counts)[0, -1] <= 0) and emptied is None
    return Curve(
        counts.times,
        share,
        low,
        high,
        counts.at_risk[0],
        np.sort(observed.entry),
        np.sort(observed.exit),
        settled,
        emptied,
    )


def variance(observed: Spells, cause: int) -> Floats:
    """Delta-method variance of the cumulative incidence at the times of ends (J,)."""
    counts = tally(observed)
    return _delta(counts, _free(counts)[0], _incidence(counts, cause)[0], cause)


def any_end(observed: Spells, level: float = 0.95) -> Curve:
    """Share that ended in whatever way: one less Kaplan–Meier's, with Greenwood's variance.

    For one cause among several this would be too high, since it treats the other ends as if nothing had been decided.
    """
    as_one = Spells(observed.entry, observed.exit, (observed.cause > 0).astype(np.int64))
    return cumulative_incidence(as_one, 1, level)


def bootstrap(
    observed: Spells, cause: int, cluster: ArrayLike, level: float = 0.95, replicates: int = 1000
) -> tuple[Floats, Floats] | None:
    """Percentile interval (J,), (J,) over clusters drawn anew; `cluster` (spells,) numbers what a spell came with.

    Promises made in one document share their fate, which the delta method does not know. None below fifteen clusters.
    """
    groups = np.unique(np.asarray(cluster), return_inverse=True)[1]
    if not len(groups) or groups.max() + 1 < LEAST_CLUSTERS:
        return None
    curves = [_incidence(tally(observed, w), cause) for w in draws(groups, observed.exit, replicates)]
    tail = (1 - level) / 2
    low, high = np.quantile(np.concatenate(curves), [tail, 1 - tail], axis=0)
    return low, high


def _after(counts: Tally) -> Floats:
    """Share that has not ended in any way, after each time (draws, J)."""
    ended = counts.ended.sum(axis=0)
    kept = 1 - np.divide(ended, counts.at_risk, out=np.zeros_like(ended), where=counts.at_risk > 0)
    out: Floats = np.cumprod(np.maximum(kept, 0.0), axis=1)
    return out


def _free(counts: Tally) -> Floats:
    """The same, just before each time."""
    after = _after(counts)
    return np.concatenate([np.ones((len(after), 1)), after[:, :-1]], axis=1) if after.size else after


def _incidence(counts: Tally, cause: int) -> Floats:
    ended = counts.of(cause)
    hazard = np.divide(ended, counts.at_risk, out=np.zeros_like(ended), where=counts.at_risk > 0)
    out: Floats = np.cumsum(_free(counts) * hazard, axis=1)
    return out


def _delta(counts: Tally, free: Floats, share: Floats, cause: int) -> Floats:
    """Var F(t) = sum (F(t)-F(s))^2 d/(n(n-d)) + S^2 d_k(n-d_k)/n^3 - 2 (F(t)-F(s)) S d_k/n^2 over ends s up to t."""
    n, d, k = counts.at_risk[0], counts.ended.sum(axis=0)[0], counts.of(cause)[0]
    a = np.divide(d, n * (n - d), out=np.zeros_like(d), where=n > d)
    c = free * k / n**2
    squares = share**2 * np.cumsum(a) - 2 * share * np.cumsum(share * a) + np.cumsum(share**2 * a)
    crossed = share * np.cumsum(c) - np.cumsum(share * c)
    out: Floats = np.maximum(0.0, squares + np.cumsum(free**2 * k * (n - k) / n**3) - 2 * crossed)
    return out


def _emptied(counts: Tally, observed: Spells) -> float | None:
    gone: NDArray[np.int64] = (
        np.flatnonzero(_after(counts)[0] <= 0) if len(counts.times) else np.array([], dtype=np.int64)
    )
    if not len(gone):
        return None
    first = float(counts.times[gone[0]])
    return first if (observed.entry >= first).any() else None
