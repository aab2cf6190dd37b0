"""A short series borrows from its siblings: their steps say what steps are usual."""

import numpy as np

from samarkand.outlook.draws import TINY, Rng, paths, spreads, steps_of, walk
from samarkand.outlook.history import Floats, History

WEIGHT = 4
"""Steps that the siblings' spread counts for beside a series' own."""


def pooled_drift(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """The last value, and on by its mean step drawn towards that of its siblings (DerSimonian and Laird 1986)."""
    own = steps_of(h)
    others = [s for s in map(steps_of, h.siblings) if len(s) >= 2]
    everyone = [*others, own]
    spread2 = float(sum(((s - s.mean()) ** 2).sum() for s in everyone) / max(sum(len(s) - 1 for s in everyone), 1))
    means, sizes = np.array([s.mean() for s in others]), np.array([len(s) for s in others], dtype=np.float64)
    errors = np.maximum(spread2 / sizes, TINY)
    middle = float((means / errors).sum() / (1 / errors).sum())
    q = float(((means - middle) ** 2 / errors).sum())
    room = float((1 / errors).sum() - (1 / errors**2).sum() / (1 / errors).sum())
    between = max((q - len(means) + 1) / max(room, TINY), TINY)
    squares = float(((own - own.mean()) ** 2).sum()) + WEIGHT * spread2
    spread = spreads(squares, len(own) - 1 + WEIGHT, draws, rng)
    precision = len(own) / np.maximum(spread**2, TINY)
    kept = precision / (precision + 1 / between)
    slope = kept * own.mean() + (1 - kept) * middle + np.sqrt(kept / precision) * rng.standard_normal(draws)
    return paths(h, walk(h.z[-1], slope, spread, len(exposure), rng), exposure)
