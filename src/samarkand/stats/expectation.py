"""How many to expect in a week, from the weeks around it; and which silences are too long to be chance."""

from collections.abc import Collection, Sequence
from functools import cache
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaincc

WINDOW = 13
LEAST_WEEKS = 8
TAIL = 0.005
CHANCE = 0.01
Range = tuple[int, int]


def silences(counts: Sequence[int]) -> frozenset[int]:
    """Positions of weeks without any that lie in runs which chance would hardly bring.

    A week is empty by chance with a probability that is the larger of two, both from the weeks outside the run: the
    share of empty weeks, and that of a negative binomial with their mean and variance. A run of L weeks is no chance
    where n (1 - p) p**L, the number of such runs to expect in n weeks, is at most a hundredth. With fewer than eight
    weeks that hold something, nothing is said.
    """
    found: set[int] = set()
    for run in sorted(_empty_runs(counts), key=lambda r: (-len(r), r.start)):
        rest = [c for i, c in enumerate(counts) if i not in found and i not in run]
        if sum(c > 0 for c in rest) < LEAST_WEEKS:
            continue
        p = max(sum(c == 0 for c in rest) / len(rest), _none(float(np.mean(rest)), float(np.var(rest))))
        if len(counts) * (1 - p) * p ** len(run) <= CHANCE:
            found.update(run)
    return frozenset(found)


def ranges(counts: Sequence[int], left_out: Collection[int] = ()) -> list[Range] | None:
    """Fewest and most of an ordinary week, for every position; None with fewer than eight weeks that hold something.

    The middle is the median of the thirteen nearest weeks (their mean where the median is nought); weeks `left_out`
    count nowhere. The spread is that of the whole series around its middles, at least Poisson's. The ends are the
    0.5 % and 99.5 % points of a negative binomial with that mean and spread.
    """
    known = [i for i in range(len(counts)) if i not in left_out]
    if sum(counts[i] > 0 for i in known) < LEAST_WEEKS:
        return None
    values = np.array([counts[i] for i in known], dtype=np.float64)
    places = np.array(known)
    middles = np.array([_middle(values, places, i) for i in range(len(counts))])
    own = middles[places]
    excess = float(((values - own)[own > 0] ** 2 / own[own > 0]).mean())
    spread = round(max(1.0, excess), 3)
    return [(_quantile(TAIL, m, spread), _quantile(1 - TAIL, m, spread)) for m in middles.round(3).tolist()]


def _empty_runs(counts: Sequence[int]) -> list[range]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(counts) == 0, [0]))))
    return [range(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _middle(values: NDArray[np.float64], places: NDArray[np.int64], at: int) -> float:
    near = values[np.argsort(np.abs(places - at), kind="stable")[:WINDOW]]
    return float(np.median(near)) or float(near.mean())


def _none(mean: float, variance: float) -> float:
    """How likely none is, for a negative binomial of that mean and variance (Poisson where it is no wider)."""
    if mean <= 0:
        return 1.0
    return float(_cdf(0, mean, max(1.0, variance / mean)))


def _cdf(k: int, mean: float, spread: float) -> float:
    """Probability of at most `k`; `spread` is variance over mean, 1 for Poisson."""
    if k < 0:
        return 0.0
    if spread <= 1 + 1e-9:
        return float(gammaincc(k + 1, mean))
    return float(betainc(mean / (spread - 1), k + 1, 1 / spread))


@cache
def _quantile(q: float, mean: float, spread: float) -> int:
    """The smallest number that at least a share `q` does not exceed."""
    if mean <= 0:
        return 0
    low, high = -1, ceil(mean + 1)
    while _cdf(high, mean, spread) < q:
        low, high = high, 2 * high
    while high - low > 1:
        middle = floor((low + high) / 2)
        low, high = (low, middle) if _cdf(middle, mean, spread) >= q else (middle, high)
    return high
