"""Any table becomes numbers, and gaps with their reasons."""

import math
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from samarkand.domain.errors import SamarkandError
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.domain.statistic import Statistic
from samarkand.index.arrow import arrow
from samarkand.index.columns import indicator_table
from samarkand.index.table import IndicatorTable


def cell(table: IndicatorTable, indicator: str, area: str) -> float:
    return float(table.values[table.indicators.index(indicator), table.areas.index(area)])


GAPS: list[tuple[Any, str]] = [
    (None, "no value"),
    ("", "no value"),
    (math.nan, "no value"),
    (math.inf, "finite"),
    ("-inf", "finite"),
    ("n/a", "not a number: 'n/a'"),
    (True, "not a number"),
]


@pytest.mark.parametrize(("written", "said"), GAPS)
def test_what_is_no_number_is_a_gap_with_its_reason(written: Any, said: str) -> None:
    table = indicator_table({"area": ["NA", "BB"], "x": [written, 2]})
    assert math.isnan(cell(table, "x", "NA")), "NA is a country; its value is missing"
    assert said in table.reason("x", table.areas.index("NA"))


def test_wide_long_and_arrow_are_the_same_table() -> None:
    wide = indicator_table({"area": ["B", "A"], "period": [2024, 2024], "x": ["2", 1.5], "y": [None, 4]})
    long = indicator_table(
        {
            "indicator": ["x", "y", "x"],
            "area": ["A", "A", "B"],
            "period": ["2024", "2024", "2024"],
            "value": [1.5, 4, 2.0],
        }
    )
    by_arrow = indicator_table(
        pa.table({"area": ["A", "B"], "period": ["2024"] * 2, "x": [1.5, 2.0], "y": [4.0, None]})
    )
    assert wide.digest == long.digest == by_arrow.digest


def test_rows_lie_by_content_and_not_by_name() -> None:
    one = indicator_table({"area": ["A", "B", "C"], "x": [3, 1, 2]})
    other = indicator_table({"area": ["C", "A", "B"], "x": [3, 1, 2]})
    assert (one.values == other.values).all()
    assert (one.areas, other.areas) == (("B", "C", "A"), ("A", "B", "C"))
    assert one.digest != other.digest


def test_an_interval_becomes_a_deviation_on_each_side() -> None:
    table = indicator_table(
        {"area": ["A", "B"], "x": [10, 20], "x.low": [10 - 1.6449, None], "x.high": [13.2897, None]}
    )
    n = table.areas.index("A")
    assert (table.down[0, n], table.up[0, n]) == pytest.approx((1.0, 2.0), abs=1e-4), "90 % is 1.6449 deviations"
    assert table.down[0, 1 - n] == table.up[0, 1 - n] == 0, "no interval, no noise"


def test_an_interval_without_its_value_is_put_aside_and_said() -> None:
    table = indicator_table({"area": ["A", "B"], "x": [10, 20], "x.low": [11, 19], "x.high": [12, 21]})
    assert [(d.kind, d.row, d.kept) for d in table.doubts] == [("interval", 1, True)]
    assert table.down[0, table.areas.index("A")] == 0


def test_measurements_are_a_table() -> None:
    rows = [
        Measurement("N", Layer.EVIDENCED, "AA", "2024", "", 5.0, 4.0, 7.0, 0.95, 9, "exchanges", "count"),
        Measurement(
            "N", Layer.EVIDENCED, "BB", "2024", "", None, None, None, 0.95, 0, "exchanges", "none", reason="few"
        ),
    ]
    table = indicator_table(arrow(Measurement, rows))
    assert table.layers == {"N": Layer.EVIDENCED}
    assert table.reason("N", table.areas.index("BB")) == "few"
    assert table.up[0, table.areas.index("AA")] == pytest.approx(2 / 1.959964, abs=1e-5)


def test_statistics_are_a_table_once_summed() -> None:
    rows = [Statistic("s", "sites", "AA", None, "2024", 3.0), Statistic("s", "sites", "BB", None, "2024", None, "NIL")]
    table = indicator_table(arrow(Statistic, rows))
    assert table.reason("s", table.areas.index("BB")) == "NIL"
    with pytest.raises(SamarkandError, match="sum over counterparts"):
        indicator_table(arrow(Statistic, [Statistic("s", "pairs", "AA", "BB", "2024", 3.0)]))


FAULTS: list[tuple[dict[str, list[Any]], str]] = [
    ({}, "no rows"),
    ({"area": []}, "no rows"),
    ({"area": ["A"], "x": [1, 2]}, "unequal lengths"),
    ({"land": ["A"], "x": [1]}, "no column `area`"),
    ({"area": ["A", "A"], "x": [1, 2]}, "stands already in row 1"),
    ({"area": ["A", ""], "x": [1, 2]}, "without a name"),
    ({"indicator": ["x", "x"], "area": ["A", "B"], "value": [1, 2], "layer": ["claimed", "evidenced"]}, "two layers"),
    ({"indicator": ["x"], "area": ["A"], "value": [1], "layer": ["rumoured"]}, "no such layer"),
    (
        {"indicator": ["x", "x"], "area": ["A", "B"], "value": [1, 2], "unit": ["people", "thousands"]},
        "in people and in thousands",
    ),
]


@pytest.mark.parametrize(("columns", "said"), FAULTS)
def test_tables_that_cannot_be_used_say_why(columns: dict[str, list[Any]], said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        indicator_table(columns)


def test_periods_lie_one_after_another() -> None:
    table = indicator_table({"area": ["A", "B", "A"], "period": ["2021", "2020", "2020"], "x": [1, 2, 3]})
    assert table.slices == (("2020", slice(0, 2)), ("2021", slice(2, 3)))
    assert np.array_equal(table.values, [[2, 3, 1]])
