"""Which of many changes are more than chance would bring."""

from math import erf, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samarkand.stats.wilson import normal_quantile

FALSE_SHARE = 0.10


def adjusted(p: ArrayLike) -> NDArray[np.float64]:
    """The least share of false alarms at which each is still clear. Source: Benjamini and Hochberg 1995."""
    values = np.asarray(p, dtype=np.float64)
    if ((values < 0) | (values > 1) | np.isnan(values)).any():
        raise ValueError("a probability lies between 0 and 1")
    n = len(values)
    order = np.argsort(values, kind="stable")
    steps = values[order] * n / np.arange(1, n + 1)
    out = np.empty(n)
    out[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return out


def clear(p: ArrayLike, false_share: float = FALSE_SHARE) -> NDArray[np.bool_]:
    """Those that are clear when at most that share of what is called clear may be false."""
    return adjusted(p) <= false_share


def p_of_interval(value: float, low: float, high: float, level: float) -> float:
    """How likely chance would bring a difference at least as far from zero, from its interval.

    The end that faces zero gives the standard error. An interval without width leaves no doubt, unless it is zero.
    """
    reach = value - low if value > 0 else high - value
    if reach <= 0:
        return 1.0 if value == 0 else 0.0
    z = abs(value) / (reach / normal_quantile(level))
    return 1 - erf(z / sqrt(2))
