"""Uncertainty of a ratio of sums over moments in time that lie close together."""

import numpy as np
from numpy.typing import ArrayLike

REPLICATES = 2000


def skill_interval(
    scores: ArrayLike, against: ArrayLike, block: int, level: float = 0.8, replicates: int = REPLICATES, seed: int = 0
) -> tuple[float, float] | None:
    """Interval of `1 − sum(scores) / sum(against)`, both in the order of time, by drawing circular blocks of moments.

    None with fewer than two moments, or where what it is held against scores nought. Source: Politis and Romano 1992.
    """
    a, b = np.asarray(scores, dtype=np.float64), np.asarray(against, dtype=np.float64)
    n = len(a)
    if n < 2 or b.sum() <= 0:
        return None
    block = max(1, min(block, n // 2))
    rng = np.random.default_rng(seed)
    starts = rng.integers(0, n, size=(replicates, -(-n // block)))
    drawn = ((starts[:, :, None] + np.arange(block)) % n).reshape(replicates, -1)[:, :n]
    below = b[drawn].sum(axis=1)
    kept = below > 0
    skills = 1 - a[drawn].sum(axis=1)[kept] / below[kept]
    low, high = np.quantile(skills, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
