"""Which choice moves the index, and whom."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from samarkand.domain.composite import Influence
from samarkand.domain.errors import SamarkandError
from samarkand.index.along import Array, places
from samarkand.index.factors import Factor, Runs, factors
from samarkand.index.result import Result
from samarkand.index.sobol import ESTIMATORS, Estimator, Indices, Resampling, design, outputs

SHIFT = "mean shift of ranks"


def with_influences(result: Result, estimator: Estimator | None = None) -> Result:
    """The result with Sobol indices of the mean shift of ranks and of every area's rank.

    Takes `sobol` x (factors + 2) runs. An output that never varies has no indices and no row.
    """
    told = result.spec.uncertainty
    varied = factors(result, told.sobol)
    points = design(len(varied), told.sobol, told.seed).points
    known = ~np.isnan(result.scores[-1])
    scores = Runs(result, varied).scores(points)
    if np.isnan(scores[:, known]).any():
        raise SamarkandError(
            "some runs leave an area without a score, and a Saltelli design cannot do without them",
            f"index {result.spec.id}",
            "impute, or take a choice out of [uncertainty.choices]",
        )
    ranks = places(np.where(known, scores, np.nan), result.chain.parts)[:, known]
    base = places(result.scores[-1][None], result.chain.parts)[:, known]
    estimate = estimator or ESTIMATORS[told.estimator]
    how = Resampling(told.resamples, told.level, told.seed)
    found = list(_influences(result, varied, SHIFT, np.abs(ranks - base).mean(axis=1), estimate, how))
    for n, row in enumerate(np.flatnonzero(known)):
        name = f"rank of {' '.join(filter(None, (result.table.areas[row], result.table.periods[row])))}"
        found += _influences(result, varied, name, ranks[:, n], estimate, how)
    return replace(result, influences=tuple(found))


def _influences(
    result: Result, varied: tuple[Factor, ...], output: str, y: Array, estimate: Estimator, how: Resampling
) -> Iterator[Influence]:
    parts = outputs(y, len(varied))
    if np.ptp(np.concatenate([parts.a, parts.b])) == 0:
        return
    got: Indices = estimate(parts, how)
    for j, factor in enumerate(varied):
        yield Influence(
            index=result.spec.id,
            choice=factor.name,
            output=output,
            first=float(got.first[j]),
            first_low=float(got.first_low[j]),
            first_high=float(got.first_high[j]),
            total=float(got.total[j]),
            total_low=float(got.total_low[j]),
            total_high=float(got.total_high[j]),
            level=how.level,
            runs=len(y),
        )
