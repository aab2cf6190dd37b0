"""Normalisation by hand, and against scipy, sklearn and pandas."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.preprocessing import MinMaxScaler

from samarkand.domain.errors import SamarkandError
from samarkand.index.methods import Normalise
from samarkand.index.normalise import scale
from samarkand.index.spec import IndicatorSpec, NormaliseChoices

X = np.array([3.0, 7.0, 7.0, 1.0, 13.0])


def normalised(method: Normalise, x: np.ndarray = X, reference: int = 1, **of_indicator: float) -> np.ndarray:
    """On a scale of 0 to 1."""
    choices = NormaliseChoices(method, low=0.0, high=1.0, mean=0.0, sd=1.0, reference="BB")
    spec = replace(IndicatorSpec("a", "i"), **of_indicator)
    return scale(choices, (spec,)).apply(x[None, None], reference)[0, 0]


BY_HAND = [
    (Normalise.MIN_MAX, {}, [2 / 12, 6 / 12, 6 / 12, 0, 1]),
    (Normalise.MIN_MAX, {"direction": -1}, [10 / 12, 6 / 12, 6 / 12, 1, 0]),
    (Normalise.RANK, {}, [2, 3.5, 3.5, 1, 5]),
    (Normalise.RANK, {"direction": -1}, [4, 2.5, 2.5, 5, 1]),
    (Normalise.BORDA, {}, [1, 2.5, 2.5, 0, 4]),
    (Normalise.PERCENTILE, {}, [0.25, 0.625, 0.625, 0, 1]),
    (Normalise.FRACTION_OF_MAX, {}, [3 / 13, 7 / 13, 7 / 13, 1 / 13, 1]),
    (Normalise.DISTANCE_TO_MAX, {}, [2 / 12, 6 / 12, 6 / 12, 0, 1]),
    (Normalise.DISTANCE_TO_REFERENCE, {}, [2 / 6, 1, 1, 0, 1]),
    (Normalise.DISTANCE_TO_TARGET, {"target": 9.0}, [2 / 8, 6 / 8, 6 / 8, 0, 1]),
    (Normalise.DISTANCE_TO_TARGET, {"target": 3.0, "direction": -1}, [1, 6 / 10, 6 / 10, 1, 0]),
    (Normalise.GOALPOSTS, {"low": 2.0, "high": 8.0}, [1 / 6, 5 / 6, 5 / 6, 0, 1]),
    (Normalise.GOALPOSTS, {"low": 2.0, "high": 8.0, "direction": -1}, [5 / 6, 1 / 6, 1 / 6, 1, 0]),
    (Normalise.SCALED, {"low": 2.0, "high": 8.0}, [1 / 6, 5 / 6, 5 / 6, -1 / 6, 11 / 6]),
    (Normalise.NONE, {"direction": -1}, [-3, -7, -7, -1, -13]),
]


@pytest.mark.parametrize(("method", "of_indicator", "expected"), BY_HAND)
def test_by_hand(method: Normalise, of_indicator: dict[str, float], expected: list[float]) -> None:
    assert normalised(method, **of_indicator).tolist() == pytest.approx(expected)


def test_against_libraries() -> None:
    assert normalised(Normalise.Z_SCORE) == pytest.approx(stats.zscore(X, ddof=1))
    assert normalised(Normalise.MIN_MAX) == pytest.approx(MinMaxScaler().fit_transform(X[:, None])[:, 0])
    assert normalised(Normalise.RANK) == pytest.approx(pd.Series(X).rank().to_numpy())


def test_fractions_go_to_the_scale_of_the_spec() -> None:
    choices = NormaliseChoices(low=1.0, high=100.0)
    got = scale(choices, (IndicatorSpec("a", "i"),)).apply(X[None, None], -1)[0, 0]
    assert got.tolist() == pytest.approx([17.5, 50.5, 50.5, 1, 100])


def test_gaps_stay_gaps_and_a_constant_is_no_number() -> None:
    gapped = np.array([1.0, np.nan, 3.0])
    for method in (Normalise.MIN_MAX, Normalise.Z_SCORE, Normalise.RANK, Normalise.PERCENTILE):
        got = normalised(method, gapped, reference=0)
        assert np.isnan(got).tolist() == [False, True, False]
    assert np.isnan(normalised(Normalise.MIN_MAX, np.ones(4))).all()


@pytest.mark.parametrize(
    ("method", "spec", "said"),
    [
        (Normalise.GOALPOSTS, {}, "low below high"),
        (Normalise.GOALPOSTS, {"low": 3.0, "high": 3.0}, "low below high"),
        (Normalise.DISTANCE_TO_TARGET, {}, "no target"),
        (Normalise.DISTANCE_TO_REFERENCE, {}, "no area"),
    ],
)
def test_marks_that_are_not_given_are_asked_for(method: Normalise, spec: dict[str, float], said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        scale(NormaliseChoices(method), (replace(IndicatorSpec("a", "i"), **spec),))
