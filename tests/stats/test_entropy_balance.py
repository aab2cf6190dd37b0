"""Weights that make one group like another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.stats.entropy_balance import entropy_balance


def test_one_covariate_by_hand() -> None:
    """Of 0 and 1, a mean of 0.25 asks for weights 0.75 and 0.25, shared evenly by equals."""
    weights = entropy_balance([[0.0], [0.0], [1.0]], [0.25])
    assert weights is not None
    assert weights == pytest.approx([0.375, 0.375, 0.25], abs=1e-4)


@given(st.integers(0, 10_000))
def test_means_agree_and_weights_sum_to_one(seed: int) -> None:
    controls = np.random.default_rng(seed).normal(size=(60, 3))
    target = controls[:10].mean(axis=0)
    weights = entropy_balance(controls, target)
    assert weights is not None
    assert weights.sum() == pytest.approx(1) and (weights >= 0).all()
    assert weights @ controls == pytest.approx(target, abs=1e-3)


@pytest.mark.parametrize("target", [[2.0, 0.5], [0.5, 3.0]])
def test_what_the_controls_do_not_span_cannot_be_matched(target: list[float]) -> None:
    assert entropy_balance([[0, 1], [1, 1], [0.5, 1]], target) is None


def test_a_value_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not finite"):
        entropy_balance([[float("nan")]], [0.0])
