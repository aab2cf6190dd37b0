"""Benefit of the doubt: every row judged by the weights that suit it best (data envelopment, Cherchye et al. 2007)."""

import numpy as np
from scipy.optimize import linprog

from samarkand.index.along import Array


def benefit_of_doubt(x: Array, w: Array) -> Array:
    """The best share of the frontier each row can reach under weights of its own (runs x rows).

    Maximise the weighted sum of a row, weights not below zero, such that no row exceeds 1. Children without weight
    take no part; rows with a gap, and all rows where a value is below zero, have no score.
    """
    out = np.full((x.shape[0], x.shape[2]), np.nan)
    for run in range(x.shape[0]):
        used = x[run][w[run] > 0]
        whole = ~np.isnan(used).any(axis=0)
        frontier = used[:, whole].T
        if frontier.size and frontier.min() >= 0 and (frontier.max(axis=0) > 0).all():
            out[run, whole] = [_best(row, frontier) for row in frontier]
    return out


def _best(row: Array, frontier: Array) -> float:
    top = frontier.max(axis=0)
    found = linprog(-row / top, A_ub=frontier / top, b_ub=np.ones(len(frontier)), bounds=(0, None), method="highs")
    return float(-found.fun)
