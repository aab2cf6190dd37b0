"""What every model must beat: the last value, the mean, the drift, and their like with months."""

import numpy as np

from samarkand.outlook.draws import Rng, paths, spreads, steps_of, walk
from samarkand.outlook.history import Floats, History


def last_value(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    steps = steps_of(h)
    spread = spreads(float((steps**2).sum()), len(steps), draws, rng)
    return paths(h, walk(h.z[-1], np.zeros(draws), spread, len(exposure), rng), exposure)


def mean(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    z = h.z[h.known]
    spread = spreads(float(((z - z.mean()) ** 2).sum()), len(z) - 1, draws, rng)
    middle = z.mean() + spread / np.sqrt(len(z)) * rng.standard_normal(draws)
    noise = rng.standard_normal((draws, len(exposure))) * spread[:, None]
    return paths(h, middle[:, None] + noise, exposure)


def drift(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """The last value, and on by the mean step."""
    steps = steps_of(h)
    if len(steps) < 2:
        return last_value(h, exposure, draws, rng)
    spread = spreads(float(((steps - steps.mean()) ** 2).sum()), len(steps) - 1, draws, rng)
    slope = steps.mean() + spread / np.sqrt(len(steps)) * rng.standard_normal(draws)
    return paths(h, walk(h.z[-1], slope, spread, len(exposure), rng), exposure)


def seasonal_naive(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """The same season a year before."""
    steps = steps_of(h, h.season)
    spread = spreads(float((steps**2).sum()), len(steps), draws, rng)
    horizon, m = len(exposure), h.season
    z = np.empty((draws, horizon))
    for i in range(horizon):
        before = h.z[len(h.z) - m + i] if i < m else z[:, i - m]
        z[:, i] = before + spread * rng.standard_normal(draws)
    return paths(h, z, exposure)


def seasonal_mean(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """The mean of the season over the years; a season never seen takes the mean of all."""
    seasons, ahead = h.seasons()[h.known], h.seasons(len(exposure))
    z = h.z[h.known]
    size = np.bincount(seasons, minlength=h.season)
    total = np.bincount(seasons, weights=z, minlength=h.season)
    means = np.where(size > 0, total / np.maximum(size, 1), z.mean())
    squares = float(((z - means[seasons]) ** 2).sum())
    spread = spreads(squares, len(z) - int((size > 0).sum()), draws, rng)
    middle = means + rng.standard_normal((draws, h.season)) * spread[:, None] / np.sqrt(np.maximum(size, 1))
    noise = rng.standard_normal((draws, len(exposure))) * spread[:, None]
    return paths(h, middle[:, ahead] + noise, exposure)
