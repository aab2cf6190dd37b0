"""Samples of different completeness at the same completeness."""

from itertools import combinations, pairwise
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.stats.hill import hill
from samarkand.stats.rarefaction import at_coverage, coverage_at, hill_one_at, sample_coverage

COUNTS = [4, 2, 1, 1]
some_counts = st.lists(st.integers(1, 30), min_size=1, max_size=12)


def _drawn(counts: list[int], size: int) -> list[list[int]]:
    """Every way to draw, as counts by kind."""
    sightings = [kind for kind, n in enumerate(counts) for _ in range(n)]
    return [
        [sum(sightings[i] == kind for i in chosen) for kind in range(len(counts))]
        for chosen in combinations(range(len(sightings)), size)
    ]


def _entropy_of_expected(counts: list[int], size: int) -> float:
    """Order 1 from the expected number of kinds seen k times, over every draw."""
    draws = _drawn(counts, size)
    total = 0.0
    for drawn in draws:
        total -= sum(x / size * log(x / size) for x in drawn if x)
    return exp(total / len(draws))


@pytest.mark.parametrize("size", range(1, 8))
def test_order_one_equals_the_mean_over_every_draw(size: int) -> None:
    assert hill_one_at(COUNTS, size) == pytest.approx(_entropy_of_expected(COUNTS, size))


@pytest.mark.parametrize("size", range(1, 8))
def test_coverage_equals_the_share_of_what_is_drawn_next_that_was_seen(size: int) -> None:
    draws = _drawn(COUNTS, size)
    left = sum(COUNTS) - size
    seen = sum((COUNTS[k] - d[k]) / left for d in draws for k in range(len(COUNTS)) if d[k]) / len(draws)
    assert coverage_at(COUNTS, size) == pytest.approx(seen)


def test_coverage_of_the_whole_by_hand() -> None:
    assert sample_coverage(COUNTS) == pytest.approx(1 - 2 / 8 * (7 * 2 / (7 * 2 + 2)))
    assert sample_coverage([5, 3]) == 1.0
    assert sample_coverage([1] * 5) == pytest.approx(1 - 16 / 18)


@given(some_counts)
def test_the_whole_sample_is_the_hill_number(counts: list[int]) -> None:
    assert hill_one_at(counts, sum(counts)) == pytest.approx(hill(counts, 1))


@given(some_counts, st.floats(0.05, 1.0))
def test_equal_coverage_never_adds_diversity(counts: list[int], target: float) -> None:
    assert 1 - 1e-9 <= at_coverage(counts, target) <= hill(counts, 1) + 1e-9


@given(some_counts)
def test_more_drawn_is_more_covered_and_more_diverse(counts: list[int]) -> None:
    sizes = range(1, sum(counts))
    covered = [coverage_at(counts, m) for m in sizes]
    assert all(b >= a - 1e-9 for a, b in pairwise(covered))


def test_large_samples_stay_exact() -> None:
    counts = np.array([5000, 3000, 1500, 400, 90, 9, 1])
    assert hill_one_at(counts, 9000) == pytest.approx(hill(counts, 1), rel=1e-3)


@pytest.mark.parametrize("bad", [0, 9])
def test_a_size_that_cannot_be_drawn_is_refused(bad: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        hill_one_at(COUNTS, bad)


def test_nothing_seen_has_no_coverage() -> None:
    with pytest.raises(ValueError, match="nothing was seen"):
        sample_coverage([0, 0])
