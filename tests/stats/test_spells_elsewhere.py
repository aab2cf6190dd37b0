"""The same numbers from other hands: skipped where those libraries are not installed."""

import numpy as np
import pytest

from samarkand.stats.aalen_johansen import any_end, cumulative_incidence, variance
from samarkand.stats.log_rank import log_rank
from samarkand.stats.spells import Spells, spells
from samarkand.stats.turnbull import between, turnbull

RNG_SEEDS = (1, 2, 3)


def _made(seed: int, n: int = 200) -> Spells:
    rng = np.random.default_rng(seed)
    entry, end, cause = rng.uniform(0, 4, n), rng.exponential(12, n), rng.integers(0, 3, n)
    seen = end > entry
    return spells(entry[seen], end[seen], cause[seen])


@pytest.mark.parametrize("seed", RNG_SEEDS)
def test_aalen_johansen_and_its_variance(seed: int) -> None:
    lifelines = pytest.importorskip("lifelines")
    observed = _made(seed)
    fitter = lifelines.AalenJohansenFitter(calculate_variance=True)
    fitter.fit(observed.exit, observed.cause, event_of_interest=1, entry=observed.entry)
    curve = cumulative_incidence(observed, 1)
    theirs = fitter.cumulative_density_.iloc[:, 0].reindex(curve.times)
    assert curve.estimate == pytest.approx(theirs.to_numpy())
    spread = fitter.variance_.reindex(curve.times).to_numpy()
    told = np.isfinite(spread)
    assert told.sum() >= len(spread) - 1, "theirs is not defined where the last one ends"
    assert variance(observed, 1)[told] == pytest.approx(spread[told])


@pytest.mark.parametrize("seed", RNG_SEEDS)
def test_kaplan_meier_with_delayed_entry(seed: int) -> None:
    lifelines = pytest.importorskip("lifelines")
    observed = _made(seed)
    fitter = lifelines.KaplanMeierFitter().fit(observed.exit, observed.cause > 0, entry=observed.entry)
    curve = any_end(observed)
    theirs = 1 - fitter.survival_function_.iloc[:, 0].reindex(curve.times)
    assert curve.estimate == pytest.approx(theirs.to_numpy())


@pytest.mark.parametrize("seed", RNG_SEEDS)
def test_log_rank_of_three_groups_with_delayed_entry(seed: int) -> None:
    survfunc = pytest.importorskip("statsmodels.duration.survfunc")
    observed = _made(seed)
    groups = np.random.default_rng(seed + 10).integers(0, 3, len(observed))
    found = log_rank(observed, groups, 1)
    assert found is not None
    theirs = survfunc.survdiff(observed.exit, (observed.cause == 1).astype(int), groups, entry=observed.entry)
    assert (found.chi2, found.p) == pytest.approx(theirs)


@pytest.mark.parametrize("seed", RNG_SEEDS)
def test_turnbull_without_delayed_entry(seed: int) -> None:
    lifelines = pytest.importorskip("lifelines")
    rng = np.random.default_rng(seed)
    ends, looked = rng.exponential(10, 60), np.sort(rng.uniform(0, 20, (60, 3)), axis=1)
    after = np.array([max([0.0, *row[row < t]]) for row, t in zip(looked, ends, strict=True)])
    by = np.array([min([np.inf, *row[row >= t]]) for row, t in zip(looked, ends, strict=True)])
    found = turnbull(between(np.zeros(60), after, by, np.isfinite(by)), 1)
    fitter = lifelines.KaplanMeierFitter().fit_interval_censoring(after, by, tol=1e-9)
    theirs = 1 - fitter.survival_function_["NPMLE_estimate_lower"]
    for time, share in zip(found.times, found.estimate, strict=True):
        assert share == pytest.approx(float(theirs[theirs.index <= time + 1e-9].iloc[-1]), abs=5e-3)
