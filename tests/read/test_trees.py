"""Trees as arrays decide as the model they were made from."""

from functools import cache

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from samarkand.read.trees import Trees

SEEDS = range(4)


@cache
def fitted(seed: int) -> tuple[HistGradientBoostingClassifier, np.ndarray]:
    """A small model on random rows, some columns whole numbers so that thresholds are hit exactly."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(300, 6))
    rows[:, :3] = np.round(rows[:, :3])
    labels = (rows[:, 0] + rows[:, 1] * rows[:, 4] + rng.normal(scale=0.5, size=300) > 0).astype(int)
    model = HistGradientBoostingClassifier(max_iter=3 + 5 * seed, max_leaf_nodes=4 + seed, random_state=seed)
    return model.fit(rows, labels), rng.normal(scale=2, size=(200, 6)).round(seed % 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_trees_equal_the_decision_function(seed: int) -> None:
    model, rows = fitted(seed)
    trees = Trees.of(model)
    np.testing.assert_allclose(trees.log_odds(rows), model.decision_function(rows), atol=1e-5)
    np.testing.assert_allclose(trees.probabilities(rows), model.predict_proba(rows)[:, 1], atol=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_arrays_come_back_as_they_went(seed: int) -> None:
    model, rows = fitted(seed)
    trees = Trees.of(model)
    again = Trees.from_arrays(trees.arrays())
    assert (again.base, again.depth) == (trees.base, trees.depth)
    np.testing.assert_array_equal(again.log_odds(rows), trees.log_odds(rows))


def test_no_rows_give_no_numbers() -> None:
    trees = Trees.of(fitted(0)[0])
    assert trees.log_odds(np.zeros((0, 6))).shape == (0,)
    assert trees.probabilities(np.zeros((0, 6))).shape == (0,)
