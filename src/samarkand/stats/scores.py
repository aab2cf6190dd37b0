"""How good a forecast was: all in the unit of the series unless said otherwise, less is better."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def naive_scale(train: ArrayLike, season: int = 1) -> float | None:
    """Mean absolute step of the training values over a season; None where there is no step, or all are nought."""
    values = np.asarray(train, dtype=np.float64)
    steps = np.abs(values[season:] - values[:-season])
    steps = steps[~np.isnan(steps)]
    scale = float(steps.mean()) if len(steps) else 0.0
    return scale or None


def mase(train: ArrayLike, observed: ArrayLike, forecast: ArrayLike, season: int = 1) -> float | None:
    """Mean absolute error over that of the naive forecast within the training values; without a unit.

    None where the training values never change. Source: Hyndman and Koehler 2006.
    """
    scale = naive_scale(train, season)
    errors = np.abs(np.asarray(observed, dtype=np.float64) - np.asarray(forecast, dtype=np.float64))
    return None if scale is None else float(errors.mean() / scale)


def crps(draws: ArrayLike, observed: ArrayLike) -> Floats:
    """Continuous ranked probability score of draws (draws x cases) at the observed values (cases).

    E|X − y| − E|X − X'| / 2 over the draws. Source: Gneiting and Raftery 2007.
    """
    x = np.sort(np.asarray(draws, dtype=np.float64), axis=0)
    m = len(x)
    weights = (2 * np.arange(1, m + 1) - m - 1).reshape(-1, *[1] * (x.ndim - 1))
    spread = (weights * x).sum(axis=0) / m**2
    score: Floats = np.abs(x - np.asarray(observed, dtype=np.float64)).mean(axis=0) - spread
    return score


def pinball(levels: ArrayLike, quantiles: ArrayLike, observed: float) -> Floats:
    """Quantile score at each level. Source: Koenker and Bassett 1978."""
    tau, q = np.asarray(levels, dtype=np.float64), np.asarray(quantiles, dtype=np.float64)
    miss = observed - q
    return np.maximum(tau * miss, (tau - 1) * miss)


def crps_of_quantiles(levels: ArrayLike, quantiles: ArrayLike, observed: float) -> float:
    """Twice the area under the quantile score, flat beyond the outermost levels."""
    tau = np.asarray(levels, dtype=np.float64)
    edges = np.concatenate(([0.0], (tau[1:] + tau[:-1]) / 2, [1.0]))
    return float(2 * (pinball(tau, quantiles, observed) * np.diff(edges)).sum())


def interval_score(low: ArrayLike, high: ArrayLike, observed: ArrayLike, level: float) -> Floats:
    """Width of the interval, and 2/(1 − level) times by how far the value lies outside. Source: Gneiting and Raftery 2007."""
    a, b, y = (np.asarray(v, dtype=np.float64) for v in (low, high, observed))
    fine = 2 / (1 - level)
    score: Floats = (b - a) + fine * np.maximum(a - y, 0) + fine * np.maximum(y - b, 0)
    return score


def pit(draws: ArrayLike, observed: ArrayLike) -> Floats:
    """Where the value falls among the draws, 0..1, in the middle of its equals, so that whole numbers do not tilt it."""
    x, y = np.asarray(draws, dtype=np.float64), np.asarray(observed, dtype=np.float64)
    place: Floats = (x < y).mean(axis=0) + (x == y).mean(axis=0) / 2
    return place


def brier(probability: float, happened: bool) -> float:
    """Squared distance of a probability from what came, 0..1. Source: Brier 1950."""
    return (probability - float(happened)) ** 2
