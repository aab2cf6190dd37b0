"""Weights against sklearn, pandas and hand."""

import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from samarkand.domain.errors import SamarkandError
from samarkand.index.weights import alpha, correlation, importance, optimised, principal, shares

RNG = np.random.default_rng(3)
COMMON = RNG.normal(size=80)
X = np.stack([COMMON + s * RNG.normal(size=80) for s in (0.3, 0.7, 1.5)])


def test_shares_sum_to_one() -> None:
    assert shares(np.array([2.0, 1.0, 1.0])).tolist() == [0.5, 0.25, 0.25]
    with pytest.raises(SamarkandError, match="all weights"):
        shares(np.zeros(2))


def test_the_first_component_is_sklearns() -> None:
    loadings = PCA(n_components=1).fit(StandardScaler().fit_transform(X.T)).components_[0]
    assert principal(X, ("a", "b", "c")) == pytest.approx(loadings**2)
    assert principal(X, ("a", "b", "c")).sum() == pytest.approx(1)


def test_a_child_that_runs_against_the_others_is_named() -> None:
    with pytest.raises(SamarkandError, match="c: runs against"):
        principal(np.stack([X[0], X[1], -X[2]]), ("a", "b", "c"))


def test_correlations_are_pandas() -> None:
    gapped = X.copy()
    gapped[1, 5:9] = np.nan
    expected = pd.DataFrame(gapped.T).corr().to_numpy()
    assert correlation(gapped[0], gapped[1]) == pytest.approx(expected[0, 1])
    assert correlation(X[0], np.ones(80)) is None
    assert correlation(X[0][:2], X[1][:2]) is None, "two points always lie on a line"


@pytest.mark.parametrize("target", [(0.34, 0.34, 0.32), (0.38, 0.36, 0.26), (1 / 3, 1 / 3, 1 / 3)])
def test_optimised_weights_give_the_importance_asked_for(target: tuple[float, ...]) -> None:
    weights = optimised(X, np.array(target))
    assert weights.sum() == pytest.approx(1)
    assert importance(X, weights @ X) == pytest.approx(target, abs=1e-5)
    assert np.abs(weights - target).max() > 0.01, "weights are not importance: that is why one optimises"


def test_an_importance_out_of_reach_is_come_nearest_to() -> None:
    target = np.array([0.30, 0.35, 0.35])

    def miss(w: np.ndarray) -> float:
        return float(((importance(X, w @ X) - target) ** 2).sum())

    grid = [np.array([a, b, 1 - a - b]) for a in np.linspace(0, 1, 41) for b in np.linspace(0, 1 - a, 41)]
    assert miss(optimised(X, target)) <= min(map(miss, grid)) + 1e-9


def test_alpha_by_hand() -> None:
    # two children 1 2 3 4 and 2 1 4 3: variances 5/3 each, of the sums (3 3 7 7) 16/3: 2 (1 - 10/16) = 0.75
    assert alpha(np.array([[1.0, 2, 3, 4], [2.0, 1, 4, 3]])) == pytest.approx(0.75)
    assert alpha(np.array([[1.0, 2, 3]])) is None, "one child is no scale"
