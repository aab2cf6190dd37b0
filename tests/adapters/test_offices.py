"""Offices over the network, with made-up libraries in the place of theirs."""

from collections.abc import Iterator
from typing import Any

import pytest

from samarkand.adapters.uis_interface import UisInterface
from samarkand.adapters.world_bank_interface import WorldBankInterface
from samarkand.collect.registers.parse import parse_register
from samarkand.domain.errors import SamarkandError
from samarkand.domain.statistic import Statistic

CODES = {"CL", "KE"}


def cells(data: bytes) -> list[tuple[object, ...]]:
    rows = parse_register(data, "fetched", CODES.__contains__, lambda name: None)
    return [(r.series, r.unit, r.area, r.period, r.value, r.status) for r in rows if isinstance(r, Statistic)]


def bank(series: str, **asked: Any) -> Iterator[dict[str, Any]]:
    assert asked["skipAggs"], "sums over countries are not asked for"
    for code, year, value in (("CHL", "2020", 5.0), ("KEN", "2021", 0.0)):
        yield {
            "series": {"id": series, "value": "Arrivals (persons)"},
            "economy": {"id": code, "value": "Somewhere", "aggregate": False},
            "time": {"id": f"YR{year}", "value": year},
            "value": value,
        }


def institute(series: str, **asked: Any) -> list[dict[str, Any]]:
    assert asked["geoUnitType"] == "NATIONAL"
    row = {"indicatorId": series, "geoUnit": "CHL", "year": 2020, "value": 9, "magnitude": None, "qualifier": "UIS_EST"}
    return [{**row, "name": "Completion rate (%)"}]


def test_the_bank_is_read_like_its_own_download() -> None:
    assert cells(WorldBankInterface(bank).fetch("ST.INT.ARVL")) == [
        ("worldbank.ST.INT.ARVL", "persons", "CL", "2020", 5.0, "ok"),
        ("worldbank.ST.INT.ARVL", "persons", "KE", "2021", 0.0, "ok"),
    ]


def test_the_institute_is_read_like_its_own_download() -> None:
    assert cells(UisInterface(institute).fetch("CR.1")) == [("uis.CR.1", "%", "CL", "2020", 9.0, "estimated")]


def down(series: str, **asked: Any) -> list[dict[str, Any]]:
    raise ConnectionError("no route")


def absent(series: str, **asked: Any) -> list[dict[str, Any]]:
    raise ImportError("no such library")


@pytest.mark.parametrize("office", [WorldBankInterface, UisInterface])
def test_what_goes_wrong_is_one_line_with_a_remedy(office: type[Any]) -> None:
    with pytest.raises(SamarkandError, match=r"no answer \(no route\)"):
        office(down).fetch("X")
    with pytest.raises(SamarkandError, match="not installed"):
        office(absent).fetch("X")
