"""Values computed by hand, one a function."""

import numpy as np
import pytest

from samarkand.stats.bootstrap import expected_distinct
from samarkand.stats.capture import chapman
from samarkand.stats.chao import chao, coverage, frequencies, is_estimable
from samarkand.stats.hill import hill
from samarkand.stats.poisson import poisson
from samarkand.stats.wilson import normal_quantile, wilson

REPORTED_BY = np.repeat([1, 2, 3, 4], [40, 20, 8, 2])
LINEAGES = 5


@pytest.mark.parametrize(("q", "expected"), [(0, 5.0), (1, 3.5869), (2, 2.9412)])
def test_hill(q: float, expected: float) -> None:
    assert hill([10, 5, 3, 1, 1], q) == pytest.approx(expected, abs=5e-5)


def test_chao_bound_and_interval() -> None:
    bound = chao(REPORTED_BY, LINEAGES)
    assert bound.seen == 70
    assert (bound.unseen, bound.total) == pytest.approx((32.0, 102.0))
    assert (bound.low, bound.high) == pytest.approx((84.38, 141.21), abs=0.005)


def test_sample_coverage() -> None:
    assert coverage(REPORTED_BY, LINEAGES) == pytest.approx(0.7143, abs=5e-5)


def test_a_bootstrap_of_distinct_counts_would_lose_a_fifth() -> None:
    expected = expected_distinct({1: 40, 2: 20, 3: 8, 4: 2}, LINEAGES)
    assert expected == pytest.approx(55.3, abs=0.05)
    assert expected / 70 - 1 == pytest.approx(-0.21, abs=0.005)


def test_chapman() -> None:
    assert chapman(60, 45, 27) == pytest.approx(99.2143, abs=5e-5)


def test_wilson() -> None:
    assert wilson(7, 20) == pytest.approx((0.1812, 0.5671), abs=5e-5)


@pytest.mark.parametrize(("count", "expected"), [(0, (0.0, 3.6889)), (10, (4.7954, 18.3904))])
def test_poisson(count: int, expected: tuple[float, float]) -> None:
    assert poisson(count) == pytest.approx(expected, abs=5e-5)


def test_normal_quantile() -> None:
    assert normal_quantile(0.95) == pytest.approx(1.959964, abs=1e-6)


def test_frequencies_and_when_the_bound_means_something() -> None:
    assert frequencies(REPORTED_BY).tolist() == [0, 40, 20, 8, 2]
    assert is_estimable(REPORTED_BY)
    assert not is_estimable(REPORTED_BY[:44]), "four doubletons are too few"
    assert not is_estimable([2] * 29), "29 units are too few"


def test_chao_without_doubletons_and_without_singletons() -> None:
    assert chao([1, 1, 1], 4).unseen == pytest.approx(0.75 * 3)
    certain = chao([2, 2, 3], 3)
    assert (certain.low, certain.total, certain.high) == (3.0, 3.0, 3.0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: wilson(3, 2), "no share"),
        (lambda: wilson(0, 0), "no share"),
        (lambda: normal_quantile(1.0), "level"),
        (lambda: chapman(3, 9, 4), "cannot share"),
        (lambda: hill([1, -1], 1), "negative"),
        (lambda: frequencies([0, 1]), "not seen"),
        (lambda: chao([4], 3), "more than 3"),
        (lambda: coverage([1], 1), "two lineages"),
        (lambda: poisson(-1), "no count"),
    ],
)
def test_impossible_input_is_refused(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]
