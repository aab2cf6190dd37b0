"""A share that grows with time, in steps, with its interval."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samarkand.stats.wilson import normal_quantile, wilson

Floats = NDArray[np.float64]
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """At each of the `times` (J,), ascending: the share reached by then, its `low` and `high`, and how many were watched.

    `entries` and `ends` (spells,) ascend: from when and how long each was watched. Beyond the last nothing is known unless `is_settled`, i.e. nobody
    was left.
    `emptied` is a time at which all who were watched had ended though others were entered later: from then on the
    shares mean nothing; None where that did not happen.
    """

    times: Floats
    estimate: Floats
    low: Floats
    high: Floats
    at_risk: Floats
    entries: Floats
    ends: Floats
    is_settled: bool = False
    emptied: float | None = None

    @property
    def until(self) -> float:
        """The longest anybody was watched."""
        return float(self.ends[-1]) if len(self.ends) else 0.0

    def watched(self, time: float) -> int:
        """How many had come into view before a time and had not left by then."""
        return int(np.searchsorted(self.entries, time) - np.searchsorted(self.ends, time))

    def knows(self, time: float) -> bool:
        """Was anybody watched so long?"""
        return time <= self.until or self.is_settled

    def at(self, time: float, level: float = 0.95) -> tuple[float, float, float]:
        """Share by a time, low and high. Before the first step it is nought, with Wilson's limit for those watched so long."""
        step = int(np.searchsorted(self.times, time + TINY, side="right")) - 1
        if step < 0:
            watched = int((self.ends >= time - TINY).sum())
            return 0.0, 0.0, wilson(0, watched, level)[1] if watched else 1.0
        return float(self.estimate[step]), float(self.low[step]), float(self.high[step])

    def reaches(self, share: float = 0.5) -> tuple[float | None, float | None, float | None]:
        """When the share is reached, the earliest and the latest it may be; None where it was not reached."""
        return (
            _first(self.times, self.estimate, share),
            _first(self.times, self.high, share),
            _first(self.times, self.low, share),
        )

    def times_factor(self, factor: float) -> "Curve":
        """All shares multiplied, never above one."""
        estimate, low, high = (np.minimum(1.0, a * factor) for a in (self.estimate, self.low, self.high))
        return replace(self, estimate=estimate, low=low, high=high)

    def widened(self, low: Floats, high: Floats) -> "Curve":
        """The lower of the lows and the higher of the highs; the estimate stays inside."""
        lows, highs = np.minimum(self.low, np.minimum(low, self.estimate)), np.maximum(self.high, high)
        return replace(self, low=lows, high=np.maximum(highs, self.estimate))


def _first(times: Floats, shares: Floats, share: float) -> float | None:
    reached = np.flatnonzero(shares >= share - TINY)
    return float(times[reached[0]]) if len(reached) else None


def log_log(share: Floats, variance: Floats, at_risk: Floats, level: float) -> tuple[Floats, Floats]:
    """An interval that stays within 0..1; at nought and one, where its spread is nought, Wilson's for those at risk.

    Source: Kalbfleisch and Prentice 1980.
    """
    inside = (share > TINY) & (share < 1 - TINY)
    p = np.where(inside, share, 0.5)
    reach = np.where(inside, normal_quantile(level) * np.sqrt(variance) / np.abs(p * np.log(p)), 0.0)
    low, high = p ** np.exp(reach), p ** np.exp(-reach)
    for j in np.flatnonzero(~inside):
        trials = max(1.0, float(at_risk[j]))
        low[j], high[j] = wilson(0.0 if share[j] < 0.5 else trials, trials, level)
    return low, high
