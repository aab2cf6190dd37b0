"""Models: what they give for worlds whose truth is known, and for every kind of bad series."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.outlook.made_up import monthly, yearly

from samarkand.domain.series import Scale, Series
from samarkand.outlook.history import History, history
from samarkand.outlook.registry import ENSEMBLE, MODELS, median_of, simulated


def laid_out(series: Series) -> History:
    made = history(series)
    assert made is not None
    return made


def drawn(series: Series, ahead: int = 2, draws: int = 400) -> dict[str, np.ndarray]:
    return dict(simulated(laid_out(series), np.ones(ahead), draws, lambda name: sum(map(ord, name))))


MONTHS = [20 + 10 * (i % 12 == 5) + (i * 7) % 5 for i in range(60)]


@pytest.mark.parametrize(
    ("series", "wanted"),
    [
        (yearly([3, 4, 5, 6, 7]), {"last value", "mean", "drift"}),
        (yearly([3, 4, 5, 6, 7, 9, 8, 9]), {"last value", "mean", "drift", "local level", "damped trend", "Theta"}),
        (monthly(MONTHS[:30]), {"seasonal naive", "seasonal mean", "constant rate with months"}),
        (monthly(MONTHS), {"trend with months", "INGARCH(1,1)", "local level with months", ENSEMBLE}),
    ],
)
def test_candidates_go_by_length(series: Series, wanted: set[str]) -> None:
    assert wanted <= drawn(series).keys()


def test_short_series_have_no_candidates_but_their_siblings() -> None:
    names = drawn(yearly([3, 4, 5, 6, 7])).keys()
    assert {m.name for m in MODELS if m.name in names and not m.is_baseline} == set()


@pytest.mark.parametrize("series", [yearly([3, 9, 4, 8, 5, 7, 6, 9, 4, 8]), monthly(MONTHS)])
def test_counts_stay_whole_and_are_never_negative(series: Series) -> None:
    for name, paths in drawn(series).items():
        assert (paths >= 0).all(), name
        assert np.array_equal(paths, np.rint(paths)), name


def test_shares_stay_shares() -> None:
    series = yearly([0.9, 0.95, 0.97, 0.99, 1.0, 0.98, 0.99, 1.0, 1.0], scale=Scale.SHARE)
    for name, paths in drawn(series).items():
        assert ((paths >= 0) & (paths <= 1)).all(), name


def test_a_month_that_stands_out_is_foretold_to_stand_out() -> None:
    series = monthly(MONTHS, first="2019-01")
    for name, paths in drawn(series, ahead=12).items():
        middle = np.median(paths, axis=0)
        assert middle[5] > np.delete(middle, 5).mean() + 4, name


def test_twice_as_much_read_is_twice_as_much_found() -> None:
    series = monthly(MONTHS, exposure=[100.0] * 60)
    h = laid_out(series)
    for name in ("constant rate with months", "trend with months", "INGARCH(1,1)", "seasonal mean"):
        once, twice = (simulated(h, np.full(1, v), 4000, lambda _: 1)[name].mean() for v in (1.0, 2.0))
        assert twice / once == pytest.approx(2, rel=0.05), name


@pytest.mark.slow
@pytest.mark.parametrize("name", ["last value", "local level", "mean", "Theta"])
def test_intervals_cover_what_they_say_in_a_world_of_their_own(name: str) -> None:
    """Two hundred series without trend: of 80 % intervals between 0.72 and 0.90 hold the next value."""
    rng = np.random.default_rng(4)
    hits = []
    for _ in range(200):
        noise = rng.normal(0, 0.1, 16)
        level = np.cumsum(noise) if name in ("last value", "local level") else noise
        values = np.rint(np.exp(7 + level))
        paths = drawn(yearly(values[:-1].tolist()), ahead=1)[name][:, 0]
        low, high = np.quantile(paths, [0.1, 0.9])
        hits.append(low <= values[-1] <= high)
    assert 0.72 <= np.mean(hits) <= 0.90


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 50), min_size=3, max_size=15))
def test_no_model_ever_gives_what_is_no_number(values: Sequence[int]) -> None:
    for name, paths in drawn(yearly(values), draws=50).items():
        assert np.isfinite(paths).all(), name


@pytest.mark.slow
@pytest.mark.parametrize("name", ["constant rate with months", "INGARCH(1,1)", "trend with months"])
def test_intervals_of_counts_cover_what_they_say(name: str) -> None:
    """Overdispersed months: of 80 % intervals at least 0.72 and at most 0.92 hold the next count, whole numbers widen them."""
    rng = np.random.default_rng(6)
    hits = []
    for _ in range(100):
        mean = 15 * np.exp(0.3 * np.sin(np.arange(61) * np.pi / 6))
        values = rng.poisson(mean * rng.gamma(8, 1 / 8, 61))
        model = next(m for m in MODELS if m.name == name)
        paths = model.simulate(laid_out(monthly(values[:-1].tolist())), np.ones(1), 400, rng)[:, 0]
        low, high = np.quantile(paths, [0.1, 0.9], method="inverted_cdf")
        hits.append(low <= values[-1] <= high)
    assert 0.72 <= np.mean(hits) <= 0.92


def test_the_ensemble_lies_between_its_members() -> None:
    rng = np.random.default_rng(5)
    members = [rng.normal(m, 1, (500, 3)) for m in (0.0, 5.0, 50.0)]
    together = median_of(members, is_whole=False)
    assert np.median(together, axis=0) == pytest.approx([5, 5, 5], abs=0.3)
