"""From one year to the next: on lineages that were there in both."""

import pytest
from tests.measure.made_up import LINES, cell, exchange, record

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.measurement import Measurement
from samarkand.domain.period import Period
from samarkand.domain.volume import Volume
from samarkand.measure.measure import measure

CARDS = {"P-T1": load_indicators()["P-T1"]}


def read(names: tuple[str, ...], months: range = range(1, 13)) -> tuple[Volume, ...]:
    when = [f"{year}-{month:02}" for year in (2023, 2024) for month in months]
    return tuple(Volume(n, n, m, 9, 9, 0, 0, 0) for n in names for m in when)


def told(line: str, year: int, tech: int, of: int, start: int) -> list[object]:
    return [
        exchange(
            start + i,
            period=Period(f"{year}-05-01"),
            tech=("ai",) if i < tech else (),
            lineages=(line,),
            independent=(line,),
        )
        for i in range(of)
    ]


STEADY = [*told("line-0", 2023, 2, 10, 0), *told("line-0", 2024, 5, 10, 100)]
NEWCOMER = told("line-1", 2024, 10, 10, 200)


def changed(exchanges: list[object], volumes: tuple[Volume, ...]) -> Measurement:
    return cell(measure(record(exchanges=tuple(exchanges), read=volumes), CARDS), "P-T1", "change:2024")  # type: ignore[arg-type]


def test_a_change_is_the_difference_in_percentage_points() -> None:
    found = changed(STEADY, read(LINES))
    assert (found.value, found.unit) == (pytest.approx(30), "percentage points")


def test_a_source_that_comes_in_between_changes_nothing() -> None:
    new = tuple(Volume("line-1", "line-1", f"2024-{m:02}", 9, 9, 0, 0, 0) for m in range(1, 13))
    with_newcomer = changed([*STEADY, *NEWCOMER], (*read(LINES[:1]), *new))
    assert with_newcomer.value == pytest.approx(30) and "1 of 2 lineages" in with_newcomer.method


def test_without_a_lineage_read_all_through_there_is_no_change() -> None:
    assert changed(STEADY, read(LINES[:1], range(1, 6))).reason == "no lineage was read all through 2023 and 2024"
