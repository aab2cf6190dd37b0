"""Diversity that knows how alike kinds are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.stats.hill import hill
from samarkand.stats.similarity import leinster_cobbold, shared_words


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6).filter(any))
def test_between_one_and_the_hill_number(counts: list[int]) -> None:
    size = len(counts)
    apart, half = np.eye(size), 0.5 + 0.5 * np.eye(size)
    assert leinster_cobbold(counts, apart)[0] == pytest.approx(hill(counts, 1))
    assert leinster_cobbold(counts, np.ones((size, size)))[0] == pytest.approx(1)
    assert 1 - 1e-9 <= leinster_cobbold(counts, half)[0] <= hill(counts, 1) + 1e-9


def test_two_alike_by_half_by_hand() -> None:
    assert leinster_cobbold([1, 1], [[1, 0.5], [0.5, 1]])[0] == pytest.approx(1 / 0.75)


def test_without_weight_there_is_none() -> None:
    assert leinster_cobbold([[0, 0], [1, 0]], np.eye(2)).tolist() == [0.0, 1.0]


@pytest.mark.parametrize("bad", [[[0.9, 0], [0, 1]], [[1, 2], [2, 1]]])
def test_likeness_must_be_one_with_oneself_and_at_most_one(bad: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="likeness"):
        leinster_cobbold([1, 1], bad)


def test_names_are_as_alike_as_their_words() -> None:
    assert shared_words(["film", "Documentary film", "chess"]).tolist() == [[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]]
