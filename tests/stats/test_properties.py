"""What holds whatever the data are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samarkand.stats.bootstrap import expected_distinct
from samarkand.stats.chao import chao, coverage
from samarkand.stats.hill import hill
from samarkand.stats.incidence import incidence
from samarkand.stats.jackknife import remaining
from samarkand.stats.poisson import poisson
from samarkand.stats.wilson import wilson

COUNTS = st.lists(st.integers(1, 200), min_size=1, max_size=20)
REPORTED = st.lists(st.integers(1, 8), min_size=1, max_size=60)
SETS = st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1), min_size=1, max_size=30)


@given(COUNTS, st.sampled_from([0, 0.5, 1, 2, 3]))
def test_hill_lies_between_one_and_the_number_of_kinds(counts: list[int], q: float) -> None:
    assert 1 - 1e-9 <= hill(counts, q) <= len(counts) + 1e-9


@given(COUNTS)
def test_hill_falls_with_its_order_and_forgets_the_order_of_kinds(counts: list[int]) -> None:
    numbers = [hill(counts, q) for q in (0, 1, 2)]
    assert numbers == sorted(numbers, reverse=True) or np.allclose(numbers, numbers[0])
    assert numbers == [hill(counts[::-1], q) for q in (0, 1, 2)]


@given(st.integers(1, 500), st.data(), st.sampled_from([0.5, 0.8, 0.95, 0.999]))
def test_wilson_stays_within_bounds_and_holds_the_share(n: int, data: st.DataObject, level: float) -> None:
    k = data.draw(st.integers(0, n))
    low, high = wilson(k, n, level)
    assert 0 <= low <= k / n <= high <= 1


@given(st.integers(0, 1000))
def test_poisson_holds_its_count(count: int) -> None:
    low, high = poisson(count)
    assert 0 <= low <= count < high


@given(REPORTED)
def test_chao_is_never_below_what_was_seen(reported: list[int]) -> None:
    bound = chao(reported, 8)
    assert bound.seen <= bound.low <= bound.total + 1e-9
    assert bound.total <= bound.high + 1e-9
    assert 0 <= coverage(reported, 8) <= 1


@given(SETS)
def test_a_table_keeps_every_unit(sets: list[frozenset[str]]) -> None:
    table = incidence(sets)
    assert table.reported_by.tolist() == [len(s) for s in sets]
    left = remaining(table, np.ones(len(sets)))
    assert left.tolist() == [sum(s != {name} for s in sets) for name in table.lineages]


@given(REPORTED)
def test_a_draw_of_lineages_never_holds_more_than_was_seen(reported: list[int]) -> None:
    frequencies = {j: reported.count(j) for j in set(reported)}
    assert expected_distinct(frequencies, 8) <= len(reported)
