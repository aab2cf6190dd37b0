"""Intervals over lineages."""

import numpy as np
import pytest

from samarkand.stats.bootstrap import bootstrap_share, seed_of
from samarkand.stats.incidence import incidence
from samarkand.stats.jackknife import jackknife, jackknife_of, remaining

MANY = [(f"l{i}",) for i in range(20) for _ in range(3)]


def test_a_table_holds_each_set_once_and_knows_what_only_one_reports() -> None:
    table = incidence([("b", "a"), ("a", "b", "a"), ("c",)], ["d"])
    assert table.lineages == ("a", "b", "c", "d")
    assert len(table.patterns) == 2
    assert table.reported_by.tolist() == [2, 2, 1]
    assert table.sole.tolist() == [-1, -1, 2]


def test_a_unit_nobody_reports_is_refused() -> None:
    with pytest.raises(ValueError, match="not seen"):
        incidence([()])


def test_a_unit_goes_only_with_its_sole_lineage() -> None:
    table = incidence([("a",), ("a", "b"), ("b",)], ["c"])
    assert remaining(table, np.ones((3, 1)))[:, 0].tolist() == [2.0, 2.0, 3.0]


def test_jackknife_by_hand() -> None:
    # five values with mean 10 and squared deviations 10: error sqrt(4/5 * 10), t(4) = 2.7764
    low, high = jackknife(10.0, [8, 9, 10, 11, 12]) or (0.0, 0.0)
    assert high - 10 == pytest.approx(2.7764 * np.sqrt(8), abs=1e-3)
    assert 10 - low == pytest.approx(high - 10)


def test_few_lineages_give_no_interval() -> None:
    assert jackknife(3.0, [1, 2, 3, 3]) is None
    assert bootstrap_share(incidence(MANY[:42]), [1] * 42) is None, "fourteen lineages are too few"


def test_jackknife_of_a_function_of_sums() -> None:
    table = incidence([(f"l{i}",) for i in range(6)])
    interval = jackknife_of(table, np.ones((6, 1)), lambda rows: rows[:, 0])
    assert interval == (6.0, 6.0), "every lineage takes the same away"


def test_bootstrap_is_the_same_every_time_and_holds_the_share() -> None:
    table = incidence(MANY)
    hits = [i % 3 == 0 for i in range(60)]
    first = bootstrap_share(table, hits)
    assert first == bootstrap_share(incidence(MANY), hits)
    assert first == pytest.approx((1 / 3, 1 / 3)), "each lineage has the same share"


def test_bootstrap_widens_when_lineages_differ() -> None:
    hits = np.repeat([True, False], 30)
    low, high = bootstrap_share(incidence(MANY), hits) or (0.0, 0.0)
    assert 0.2 < low < 0.35
    assert 0.65 < high < 0.8


def test_the_seed_derives_from_the_content() -> None:
    assert seed_of(incidence(MANY)) == seed_of(incidence(list(MANY)))
    assert seed_of(incidence(MANY)) != seed_of(incidence(MANY[:-1]))
