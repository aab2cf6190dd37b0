"""Copeland's rule: who wins most contests of two. Nothing compensates for anything."""

import numpy as np

from samarkand.index.along import Array


def contests(x: Array, w: Array) -> Array:
    """Weight in favour less weight against, of each row (second axis) over each (third), of what both have.

    `x` is children x rows, `w` one weight a child.
    """
    rows = x.shape[1]
    lead = np.zeros((rows, rows))
    for values, weight in zip(x, w, strict=True):
        if weight > 0:
            better = (values[:, None] > values[None, :]).view(np.int8)
            lead += weight * (better - better.T)
    return lead


def copeland(x: Array, w: Array) -> Array:
    """Contests won less contests lost, as a fraction: 0 lost to all, 1 won over all (runs x rows).

    A contest is won by the greater weight of children in which one is ahead. A row without any child has none.
    """
    out = np.full((x.shape[0], x.shape[2]), np.nan)
    rivals = x.shape[2] - 1
    for run in range(x.shape[0]):
        lead = contests(x[run], w[run])
        # a sum of weights that should be zero is zero only up to the order of summing
        won = np.sign(np.where(np.abs(lead) < 1e-12, 0.0, lead)).sum(axis=1)
        known = ~np.isnan(x[run]).all(axis=0)
        out[run] = np.where(known, (won + rivals) / (2 * rivals) if rivals else np.nan, np.nan)
    return out
