"""Sobol indices from runs of a Saltelli design: which uncertain factor explains how much of an output's variance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from scipy.stats import qmc

from samarkand.domain.errors import SamarkandError
from samarkand.index.along import Array
from samarkand.index.methods import Estimate


@dataclass(frozen=True, eq=False)
class Design:
    """Two independent samples (n x factors) and, per factor, the first with that one column from the second."""

    a: Array
    b: Array

    @property
    def points(self) -> Array:
        """All runs: the first sample, the second, then the mixed ones factor by factor; n (factors + 2) rows."""
        mixed = []
        for j in range(self.a.shape[1]):
            one = self.a.copy()
            one[:, j] = self.b[:, j]
            mixed.append(one)
        return np.concatenate([self.a, self.b, *mixed])


def design(factors: int, n: int, seed: int) -> Design:
    """A scrambled Sobol sequence, cut in two; `n` is a power of two."""
    drawn = qmc.Sobol(2 * factors, scramble=True, seed=seed).random(n)
    return Design(drawn[:, :factors], drawn[:, factors:])


@dataclass(frozen=True, eq=False)
class Outputs:
    """One output of the runs of a design: `a` and `b` hold n values, `ab` factors x n."""

    a: Array
    b: Array
    ab: Array


def outputs(y: Array, factors: int) -> Outputs:
    """The output of `Design.points`, taken apart again."""
    n = len(y) // (factors + 2)
    return Outputs(y[:n], y[n : 2 * n], y[2 * n :].reshape(factors, n))


@dataclass(frozen=True, eq=False)
class Indices:
    """First-order and total indices, one a factor, with the ends of their intervals."""

    first: Array
    first_low: Array
    first_high: Array
    total: Array
    total_low: Array
    total_high: Array


@dataclass(frozen=True, slots=True)
class Resampling:
    """How the intervals come about."""

    resamples: int
    level: float
    seed: int


Estimator = Callable[[Outputs, Resampling], Indices]


def estimated(y: Outputs, how: Resampling) -> Indices:
    """First order after Saltelli et al. 2010, total after Jansen 1999; percentile intervals over runs drawn anew.

    Outputs are centred first. Raises where nothing varies.
    """
    if np.ptp(np.concatenate([y.a, y.b])) == 0:
        raise SamarkandError("the output does not vary", "Sobol indices", "there is nothing to explain")
    first, total = _indices(y.a, y.b, y.ab)
    drawn = np.random.default_rng([how.seed, 3]).integers(len(y.a), size=(how.resamples, len(y.a)))
    again = [_indices(y.a[r], y.b[r], y.ab[:, r]) for r in drawn]
    tail = (1 - how.level) / 2
    firsts, totals = (np.array([pair[k] for pair in again]) for k in (0, 1))
    ends = [np.quantile(part, q, axis=0) for part in (firsts, totals) for q in (tail, 1 - tail)]
    return Indices(first, ends[0], ends[1], total, ends[2], ends[3])


def _indices(a: Array, b: Array, ab: Array) -> tuple[Array, Array]:
    both = np.concatenate([a, b])
    mean, variance = both.mean(), both.var()
    if variance == 0:
        return np.zeros(len(ab)), np.zeros(len(ab))
    first = ((b - mean) * (ab - a)).mean(axis=1) / variance
    return first, ((a - ab) ** 2).mean(axis=1) / (2 * variance)


def by_salib(y: Outputs, how: Resampling) -> Indices:
    """The same by SALib's own estimators, which take runs in another order and give half-widths."""
    if find_spec("SALib") is None:
        raise SamarkandError("SALib is not installed", "uncertainty.estimator", "pip install 'samarkand[index]'")
    factors = len(y.ab)
    problem = {"num_vars": factors, "names": [f"x{j}" for j in range(factors)], "bounds": [[0.0, 1.0]] * factors}
    rows = np.column_stack([y.a, *y.ab, y.b]).ravel()
    got = import_module("SALib.analyze.sobol").analyze(
        problem, rows, calc_second_order=False, num_resamples=how.resamples, conf_level=how.level, seed=how.seed
    )
    first, total, half_first, half_total = (np.asarray(got[key]) for key in ("S1", "ST", "S1_conf", "ST_conf"))
    return Indices(first, first - half_first, first + half_first, total, total - half_total, total + half_total)


ESTIMATORS: Mapping[Estimate, Estimator] = {Estimate.OWN: estimated, Estimate.SALIB: by_salib}
