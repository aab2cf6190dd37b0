"""Do groups end at the same pace?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from samarkand.stats.spells import Spells, tally

LEAST_EVENTS = 10


@dataclass(frozen=True, slots=True)
class LogRank:
    """The statistic, its degrees of freedom and the probability of one as large were the paces equal."""

    chi2: float
    freedom: int
    p: float


def fewest_events(observed: Spells, group: ArrayLike, cause: int) -> int:
    """Ends by the cause in the group that has fewest of them."""
    groups = np.unique(np.asarray(group), return_inverse=True)[1]
    return (
        int(np.bincount(groups[observed.cause == cause], minlength=int(groups.max()) + 1).min()) if len(groups) else 0
    )


def log_rank(observed: Spells, group: ArrayLike, cause: int) -> LogRank | None:
    """Compares the cause-specific paces of all groups, with delayed entry; other ends count as censored.

    None where there are fewer than two groups or fewer than ten ends by the cause in any: too few to tell. Source:
    Mantel 1966, with the hypergeometric variance.
    """
    groups = np.unique(np.asarray(group), return_inverse=True)[1]
    number = int(groups.max()) + 1 if len(groups) else 0
    if number < 2 or fewest_events(observed, group, cause) < LEAST_EVENTS:
        return None
    only = Spells(observed.entry, observed.exit, np.where(observed.cause == cause, 1, 0))
    counts = tally(only, np.eye(number)[:, groups])
    at_risk, ended = counts.at_risk, counts.of(1)
    n, d = at_risk.sum(axis=0), ended.sum(axis=0)
    share = at_risk / n
    excess = (ended - d * share).sum(axis=1)[:-1]
    spread = d * np.divide(n - d, n - 1, out=np.zeros_like(n), where=n > 1)
    covariance = np.diag((spread * share).sum(axis=1)) - (spread * share) @ share.T
    chi2 = float(excess @ np.linalg.pinv(covariance[:-1, :-1]) @ excess)
    return LogRank(chi2, number - 1, float(chdtrc(number - 1, chi2)))
