"""Treatment by hand and against scipy."""

import numpy as np
import pytest
from scipy import stats

from samarkand.index.methods import Treat
from samarkand.index.spec import TreatChoices
from samarkand.index.treat import logged, logged_gii, passes, power, powered, treatment, winsorised

OUTLIER = np.array([[1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100]])
CHOICES = TreatChoices()


def test_an_outlier_does_not_pass_and_a_ramp_does() -> None:
    assert stats.skew(OUTLIER[0], bias=False) > 2
    assert stats.kurtosis(OUTLIER[0], bias=False) > 3.5
    assert passes(np.stack([OUTLIER[0], np.arange(12.0)]), CHOICES)[:, 0].tolist() == [False, True]


def test_only_skew_without_kurtosis_passes() -> None:
    x = np.array([0.0] * 14 + [1.0] * 3)
    loose = TreatChoices(skew=1.0, kurtosis=5.0)
    assert abs(stats.skew(x, bias=False)) > 1
    assert passes(x[None], loose)[0, 0]


def test_winsorising_moves_the_top_to_its_neighbour_until_tame() -> None:
    # with 100 moved to 30: 30 twice; skew 1.53, so it is tame
    expected = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 30]
    assert winsorised(OUTLIER, CHOICES)[0].tolist() == expected
    assert stats.skew(expected, bias=False) < 2
    assert winsorised(-OUTLIER, CHOICES)[0].tolist() == [-x for x in expected], "at the bottom as at the top"


def test_winsorising_is_scipys_once_the_number_is_known() -> None:
    got = winsorised(OUTLIER, CHOICES)[0]
    assert got.tolist() == stats.mstats.winsorize(OUTLIER[0], limits=(0, 1 / 12)).tolist()


def test_no_more_values_are_moved_than_allowed() -> None:
    x = np.array([[*np.linspace(0, 1, 30), 10, 1e2, 1e3, 1e4, 1e5]])
    never = TreatChoices(skew=0.0, kurtosis=-10.0, points=2)
    got = winsorised(x, never)[0]
    assert np.flatnonzero(got != x[0]).tolist() == [33, 34]
    assert got.max() == 1e3
    assert winsorised(x, TreatChoices(skew=0.0, kurtosis=-10.0, points=3))[0].max() == 1e2


def test_the_logarithm_by_hand_and_whatever_the_unit() -> None:
    # range 10: values are shifted to 0.1, 5.1, 10.1
    assert logged(np.array([0.0, 5, 10])) == pytest.approx(np.log([0.1, 5.1, 10.1]))
    a, b = logged(OUTLIER), logged(OUTLIER * 1000 + 7)
    assert (b - b.min()) == pytest.approx(a - a.min())


def test_the_gii_logarithm_by_hand() -> None:
    # (max - 1)(x - min) / (max - min) + 1 with 2, 5, 11
    assert logged_gii(np.array([2.0, 5, 11])) == pytest.approx(np.log([1, 10 * 3 / 9 + 1, 11]))
    assert np.isnan(logged_gii(np.array([0.1, 0.5, 0.9]))).all(), "below one it would turn the order about"


def test_the_power_is_scipys() -> None:
    x = OUTLIER[0]
    shifted = (x - x.min()) / np.ptp(x) + 0.01
    expected, lam = stats.boxcox(shifted)
    assert power(x) == pytest.approx(lam, abs=1e-4)
    assert powered(x, power(x)) == pytest.approx(expected, rel=1e-3)
    assert power(np.array([1.0, 1.0, 1.0, 1.0])) == 1.0, "nothing to learn from"


@pytest.mark.parametrize("x", [[0, 0, 0, 0, 0, 0, 7], [0, 0, 0, 0, 0, 0, 0], [5, 5, 5, 5, 5, 5, 1]])
def test_winsorising_makes_nothing_constant(x: list[float]) -> None:
    always = TreatChoices(skew=0.0, kurtosis=-10.0)
    assert winsorised(np.array([x], dtype=float), always)[0].tolist() == x, "the one that stands out stays"


STUBBORN = np.exp(np.linspace(0, 20, 31))


@pytest.mark.parametrize(
    ("method", "transformed"), [(Treat.WINSORISE_THEN_LOG, True), (Treat.WINSORISE, False), (Treat.NONE, False)]
)
def test_what_winsorising_does_not_tame_is_transformed_from_the_original(method: Treat, transformed: bool) -> None:
    calm = np.arange(31.0)
    x = np.stack([STUBBORN, calm])
    got = treatment(TreatChoices(method, points=1), (None, None), x).apply(x[None])[0]
    assert got[1].tolist() == calm.tolist(), "what is tame is left alone"
    assert (got[0] == logged(STUBBORN)).all() == transformed
    if method is Treat.NONE:
        assert (got[0] == STUBBORN).all()


def test_an_indicators_own_transformation_is_done_without_looking() -> None:
    x = np.stack([np.arange(12.0), np.arange(12.0)])
    got = treatment(TreatChoices(), (Treat.LOG, None), x).apply(x[None])[0]
    assert (got[0] == logged(x[0])).all()
    assert (got[1] == x[1]).all()


def test_runs_are_treated_each_for_itself() -> None:
    x = np.stack([OUTLIER, np.arange(12.0)[None]])
    got = treatment(TreatChoices(Treat.WINSORISE), (None,), OUTLIER).apply(x)
    assert got[0, 0, -1] == 30
    assert got[1, 0].tolist() == list(range(12))


def test_gaps_stay_gaps() -> None:
    x = np.append(OUTLIER[0], np.nan)[None]
    got = treatment(TreatChoices(Treat.WINSORISE_THEN_BOX_COX), (None,), x).apply(x[None])[0, 0]
    assert np.isnan(got[-1])
    assert got[:-1].tolist() == winsorised(OUTLIER, CHOICES)[0].tolist()
