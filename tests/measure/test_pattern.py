"""The five-part pattern: mechanisms, novelty, technology, participation."""

from dataclasses import replace

import numpy as np
import pytest
from tests.measure.made_up import LINES, WORLD, cell, exchange, record

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.domain.volume import Volume
from samarkand.measure.measure import measure
from samarkand.measure.pattern.lead import PairYears, design

CARDS = load_indicators()


def got(indicator: str, name: str, told: list[Exchange], focus: Focus = WORLD) -> Measurement:
    return cell(measure(record(focus, tuple(told)), {indicator: CARDS[indicator]}), indicator, name)


def test_instruments_agreed_or_later_are_live_and_those_called_off_are_not() -> None:
    stages = (Stage.MOOTED, Stage.ANNOUNCED, Stage.AGREED, Stage.UNDER_WAY, Stage.CANCELLED, Stage.SUSPENDED)
    told = [exchange(i, type="M2", stage=stage) for i, stage in enumerate(stages)] + [exchange(9, type="M4")]
    assert got("P-M1", "", told).value == 2
    assert [got("P-M1", f"type:{code}", told).value for code in ("M1", "M2")] == [0, 2]


def test_practice_under_a_mechanism_names_a_framework_or_has_a_mechanism_above_it() -> None:
    told = [
        exchange(0, type="M2"),
        exchange(1, parent="x-0000"),
        exchange(2, initiative=("framework",)),
        exchange(3),
        exchange(4, parent="x-0003"),
        exchange(5),
        exchange(6),
    ]
    linked = got("P-M2", "", told)
    assert (linked.value, linked.n) == (pytest.approx(2 / 5), 5), "the mechanism and the umbrella are not counted"


def test_technology_is_counted_once_and_by_kind() -> None:
    told = [exchange(i, tech=(("ai", "vr"), ("ai",), (), (), ())[i % 5]) for i in range(10)]
    assert got("P-T1", "", told).value == pytest.approx(0.4)
    assert got("P-T1", "tech:ai", told).value == pytest.approx(0.4)
    assert got("P-T1", "tech:vr", told).value == pytest.approx(0.2)


def test_public_institutions_are_others_only_in_the_cell_that_says_so() -> None:
    sectors = ("national_government", "public_institution", "ngo", "education", None)
    told = [exchange(i, lead_sector=sectors[i % 5]) for i in range(10)]
    assert got("P-W1", "", told).value == pytest.approx(0.5)
    assert got("P-W1", "with:public_institution", told).value == pytest.approx(0.75)
    assert got("P-W1", "", told).n == 8, "what is not told is left out"


LONG = Focus(FocusKind.WORLD, (), 2024, 2024)
READ = tuple(Volume(n, n, f"{y}-01", 9, 9, 0, 0, 0) for n in LINES for y in range(2021, 2025))


def _novel(told: list[Exchange], read: tuple[Volume, ...] = READ) -> list[Measurement]:
    cards = {name: CARDS[name] for name in ("P-P1", "P-P3")}
    return measure(record(LONG, tuple(told), read=read), cards)


def test_new_is_what_nobody_told_of_in_the_three_years_before() -> None:
    before = [exchange(0, period=Period("2022-03-01"), type="A1"), exchange(1, period=Period("2020-03-01"), type="A3")]
    now = [exchange(10 + i, type=t, period=Period("2024-02-01")) for i, t in enumerate(("A1", "A1", "A3", "H1", "H2"))]
    assert cell(_novel(before + now), "P-P1").value == pytest.approx(3 / 5)


def test_an_exchange_of_three_counts_with_the_part_of_its_pairs_that_is_new() -> None:
    before = [exchange(0, ("QM", "QN"), period=Period("2022-03-01"))]
    now = [exchange(10 + i, ("QM", "QN", "QO"), period=Period("2024-02-01")) for i in range(5)]
    assert cell(_novel(before + now), "P-P1").value == pytest.approx(2 / 3)


