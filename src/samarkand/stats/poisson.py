"""Exact interval of a count of rare, unconnected events."""

from scipy.special import gammaincinv


def poisson(count: int, level: float = 0.95) -> tuple[float, float]:
    """Low and high of the mean behind a count, in units of the count.

    Raises ValueError for a negative count. Source: Garwood 1936 (quantiles of the gamma distribution).
    """
    if count < 0:
        raise ValueError(f"{count} is no count")
    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low, float(gammaincinv(count + 1, 1 - tail))
