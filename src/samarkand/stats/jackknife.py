"""Uncertainty from leaving out one lineage at a time."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array, issparse
from scipy.special import stdtrit

from samarkand.stats.incidence import Incidence

LEAST_LINEAGES = 5
Floats = NDArray[np.float64]
Weights = Any
"""An array of numbers, dense or sparse."""


def remaining(table: Incidence, weights: Weights) -> Floats:
    """What is left of the column sums of `weights` (units x kinds) without each lineage: lineages x kinds.

    A unit goes with a lineage only where nobody else reports it. `weights` may be a sparse array.
    """
    lone = np.flatnonzero(table.sole >= 0)
    shape = (len(table.lineages), len(table.of))
    lost = csr_array((np.ones(len(lone)), (table.sole[lone], lone)), shape=shape) @ weights
    left: Floats = column_sums(weights) - (lost.toarray() if issparse(lost) else lost)
    return left


def column_sums(weights: Weights) -> Floats:
    """One row of sums; of a single column, its sum."""
    return np.asarray(weights.sum(axis=0), dtype=np.float64)


def jackknife(value: float, without: ArrayLike, level: float = 0.95) -> tuple[float, float] | None:
    """Interval around `value` from its `without` values, one a lineage left out, with Student's t.

    None with fewer than five lineages: their spread says too little. Source: Tukey 1958.
    """
    left = np.asarray(without, dtype=np.float64)
    n = len(left)
    if n < LEAST_LINEAGES:
        return None
    error = np.sqrt((n - 1) / n * ((left - left.mean()) ** 2).sum())
    reach = float(stdtrit(n - 1, (1 + level) / 2) * error)
    return value - reach, value + reach


def jackknife_of(
    table: Incidence, weights: Weights, statistic: Callable[[Floats], Floats], level: float = 0.95
) -> tuple[float, float] | None:
    """Interval of `statistic` (rows of kinds to one number a row) of the column sums of `weights`."""
    whole = float(statistic(column_sums(weights)[None, :])[0])
    return jackknife(whole, statistic(remaining(table, weights)), level)
