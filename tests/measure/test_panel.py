"""The fixed panel: neither a gap nor a source added later makes a rate rise or fall."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.measure.made_up import cell, exchange

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.health import Expectation, SourceWeek, WeekState
from samarkand.domain.measurement import Measurement
from samarkand.domain.period import Period
from samarkand.domain.volume import Volume
from samarkand.measure.measure import measure, panel
from samarkand.measure.record import Record

CARDS = {"rate": load_indicators()["rate"], "N": load_indicators()["N"]}
YEAR = Focus(FocusKind.WORLD, (), 2024, 2024)
DENSE, THIN, LATE = "dense", "thin", "late"
MONTHS = [f"2024-{m:02}" for m in range(1, 13)]
GAP = ("2024-04", "2024-05")
"""Six weeks from 1 April; every lineage brings 100 documents a month, `dense` tells ten acts in them, `thin` two."""


def _volumes(gap: bool, late: bool) -> list[Volume]:
    brought = {(name, month): 100 for name in (DENSE, THIN) for month in MONTHS}
    if gap:
        brought |= {(DENSE, GAP[0]): 0, (DENSE, GAP[1]): 60}
    if late:
        brought |= {(LATE, month): 400 for month in MONTHS[6:]}
    return [Volume(name, name, month, n, n, 0, 0, 0) for (name, month), n in brought.items() if n]


def _exchanges(gap: bool, late: bool) -> list[Exchange]:
    told = []
    for month in MONTHS:
        dense = {GAP[0]: 0, GAP[1]: 6}.get(month, 10) if gap else 10
        for name, number in ((DENSE, dense), (THIN, 2), (LATE, 30 if late and month >= "2024-07" else 0)):
            told += [(month, name)] * number
    return [
        exchange(i, period=Period(f"{month}-15"), lineages=(name,), independent=(name,))
        for i, (month, name) in enumerate(told)
    ]


def _weeks(gap: bool) -> list[SourceWeek]:
    mondays = [date(2024, 1, 1) + timedelta(days=7 * i) for i in range(52)]
    silent = {date(2024, 4, 1) + timedelta(days=7 * i) for i in range(6)} if gap else set()
    out = []
    for name in (DENSE, THIN):
        for day in mondays:
            gone = name == DENSE and day in silent
            state = WeekState.MISSING if gone else WeekState.WITHIN
            out.append(SourceWeek(name, name, day.isoformat(), 0 if gone else 23, 10, 40, Expectation.DERIVED, state))
    return out


def world(gap: bool = True, late: bool = True) -> Record:
    exchanges, volumes = tuple(_exchanges(gap, late)), tuple(_volumes(gap, late))
    return Record(YEAR, exchanges, volumes, (), (), tuple(_weeks(gap)))


def rates(measured: list[Measurement]) -> list[float | None]:
    return [cell(measured, "rate", f"month:{month}").value for month in MONTHS]


def test_the_rate_stays_flat_while_the_raw_count_does_not() -> None:
    measured = measure(world(), CARDS)
    assert rates(measured) == pytest.approx([12 / 200 * 10_000] * 12)
    raw = [cell(measured, "N", f"month:{month}").value for month in MONTHS]
    assert raw == [12, 12, 12, 2, 8, 12, *[42] * 6]


@pytest.mark.parametrize("late", [False, True])
def test_year_and_whole_are_those_of_a_world_without_the_gap(late: bool) -> None:
    broken, whole = measure(world(late=late), CARDS), measure(world(gap=False, late=False), CARDS)
    for name in ("", "year:2024"):
        assert cell(broken, "rate", name).value == pytest.approx(cell(whole, "rate", name).value)
        low, high = cell(broken, "rate", name).low or 0, cell(broken, "rate", name).high or 0
        assert low < 600 < high


def test_what_stands_in_is_said_and_widens_the_interval() -> None:
    measured = measure(world(), CARDS)
    april, march = cell(measured, "rate", "month:2024-04"), cell(measured, "rate", "month:2024-03")
    assert "standing in" in april.method and "standing in" not in march.method
    assert (april.high or 0) - (april.low or 0) > (march.high or 0) - (march.low or 0)
    assert april.n == 100, "only documents of those heard"


def test_an_act_told_by_both_is_not_lost_nor_doubled_where_one_is_silent() -> None:
    shared = [replace(x, lineages=(DENSE, THIN), independent=(DENSE, THIN)) for x in _exchanges(False, False)]
    record = Record(YEAR, tuple(shared), tuple(_volumes(True, False)), (), (), tuple(_weeks(True)))
    assert rates(measure(record, CARDS)) == pytest.approx([600] * 12)


def test_where_nothing_can_stand_in_the_month_is_missing_not_zero() -> None:
    few = tuple(x for x in _exchanges(True, False) if x.lineages == (DENSE,))
    measured = measure(replace(world(late=False), exchanges=few), CARDS)
    april = cell(measured, "rate", "month:2024-04")
    assert april.value is None
    assert "tell too little to stand in" in april.reason
    assert cell(measured, "rate", "year:2024").value == pytest.approx(500)


def test_the_order_of_everything_changes_nothing() -> None:
    told, draw = world(), random.Random(5)
    mixed = Record(
        YEAR,
        tuple(draw.sample(told.exchanges, len(told.exchanges))),
        tuple(draw.sample(told.volumes, len(told.volumes))),
        (),
        (),
        tuple(draw.sample(told.weeks, len(told.weeks))),
    )
    assert measure(mixed, CARDS) == measure(told, CARDS)
    assert panel(mixed) == panel(told)


def test_who_is_in_the_panel_and_why() -> None:
    members = {m.lineage_id: m for m in panel(world())}
    assert (members[DENSE].is_inside, members[THIN].is_inside, members[LATE].is_inside) == (True, True, False)
    assert members[DENSE].set_aside == GAP
    assert members[DENSE].reason == "read in 11 of 12 months"
    assert members[LATE].reason == "read in 6 of 12 months, fewer than nine of ten"
    assert members[THIN].set_aside == ()


def test_one_silent_source_of_a_lineage_that_was_heard_is_no_gap() -> None:
    told = world()
    twin = tuple(
        replace(w, source_id="twin", documents=5, state=WeekState.WITHIN) for w in told.weeks if w.lineage_id == DENSE
    )
    members = {m.lineage_id: m for m in panel(replace(told, weeks=told.weeks + twin))}
    assert members[DENSE].set_aside == ()
