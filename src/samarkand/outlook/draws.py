"""What all models draw: parameters that the values leave open, and the paths that follow."""

from collections.abc import Sequence

import numpy as np

from samarkand.outlook.history import Floats, History, back

Rng = np.random.Generator
TINY = 1e-9


def spreads(squares: Floats | float, degrees: int, size: int, rng: Rng) -> Floats:
    """Draws of a standard deviation from a sum of squares with so many degrees of freedom (scaled inverse chi-square)."""
    return np.sqrt(np.maximum(squares, TINY) / rng.chisquare(max(degrees, 1), size))


def steps_of(h: History, lag: int = 1) -> Floats:
    """Differences over `lag` steps between values that are both known."""
    both = h.known[lag:] & h.known[:-lag]
    return (h.z[lag:] - h.z[:-lag])[both]


def paths(h: History, z: Floats, exposure: Floats) -> Floats:
    """Draws (draws x steps) on the models' scale as values that the series can have."""
    return back(z, h.scale, exposure)


def walk(start: Floats | float, drift: Floats, spread: Floats, horizon: int, rng: Rng) -> Floats:
    """Random walks (draws x horizon) from a start, each with its own drift and spread."""
    noise = rng.standard_normal((len(spread), horizon)) * spread[:, None]
    return np.asarray(start).reshape(-1, 1) + np.cumsum(drift[:, None] + noise, axis=1)


def ends(drawn: Floats, levels: Sequence[float], is_whole: bool) -> Floats:
    """Quantiles of draws; of whole numbers, whole numbers."""
    return np.asarray(np.quantile(drawn, levels, method="inverted_cdf" if is_whole else "linear"))
