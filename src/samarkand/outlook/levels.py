"""Models of a level that moves: local level, damped trend, Theta; with months where there are any.

Smoothing weights are not chosen but drawn, each as probable as its sum of squares lets it be.
"""

from dataclasses import dataclass

import numpy as np

from samarkand.outlook.draws import TINY, Rng, paths, spreads
from samarkand.outlook.history import Floats, History

_ALPHAS = np.linspace(0.02, 1.0, 25)
_TRENDS = np.array(
    [(a, b, p) for a in (0.1, 0.3, 0.5, 0.7, 0.9, 1.0) for b in (0.02, 0.1, 0.3) for p in (0.8, 0.9, 0.97)]
)


@dataclass(frozen=True)
class Season:
    """Effects (seasons) that sum to nought, and their standard errors."""

    effects: Floats
    errors: Floats

    def drawn(self, draws: int, rng: Rng) -> Floats:
        return self.effects + self.errors * rng.standard_normal((draws, len(self.effects)))


def season_of(h: History) -> Season:
    """Months shrunk towards none by how little they differ beyond noise; nothing without months."""
    m = h.season
    if m == 1:
        return Season(np.zeros(1), np.zeros(1))
    seasons = h.seasons()
    trend = np.polyval(np.polyfit(np.arange(len(h.z))[h.known], h.z[h.known], 1), np.arange(len(h.z)))
    off = h.z - trend
    size = np.array([(h.known & (seasons == s)).sum() for s in range(m)])
    means = np.array([off[h.known & (seasons == s)].mean() if size[s] else 0.0 for s in range(m)])
    noise = float(((off - means[seasons])[h.known] ** 2).sum() / max(h.n - m, 1))
    between = max(float(means.var(ddof=1)) - noise * float((1 / np.maximum(size, 1)).mean()), TINY)
    kept = between / (between + noise / np.maximum(size, 0.5))
    shrunk = kept * means
    return Season(shrunk - shrunk.mean(), np.sqrt(between * (1 - kept)))


def _weights(squares: Floats, degrees: int) -> Floats:
    logs = -degrees / 2 * np.log(np.maximum(squares, TINY))
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def _levels(z: Floats, known: Floats) -> tuple[Floats, Floats]:
    """For each smoothing weight the last level and the sum of squared one-step errors."""
    level = np.full(len(_ALPHAS), z[: min(3, len(z))].mean())
    squares = np.zeros(len(_ALPHAS))
    for value, counts in zip(z, known, strict=True):
        error = value - level
        squares += counts * error**2
        level = level + counts * _ALPHAS * error
    return level, squares


def _on(level: Floats, slope: Floats, alpha: Floats, spread: Floats, horizon: int, rng: Rng) -> Floats:
    """Paths of a local level: what surprises in one step is kept in the next by `alpha`."""
    noise = rng.standard_normal((len(level), horizon)) * spread[:, None]
    kept = np.cumsum(noise * alpha[:, None], axis=1) - noise * alpha[:, None]
    return level[:, None] + slope[:, None] * np.arange(1, horizon + 1) + kept + noise


def local_level(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """ETS(A,N,N), months added where there are any."""
    return _theta(h, exposure, draws, rng, share=0.0)


def theta(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """A local level that goes on with half the slope of a straight line (Assimakopoulos and Nikolopoulos 2000)."""
    return _theta(h, exposure, draws, rng, share=0.5)


def _theta(h: History, exposure: Floats, draws: int, rng: Rng, share: float) -> Floats:
    season, horizon = season_of(h), len(exposure)
    z = h.z - season.effects[h.seasons()]
    level, squares = _levels(z, h.known.astype(np.float64))
    degrees = max(h.n - 2, 1)
    picked = rng.choice(len(_ALPHAS), draws, p=_weights(squares, degrees))
    spread = spreads(squares[picked], degrees, draws, rng)
    slope = np.zeros(draws)
    if share:
        t = np.arange(len(z), dtype=np.float64)[h.known]
        (b, a), off = np.polyfit(t, z[h.known], 1), t - t.mean()
        error = np.sqrt(((z[h.known] - a - b * t) ** 2).sum() / max(h.n - 2, 1) / max((off**2).sum(), TINY))
        slope = share * (b + error * rng.standard_normal(draws))
    out = _on(level[picked], slope, _ALPHAS[picked], spread, horizon, rng)
    return paths(h, out + season.drawn(draws, rng)[:, h.seasons(horizon)], exposure)


def damped_trend(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """ETS(A,Ad,N), months added where there are any."""
    season, horizon = season_of(h), len(exposure)
    z, known = h.z - season.effects[h.seasons()], h.known.astype(np.float64)
    alpha, beta, phi = _TRENDS.T
    early = z[: min(5, len(z))]
    level = np.full(len(_TRENDS), early[0])
    trend = np.full(len(_TRENDS), np.diff(early).mean() if len(early) > 1 else 0.0)
    squares = np.zeros(len(_TRENDS))
    for value, counts in zip(z[1:], known[1:], strict=True):
        error = value - (level + phi * trend)
        squares += counts * error**2
        level = level + phi * trend + counts * alpha * error
        trend = phi * trend + counts * alpha * beta * error
    degrees = max(h.n - 3, 1)
    picked = rng.choice(len(_TRENDS), draws, p=_weights(squares, degrees))
    spread = spreads(squares[picked], degrees, draws, rng)
    now, slope = level[picked], trend[picked]
    a, b, p = alpha[picked], beta[picked], phi[picked]
    out = np.empty((draws, horizon))
    for i in range(horizon):
        error = spread * rng.standard_normal(draws)
        out[:, i] = now + p * slope + error
        now, slope = now + p * slope + a * error, p * slope + a * b * error
    return paths(h, out + season.drawn(draws, rng)[:, h.seasons(horizon)], exposure)
