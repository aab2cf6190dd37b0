"""Scores against numbers computed by hand, and against an independent library."""

import importlib.util

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.domain.forecast import LEVELS
from samarkand.stats.block_bootstrap import skill_interval
from samarkand.stats.scores import brier, crps, crps_of_quantiles, interval_score, mase, naive_scale, pinball, pit

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def test_vectors_computed_by_hand() -> None:
    assert mase([12, 15, 14, 18, 20], [19, 23], [20, 20]) == pytest.approx(0.8)
    assert crps([15, 18, 20, 21, 26], 19) == pytest.approx(1.0)
    assert interval_score(15, 26, [19, 28], 0.8) == pytest.approx([11, 31])
    assert brier(0.7, True) == pytest.approx(0.09)
    assert pinball([0.1, 0.9], [10, 10], 12) == pytest.approx([0.2, 1.8])


def test_seasonal_scale_compares_the_same_season() -> None:
    assert naive_scale([1, 10, 2, 12], season=2) == pytest.approx(1.5)


@pytest.mark.parametrize("train", [[5, 5, 5], [0, 0, 0, 0], [3], []])
def test_a_train_that_never_changes_has_no_scale(train: list[float]) -> None:
    assert naive_scale(train) is None
    assert mase(train, [1], [2]) is None


@given(st.lists(NUMBERS, min_size=2, max_size=40), NUMBERS)
def test_crps_is_never_negative_and_shifts_with_the_series(draws: list[float], observed: float) -> None:
    score = float(crps(draws, observed))
    assert score >= -1e-6
    assert float(crps(np.array(draws) + 7, observed + 7)) == pytest.approx(score, abs=1e-6)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.integers(0, 9))
def test_pit_lies_between_nought_and_one(draws: list[int], observed: int) -> None:
    assert 0 <= float(pit(draws, observed)) <= 1


def test_crps_of_many_quantiles_is_near_that_of_draws() -> None:
    draws = np.random.default_rng(1).normal(100, 15, 20_000)
    kept = np.quantile(draws, LEVELS)
    for observed in (70.0, 100.0, 141.0):
        assert crps_of_quantiles(LEVELS, kept, observed) == pytest.approx(float(crps(draws, observed)), rel=0.03)


@pytest.mark.skipif(importlib.util.find_spec("scoringrules") is None, reason="scoringrules is not installed")
def test_the_same_as_an_independent_library() -> None:
    import scoringrules

    rng = np.random.default_rng(2)
    draws, observed = rng.gamma(3, 4, (500, 30)), rng.gamma(3, 4, 30)
    assert crps(draws, observed) == pytest.approx(scoringrules.crps_ensemble(observed, draws.T, estimator="nrg"))
    low, high = np.quantile(draws, [0.1, 0.9], axis=0)
    theirs = scoringrules.interval_score(observed, low, high, 0.2)
    assert interval_score(low, high, observed, 0.8) == pytest.approx(theirs)
    assert pinball(0.1, low, observed[0])[0] == pytest.approx(scoringrules.quantile_score(observed[0], low[0], 0.1))


def test_skill_interval_of_a_model_that_is_always_better() -> None:
    found = skill_interval([1.0] * 20, [2.0] * 20, block=3)
    assert found == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize(("scores", "against"), [([], []), ([1.0], [2.0]), ([1.0, 1.0], [0.0, 0.0])])
def test_no_skill_interval_from_too_little(scores: list[float], against: list[float]) -> None:
    assert skill_interval(scores, against, block=1) is None


def test_skill_interval_of_noise_holds_nought() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.gamma(2, 1, 60), rng.gamma(2, 1, 60)
    found = skill_interval(a, b, block=2)
    assert found is not None
    assert found[0] < 0 < found[1]
