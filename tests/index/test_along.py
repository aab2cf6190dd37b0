"""Row-wise numbers against scipy and numpy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from samarkand.index import along

NUMBERS = arrays.arrays(
    np.float64, st.tuples(st.integers(1, 3), st.integers(4, 20)), elements=st.integers(-50, 50).map(float)
)


@given(NUMBERS)
def test_skew_and_kurtosis_are_scipys(x: np.ndarray) -> None:
    skew, kurtosis = along.skew_and_kurtosis(x)
    varies = np.ptp(x, axis=-1) > 0
    assert skew[varies, 0] == pytest.approx(stats.skew(x[varies], axis=-1, bias=False))
    assert kurtosis[varies, 0] == pytest.approx(stats.kurtosis(x[varies], axis=-1, bias=False))
    assert (skew[~varies] == 0).all(), "what does not vary is not skewed"


def test_gaps_are_passed_over() -> None:
    x = np.array([[1.0, np.nan, 2.0, 9.0, 4.0, 4.0]])
    known = x[~np.isnan(x)]
    assert along.mean(x)[0, 0] == 4.0
    assert along.median(x)[0, 0] == np.median(known) == 4.0
    assert along.deviation(x)[0, 0] == pytest.approx(np.std(known, ddof=1))
    assert along.skew_and_kurtosis(x)[0][0, 0] == pytest.approx(stats.skew(known, bias=False))
    assert along.skew_and_kurtosis(x)[1][0, 0] == pytest.approx(stats.kurtosis(known, bias=False))
    assert (along.lowest(x)[0, 0], along.highest(x)[0, 0], along.count(x)[0, 0]) == (1.0, 9.0, 5.0)


@given(NUMBERS)
def test_ranks_are_scipys(x: np.ndarray) -> None:
    assert (along.ranks(x) == stats.rankdata(x, axis=-1)).all()


def test_ranks_of_gaps_are_gaps() -> None:
    x = np.array([3.0, np.nan, 1.0, 3.0])
    assert along.ranks(x) == pytest.approx(stats.rankdata(x, nan_policy="omit"), nan_ok=True)


def test_places_count_from_the_top_within_each_part() -> None:
    scores = np.array([[5.0, 7.0, 7.0 + 1e-12, 1.0, 2.0]])
    assert along.places(scores, [slice(0, 3), slice(3, 5)]).tolist() == [[3.0, 1.5, 1.5, 2.0, 1.0]]
