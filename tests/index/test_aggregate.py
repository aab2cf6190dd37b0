"""Aggregation by hand and against scipy."""

import numpy as np
import pytest
from scipy import stats

from samarkand.index.aggregate import Children, aggregated
from samarkand.index.methods import Aggregate

X = np.array([[2.0, 8.0, 5.0, 1.0], [4.0, 2.0, 5.0, 3.0], [8.0, 1.0, 5.0, 9.0]])
W = np.array([1.0, 2.0, 1.0])


def scored(
    method: Aggregate, x: np.ndarray = X, w: np.ndarray = W, present: float = 0.6, power: float = 0.5
) -> np.ndarray:
    children = Children(x[None], w[None], (slice(0, x.shape[1]),), power)
    return aggregated(method, children, present)[0]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (Aggregate.ARITHMETIC, np.average(X, axis=0, weights=W)),
        (Aggregate.GEOMETRIC, stats.gmean(X, axis=0, weights=W[:, None])),
        (Aggregate.HARMONIC, stats.hmean(X, axis=0, weights=W[:, None])),
        (Aggregate.GENERALISED, stats.pmean(X, 0.5, axis=0, weights=W[:, None])),
    ],
)
def test_means_are_scipys(method: Aggregate, expected: np.ndarray) -> None:
    assert scored(method) == pytest.approx(expected)


def test_means_by_hand() -> None:
    # 2, 4, 4, 8 over four
    assert scored(Aggregate.ARITHMETIC)[0] == 4.5
    assert scored(Aggregate.GEOMETRIC)[0] == pytest.approx(256**0.25)
    assert scored(Aggregate.HARMONIC)[0] == pytest.approx(4 / (1 / 2 + 2 / 4 + 1 / 8))
    assert scored(Aggregate.GENERALISED, power=0.0)[0] == pytest.approx(256**0.25), "the power 0 is the geometric mean"


def test_unevenness_costs_by_mazziotta_and_pareto() -> None:
    # mean 4.5, variance (2.5² + 2 x 0.5² + 3.5²) / 4 = 4.75
    assert scored(Aggregate.MAZZIOTTA_PARETO)[0] == pytest.approx(4.5 - 4.75 / 4.5)
    assert scored(Aggregate.MAZZIOTTA_PARETO)[2] == pytest.approx(5.0), "what is even loses nothing"


def test_copeland_counts_contests() -> None:
    # rows p q r by three judges of equal weight: p beats q (2:1), q beats r (2:1), r beats p (2:1); s loses to all
    x = np.array([[3.0, 2.0, 1.0, 0.0], [1.0, 3.0, 2.0, 0.0], [2.0, 1.0, 3.0, 0.0]])
    assert scored(Aggregate.COPELAND, x, np.ones(3)).tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 0])
    # with the first judge heavier than both others, its order rules
    assert scored(Aggregate.COPELAND, x, np.array([3.0, 1.0, 1.0])).tolist() == pytest.approx([1, 2 / 3, 1 / 3, 0])


def test_copeland_takes_a_draw_as_half() -> None:
    x = np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 0.0]])
    assert scored(Aggregate.COPELAND, x, np.array([0.1, 0.1])).tolist() == pytest.approx([0.75, 0.75, 0])


def test_the_benefit_of_doubt_by_hand() -> None:
    # two indicators: (4, 1) and (1, 4) span the frontier; (2, 2) reaches 4/5 of it with equal weights
    x = np.array([[4.0, 1.0, 2.0], [1.0, 4.0, 2.0]])
    assert scored(Aggregate.BENEFIT_OF_DOUBT, x, np.ones(2)).tolist() == pytest.approx([1, 1, 0.8])


def test_what_is_missing_gives_its_weight_to_the_others() -> None:
    x = X.copy()
    x[0, 0] = np.nan
    for method, expected in ((Aggregate.ARITHMETIC, (2 * 4 + 8) / 3), (Aggregate.GEOMETRIC, (16 * 8) ** (1 / 3))):
        assert scored(method, x)[0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("gone", "present", "is_there"), [(1, 0.6, True), (1, 0.7, False), (2, 0.6, False), (3, 0.0, False)]
)
def test_too_little_is_nothing(gone: int, present: float, is_there: bool) -> None:
    x = X.copy()
    x[:gone, 1] = np.nan
    got = scored(Aggregate.ARITHMETIC, x, present=present)
    assert np.isnan(got).tolist() == [False, not is_there, False, False]


@pytest.mark.parametrize("method", [Aggregate.GEOMETRIC, Aggregate.HARMONIC, Aggregate.GENERALISED])
def test_what_is_not_above_zero_has_no_such_mean(method: Aggregate) -> None:
    x = X.copy()
    x[0, 2] = 0.0
    assert np.isnan(scored(method, x)).tolist() == [False, False, True, False]
    assert not np.isnan(scored(method, x, np.array([0.0, 1.0, 1.0]))).any(), "without weight it does not count"


@pytest.mark.parametrize("method", list(Aggregate))
def test_runs_are_worked_as_one_by_one(method: Aggregate) -> None:
    rng = np.random.default_rng(5)
    x, w = rng.uniform(1, 9, (4, 3, 6)), rng.uniform(0.1, 1, (4, 3))
    parts = (slice(0, 3), slice(3, 6))
    together = aggregated(method, Children(x, w, parts), 0.6)
    alone = [aggregated(method, Children(x[n : n + 1], w[n : n + 1], parts), 0.6)[0] for n in range(4)]
    assert together == pytest.approx(np.array(alone), abs=1e-12)
