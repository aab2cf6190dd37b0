"""Tiers, for when ranks would claim more than the runs bear out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from samarkand.index.along import Array

SURE = 0.9
HALF = 0.5
RULE = (
    "Areas stand in the order of their median rank. A tier begins with an area; the next ones belong to it as long as "
    f"the first is ahead of them in less than {SURE:.0%} of the runs; the first that is behind it in at least that many "
    "begins the next tier. Tiers are printed in place of ranks where more than half of the neighbours in this order "
    f"are ahead of one another in less than {SURE:.0%} of the runs."
)


@dataclass(frozen=True, slots=True)
class Tiering:
    """`order` are rows from first to last, `tier` the tier of each row from 1, `unsure` the share of neighbours whose
    order is not sure."""

    order: tuple[int, ...]
    tier: tuple[int, ...]
    unsure: float

    @property
    def prints_tiers(self) -> bool:
        return self.unsure > HALF

    def bounds(self, row: int) -> tuple[int, int]:
        """The first and the last rank of the tier a row is in."""
        held = [place for place, other in enumerate(self.order, 1) if self.tier[other] == self.tier[row]]
        return held[0], held[-1]


def ahead(ranks: Array) -> Array:
    """Share of runs in which a row is ahead of another (rows x rows), level runs counting half; `ranks` is runs x rows."""
    n = ranks.shape[1]
    wins = np.zeros((n, n))
    for start in range(0, len(ranks), 256):
        part = ranks[start : start + 256].astype(np.float32)
        for row in range(n):
            before = (part[:, row : row + 1] < part).sum(axis=0)
            level = (part[:, row : row + 1] == part).sum(axis=0)
            wins[row] += before + level / 2
    return wins / len(ranks)


def tiering(ranks: Array, probability: Array, scores: Sequence[float]) -> Tiering:
    """Tiers of rows by `RULE`. Level medians are told apart by the mean rank, then by the score."""
    medians, means = np.median(ranks, axis=0), np.round(ranks.mean(axis=0), 9)
    order = sorted(range(ranks.shape[1]), key=lambda n: (medians[n], means[n], -scores[n], n))
    tier = [0] * len(order)
    first, number = order[0], 1
    for row in order:
        if row != first and probability[first, row] >= SURE:
            first, number = row, number + 1
        tier[row] = number
    pairs = [probability[a, b] < SURE for a, b in pairwise(order)]
    return Tiering(tuple(order), tuple(tier), float(np.mean(pairs)) if pairs else 0.0)
