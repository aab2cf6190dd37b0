"""How the children of a node become its score. Weights are relative; missing children give theirs to the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from samarkand.index import along
from samarkand.index.along import Array
from samarkand.index.copeland import copeland
from samarkand.index.envelope import benefit_of_doubt
from samarkand.index.methods import Aggregate


@dataclass(frozen=True, slots=True)
class Children:
    """`x` is runs x children x rows, `w` runs x children or 1 x children; `parts` are the rows of each period that
    are compared with one another. `low` and `high` are the scale of methods that only compare."""

    x: Array
    w: Array
    parts: tuple[slice, ...]
    power: float = 0.5
    low: float = 0.0
    high: float = 1.0


def weighted_sum(x: Array, w: Array) -> Array:
    """Sum over children of w x; runs x rows."""
    return np.asarray(np.matmul(w[:, None, :], x)[:, 0, :])


def weighted_mean(x: Array, w: Array) -> Array:
    """Over what is there; NaN where nothing is, or all that is has no weight."""
    if not np.isnan(x).any():
        total, sums = w.sum(axis=1)[:, None], weighted_sum(x, w)
    else:
        total, sums = weighted_sum((~np.isnan(x)).astype(np.float64), w), weighted_sum(np.nan_to_num(x), w)
    return along.ratio(sums, total)


def _through(x: Array, w: Array, there: Callable[[Array], Array], back: Callable[[Array], Array]) -> Array:
    """A mean on another scale. A row with a value that is not above zero has none."""
    counts = (x <= 0) & (w[:, :, None] > 0)
    bad = counts.any(axis=1)
    mean = weighted_mean(there(np.where(x > 0, x, np.where(np.isnan(x), np.nan, 1.0))), w)
    return np.where(bad, np.nan, back(mean))


def _geometric(c: Children) -> Array:
    return _through(c.x, c.w, np.log, np.exp)


def _harmonic(c: Children) -> Array:
    return _through(c.x, c.w, np.reciprocal, np.reciprocal)


def _generalised(c: Children) -> Array:
    if c.power == 0:
        return _geometric(c)
    return _through(c.x, c.w, lambda x: x**c.power, lambda m: m ** (1 / c.power))


def _mazziotta_pareto(c: Children) -> Array:
    """The mean less a penalty for unevenness: variance over mean (Mazziotta and Pareto 2016)."""
    mean = weighted_mean(c.x, c.w)
    variance = weighted_mean((c.x - mean[:, None, :]) ** 2, c.w)
    return mean - along.ratio(variance, np.where(mean > 0, mean, 0.0))


def _compared(score: Callable[[Array, Array], Array]) -> Callable[[Children], Array]:
    """A method that compares rows within each period, its fraction brought to the scale."""

    def method(c: Children) -> Array:
        w = np.broadcast_to(c.w, c.x.shape[:2])
        got = np.concatenate([score(c.x[:, :, part], w) for part in c.parts], axis=-1)
        return c.low + (c.high - c.low) * got

    return method


METHODS: Mapping[Aggregate, Callable[[Children], Array]] = {
    Aggregate.ARITHMETIC: lambda c: weighted_mean(c.x, c.w),
    Aggregate.GEOMETRIC: _geometric,
    Aggregate.HARMONIC: _harmonic,
    Aggregate.GENERALISED: _generalised,
    Aggregate.MAZZIOTTA_PARETO: _mazziotta_pareto,
    Aggregate.COPELAND: _compared(copeland),
    Aggregate.BENEFIT_OF_DOUBT: _compared(benefit_of_doubt),
}


def aggregated(method: Aggregate, children: Children, present: float) -> Array:
    """The node's score (runs x rows); NaN where less than the share `present` of the weighted children is there."""
    out = METHODS[method](children)
    counted = np.broadcast_to(children.w > 0, children.x.shape[:2])
    missing = np.isnan(children.x)
    if not missing.any():
        return out
    there = (counted[:, :, None] & ~missing).sum(axis=1)
    of = counted.sum(axis=1)[:, None]
    return np.where(there >= present * of - 1e-9, out, np.nan)
