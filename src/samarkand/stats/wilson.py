"""Score interval of a share."""

from math import sqrt
from statistics import NormalDist


def normal_quantile(level: float) -> float:
    """The two-sided standard normal quantile: 1.96 for a level of 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(hits: float, trials: float, level: float = 0.95) -> tuple[float, float]:
    """Low and high of the share `hits / trials`, both within 0..1.

    Raises ValueError without trials or with hits outside 0..trials. Source: Wilson 1927, not corrected.
    """
    if trials <= 0 or not 0 <= hits <= trials:
        raise ValueError(f"{hits} of {trials} is no share")
    z2 = normal_quantile(level) ** 2
    share = hits / trials
    centre = share + z2 / (2 * trials)
    reach = sqrt(z2 * (share * (1 - share) / trials + z2 / (4 * trials * trials)))
    scale = 1 + z2 / trials
    low = 0.0 if hits == 0 else max(0.0, (centre - reach) / scale)
    high = 1.0 if hits == trials else min(1.0, (centre + reach) / scale)
    return low, high
