"""Interval of a median, whatever the shape of what it is the middle of."""

from collections.abc import Sequence
from math import comb


def median_interval(ordered: Sequence[float], level: float = 0.95) -> tuple[float, float] | None:
    """The pair of order statistics that holds the median at no less than `level`; None with too few for that.

    `ordered` ascends. Source: Thompson 1936, from the binomial distribution.
    """
    n, below, rank = len(ordered), 0.0, 0
    while rank < n and below + comb(n, rank) / 2**n <= (1 - level) / 2:
        below += comb(n, rank) / 2**n
        rank += 1
    return (ordered[rank - 1], ordered[n - rank]) if rank else None