def test_without_the_years_before_nothing_is_called_new() -> None:
    now = [exchange(i, period=Period("2024-02-01")) for i in range(8)]
    for name in ("P-P1", "P-P3"):
        found = cell(_novel(now, READ[2:3]), name)
        assert found.value is None and "nothing was read in 2021, 2022" in found.reason


def test_survival_of_novelties_takes_those_still_running_as_running() -> None:
    """Six combinations: two come again within the year, four are watched to its end."""
    told = [exchange(i, type=f"A{1 + i}", period=Period("2024-01-01")) for i in range(6)]
    told += [exchange(20 + i, type=f"A{1 + i}", period=Period("2024-06-01")) for i in range(2)]
    survived = cell(_novel(told), "P-P3")
    assert survived.n == 6 and survived.value == pytest.approx(2 / 6)
    assert survived.low is not None and survived.high is not None and survived.low < 2 / 6 < survived.high


def test_the_lead_test_wants_years_running_and_pairs() -> None:
    assert "5 years running" in got("P-M3", "", [exchange(i) for i in range(6)]).reason


def test_rows_of_the_lead_test_by_hand() -> None:
    agreed, delivered = np.array([[2.0, 0, 1], [0, 1, 0]]), np.array([[3.0, 4, 5], [9, 0, 0]])
    y, x, of_pair = design(PairYears((("QM", "QN"), ("QM", "QO")), (2022, 2023, 2024), agreed, delivered, 2))
    assert y.tolist() == [4, 5], "a pair that delivers nothing afterwards says nothing"
    assert x[:, 0].tolist() == [2, 0] and x[:, 1] == pytest.approx(np.log1p([3, 4]))
    assert x[:, 2:].tolist() == [[1, 0], [1, 1]] and of_pair.tolist() == [0, 0]


@pytest.mark.slow
def test_a_world_in_which_agreements_lead_is_told_from_one_in_which_they_do_not() -> None:
    """Deliveries of the next year are thrice as many after an agreement; in the other world agreements are idle."""
    pytest.importorskip("statsmodels")
    focus = Focus(FocusKind.WORLD, (), 2016, 2024)
    ratios = {factor: _lead(focus, factor) for factor in (3.0, 1.0)}
    for factor, found in ratios.items():
        assert found.low is not None and found.high is not None and found.low < factor < found.high, factor
    assert (ratios[3.0].low or 0) > 1


def _lead(focus: Focus, factor: float) -> Measurement:
    rng = np.random.default_rng(3)
    codes = [f"Q{letter}" for letter in "ABCDEFGHIJ"]
    pairs = [(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]]
    told: list[Exchange] = []
    for pair in pairs:
        base, before = rng.gamma(3.0, 1.0), 0
        for year in focus.years:
            delivered, agreed = rng.poisson(base * factor**before), int(rng.random() < 0.4)
            before = agreed
            for stage, times in ((Stage.DELIVERED, delivered), (Stage.AGREED, agreed)):
                for _ in range(times):
                    told.append(exchange(len(told), pair, stage=stage, period=Period(f"{year}-05-01")))
    read = tuple(Volume("line-0", "line-0", f"{y}-01", 9, 9, 0, 0, 0) for y in focus.years)
    return cell(measure(record(focus, tuple(told), read=read), {"P-M3": CARDS["P-M3"]}), "P-M3")


def test_an_umbrella_is_never_added_to_what_stands_under_it() -> None:
    children = [exchange(1 + i, parent="x-0000", type="A3") for i in range(6)]
    with_umbrella = [exchange(0, type="M4"), *children]
    cards = {"N": CARDS["N"]}
    assert cell(measure(record(exchanges=tuple(with_umbrella)), cards), "N").value == 6
    alone = [exchange(0, type="M4"), *(replace(x, period=Period("2019-01-01")) for x in children)]
    assert cell(measure(record(exchanges=tuple(alone)), cards), "N").value == 1, "nothing under it in these years"
    evidenced = [replace(x, independent=(), grade=x.grade.V0) for x in children]
    assert {
        m.value for m in measure(record(exchanges=(exchange(0, type="M4"), *evidenced)), cards) if m.cell == ""
    } == {6, 0}
