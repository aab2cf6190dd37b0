"""How many were never seen, from how many were seen by one lineage only and by two."""

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samarkand.stats.wilson import normal_quantile

LEAST_SEEN, LEAST_DOUBLETONS = 30, 5


@dataclass(frozen=True, slots=True)
class Chao:
    """Units seen, the lower bound of those unseen, their sum, and its interval; all in units."""

    seen: int
    unseen: float
    total: float
    low: float
    high: float


def frequencies(reported_by: ArrayLike) -> NDArray[np.int64]:
    """`f[j]` = units reported by exactly `j` lineages, from the number of lineages of each unit."""
    counts = np.asarray(reported_by, dtype=np.int64)
    if (counts < 1).any():
        raise ValueError("a unit that nobody reports was not seen")
    return np.bincount(counts, minlength=3)


def is_estimable(reported_by: ArrayLike) -> bool:
    """Enough units, and enough of them seen exactly twice, for the bound to mean something."""
    f = frequencies(reported_by)
    return bool(f.sum() >= LEAST_SEEN and f[2] >= LEAST_DOUBLETONS)


def chao(reported_by: ArrayLike, lineages: int, level: float = 0.95) -> Chao:
    """Lower bound of the number of units and its log-normal interval.

    `reported_by` holds for each unit how many of the `lineages` report it. Lineages are taken as independent
    given the unit; copying among them pulls the bound down, separate language markets push it up. Raises
    ValueError where more lineages report a unit than there are. Source: Chao 1987, incidence form.
    """
    f = frequencies(reported_by)
    if len(f) - 1 > max(lineages, 2) or lineages < 1:
        raise ValueError(f"no unit can be reported by more than {lineages} lineages")
    seen, f1, f2, a = int(f.sum()), int(f[1]), int(f[2]), (lineages - 1) / lineages
    unseen, variance = _with_doubletons(f1, f2, a) if f2 else _without_doubletons(seen, f1, a)
    if unseen <= 0 or variance <= 0:
        return Chao(seen, max(unseen, 0.0), seen + max(unseen, 0.0), float(seen), seen + max(unseen, 0.0))
    spread = exp(normal_quantile(level) * sqrt(log(1 + variance / unseen**2)))
    return Chao(seen, unseen, seen + unseen, seen + unseen / spread, seen + unseen * spread)


def _with_doubletons(f1: int, f2: int, a: float) -> tuple[float, float]:
    r = f1 / f2
    return a * f1**2 / (2 * f2), f2 * (a / 2 * r**2 + a**2 * r**3 + a**2 / 4 * r**4)


def _without_doubletons(seen: int, f1: int, a: float) -> tuple[float, float]:
    unseen = a * f1 * (f1 - 1) / 2
    fourth = a**2 * f1**4 / (4 * (seen + unseen)) if seen else 0.0
    return unseen, unseen + a**2 * f1 * (2 * f1 - 1) ** 2 / 4 - fourth


def coverage(reported_by: ArrayLike, lineages: int) -> float:
    """Share (0..1) of all incidences that belong to units already seen.

    Raises ValueError with fewer than two lineages or without any unit. Source: Chao and Jost 2012.
    """
    f = frequencies(reported_by)
    incidences = int((f * np.arange(len(f))).sum())
    if lineages < 2 or not incidences:
        raise ValueError("coverage needs two lineages and one unit")
    f1, f2 = int(f[1]), int(f[2])
    if not f1:
        return 1.0
    repeat = (lineages - 1) * f1
    return 1 - f1 / incidences * (repeat / (repeat + 2 * f2))
