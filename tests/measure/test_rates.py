"""Rates on a fixed panel."""

import pytest
from tests.measure.made_up import cell, exchange, record, volumes

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.volume import Volume
from samarkand.measure.measure import measure
from samarkand.stats.poisson import poisson

CARDS = {"rate": load_indicators()["rate"]}


def test_a_rate_is_exchanges_of_the_panel_over_its_documents() -> None:
    three = tuple(exchange(i) for i in range(3))
    got = cell(measure(record(exchanges=three), CARDS), "rate", "month:2024-05")
    assert got.value == pytest.approx(3 / 700 * 10_000)
    assert got.n == 700
    low, high = (end / 700 * 10_000 for end in poisson(3))
    assert (got.low or 0) <= low
    assert high <= (got.high or 0)
    assert got.records == ("x-0000", "x-0001", "x-0002")


def test_latecomers_are_not_in_the_panel() -> None:
    late = tuple(Volume("late", "late", f"2024-{m:02}", 5000, 5000, 0, 0, 0) for m in range(1, 13))
    found = (exchange(1), exchange(2, lineages=("late",), independent=("late",)))
    got = cell(measure(record(exchanges=found, read=volumes() + late), CARDS), "rate", "month:2024-05")
    assert got.value == pytest.approx(1 / 700 * 10_000)
    assert got.n == 700


def test_months_without_documents_are_missing_never_zero() -> None:
    measured = measure(record(exchanges=(exchange(1),), read=volumes(months=18)), CARDS)
    gone = cell(measured, "rate", "month:2024-12")
    assert (gone.value, gone.reason) == (None, "no documents were read in this month")
    assert cell(measured, "rate", "month:2024-06").value == 0
    assert (cell(measured, "rate", "month:2024-06").high or 0) > 0, "none found is not certainty of none"


def test_without_a_lineage_that_was_there_all_along_there_is_no_rate() -> None:
    hopping = tuple(Volume(f"s{m}", f"l{m}", f"2024-{m:02}", 50, 50, 0, 0, 0) for m in range(1, 13))
    got = cell(measure(record(exchanges=(exchange(1),), read=hopping), CARDS), "rate", "month:2024-05")
    assert got.reason == "no lineage was read in at least 90 % of the months"


def test_a_month_the_panel_missed_is_missing() -> None:
    steady = tuple(v for v in volumes() if v.month != "2024-05")
    other = (Volume("s", "other", "2024-05", 10, 10, 0, 0, 0),)
    got = cell(measure(record(exchanges=(exchange(1),), read=steady + other), CARDS), "rate", "month:2024-05")
    assert got.reason == "no document of the fixed panel was read in this month"


def test_documents_in_languages_we_do_not_read_do_not_dilute() -> None:
    unread = tuple(Volume(v.source_id, v.lineage_id, v.month, 900, 100, 0, 0, 0) for v in volumes())
    assert cell(measure(record(read=unread), CARDS), "rate") == cell(measure(record(), CARDS), "rate")


def test_change_is_the_difference_of_two_years_with_an_interval_of_its_own() -> None:
    some = tuple(exchange(i) for i in range(30))
    measured = measure(record(exchanges=some), CARDS)
    change = cell(measured, "rate", "change:2024")
    assert change.value == pytest.approx(cell(measured, "rate", "year:2024").value)
    assert change.low is not None and change.low < (change.value or 0)


def test_twice_the_reading_for_twice_the_finds_is_the_same_rate() -> None:
    once = cell(measure(record(exchanges=tuple(exchange(i) for i in range(4))), CARDS), "rate")
    twice = measure(record(exchanges=tuple(exchange(i) for i in range(8)), read=volumes(per_month=200)), CARDS)
    assert cell(twice, "rate").value == pytest.approx(once.value)
