"""The five practice findings: products, reach, rhythm, attention, heritage; and members against others."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.made_up import cell, exchange, record

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Quantity
from samarkand.domain.scale import Stage
from samarkand.domain.source import Source, SourceKind
from samarkand.domain.statistic import Statistic
from samarkand.measure.findings.attention import half_of, median
from samarkand.measure.findings.platforms import mean_of_kinds
from samarkand.measure.findings.rhythm import fano
from samarkand.measure.measure import measure
from samarkand.stats.hill import hill
from samarkand.stats.incidence import incidence

CARDS = load_indicators()
YEAR = Focus(FocusKind.WORLD, (), 2024, 2024)


def got(
    indicator: str,
    name: str,
    told: list[Exchange],
    by: tuple[Source, ...] = (),
    focus: Focus = YEAR,
    series: tuple[Statistic, ...] = (),
) -> Measurement:
    return cell(measure(record(focus, tuple(told), series, by=by), {indicator: CARDS[indicator]}), indicator, name)


def test_products_are_counted_once_out_and_not_while_planned() -> None:
    told = [exchange(0, type="P1"), exchange(1, type="P1", stage=Stage.ANNOUNCED), exchange(2, type="P2")]
    assert [got("F2a", c, told).value for c in ("", "type:P1", "type:P3")] == [2, 1, 0]


def _outlet(name: str, kind: SourceKind, country: str, *languages: str) -> Source:
    return Source(name, name, kind, country=country, languages=languages)


# Real codes here, since only real countries have official languages.
BY = (
    _outlet("daily", SourceKind.NEWSPAPER, "PT", "pt"),
    _outlet("ministry", SourceKind.GOVERNMENT, "PT", "pt"),
    _outlet("evening", SourceKind.BROADCASTER, "FI", "fi"),
)


def _told(number: int, *lineages: str, apart: bool = True) -> Exchange:
    return exchange(number, ("BR", "JP"), lineages=lineages, independent=lineages if apart else ())


@pytest.mark.parametrize(
    ("lineages", "apart", "reaches"),
    [
        (("daily",), True, 1.0),
        (("ministry",), True, 0.0),
        (("evening",), True, 0.0),
        (("daily",), False, 0.0),
        (("nobody", "daily"), True, 1.0),
    ],
    ids=["in the counterpart's language", "no generalist", "another language", "not independent", "one is enough"],
)
def test_beyond_the_niche(lineages: tuple[str, ...], apart: bool, reaches: float) -> None:
    told = [_told(i, *lineages, apart=apart) for i in range(5)] + [_told(9, "daily")]
    assert got("F3c", "", told, BY).value == pytest.approx((5 * reaches + 1) / 6)


def test_of_a_country_only_its_partners_languages_count() -> None:
    told = [_told(i, "daily") for i in range(5)]
    assert got("F3c", "", told, BY, Focus(FocusKind.COUNTRY, ("JP",), 2024, 2024)).value == 1
    assert got("F3c", "", told, BY, Focus(FocusKind.COUNTRY, ("BR",), 2024, 2024)).value == 0


def test_third_countries_take_no_part() -> None:
    told = [_told(i, "daily", "evening") for i in range(4)] + [
        exchange(8, ("PT", "JP"), independent=("daily", "evening"))
    ]
    spread = got("F3d", "q1", told, BY)
    assert spread.value == pytest.approx(hill([4, 5], 1)) and spread.n == 5


@pytest.mark.parametrize("indicator", ["F3a", "F3c"])
def test_sources_nobody_described_leave_a_gap(indicator: str) -> None:
    assert got(indicator, "", [_told(i, "nobody") for i in range(9)]).reason.startswith("no source behind")


def test_kinds_of_channel_by_hand() -> None:
    """Three exchanges of one kind, two of two kinds."""
    told = [_told(i, "daily") for i in range(3)] + [_told(5 + i, "daily", "ministry") for i in range(2)]
    assert got("F3a", "", told, BY).value == pytest.approx((3 * 1 + 2 * 2) / 5)


@given(st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=2, max_size=9))
def test_leaving_a_lineage_out_is_what_it_says(units: list[set[int]]) -> None:
    kinds = np.eye(3)[[0, 0, 1, 1, 2, 2]]
    table = incidence([[str(i) for i in unit] for unit in units], [str(i) for i in range(6)])
    _, without = mean_of_kinds(table, kinds)
    for i in range(6):
        left = [unit - {i} for unit in units if unit - {i}]
        if left:
            assert without[i] == pytest.approx(np.mean([hill(kinds[sorted(unit)].sum(axis=0), 1) for unit in left]))


def test_dispersion_is_one_for_what_chance_spreads_and_more_for_waves() -> None:
    read = np.full(48, 100.0)
    calm = fano(np.random.default_rng(5).poisson(20, 48).astype(float), read)
    waves = fano(np.where(np.arange(48) % 12 < 2, 100.0, 4.0), read)
    assert calm.low is not None and calm.high is not None and calm.low < 1 < calm.high
    assert waves.low is not None and waves.low > 1
    assert fano(2 * read, read).value == 0


@pytest.mark.parametrize(
    ("days", "half"), [([1, 1, 1], 0), ([1, 2, 9], 1), ([1, 2, 5, 9], 1), ([1, 3, 5, 7, 9], 4)], ids=str
)
def test_half_of_the_reports(days: list[int], half: int) -> None:
    assert half_of([date(2024, 5, day) for day in days]) == half


def test_the_interval_of_a_median_by_hand() -> None:
    """Of nine values the second and the eighth enclose it with 96 %: 1 - 2 (1 + 9) / 512."""
    found = median([9, 1, 2, 3, 4, 5, 6, 7, 8])
    assert (found.low, found.value, found.high) == (2, 5, 8)
    assert median([1, 2, 3, 4, 5]).low is None


def test_objects_are_summed_over_returns_and_the_largest_number_of_each_counts() -> None:
    told = [
        exchange(0, type="H2", quantity=(Quantity(40, "objects"), Quantity(3, "manuscripts"))),
        exchange(1, type="H2", quantity=(Quantity(2, "works"), Quantity(500, "visitors"))),
        exchange(2, type="H2", stage=Stage.ANNOUNCED, quantity=(Quantity(900, "objects"),)),
        exchange(3, type="H4"),
    ]
    assert [got("F5b", c, told).value for c in ("", "type:H2", "objects")] == [3, 2, 42]
    assert got("F5b", "objects", told[3:]).reason == "no return tells how many objects came back"


def test_members_are_compared_only_with_like_pairs() -> None:
    lacking = got("Y2", "", [exchange(0)])
    assert "dyad.distance" in lacking.reason and "dyad.trade" in lacking.reason


def test_members_who_exchange_more_than_like_pairs() -> None:
    codes = [f"Q{letter}" for letter in "ABCDEFGHIJKL"]
    pairs = [(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]]
    members = codes[:6]

    def row(series: str, area: str, other: str | None, value: float, label: str = "") -> Statistic:
        return Statistic(series, "any", area, other, "2023", value, label=label)

    rng = np.random.default_rng(2)
    series = [row("programme.member", code, None, 1, "Club") for code in members]
    series += [row("area.gdp", code, None, float(rng.uniform(1, 9))) for code in codes]
    series += [row(name, a, b, float(rng.uniform(1, 9))) for a, b in pairs for name in ("dyad.distance", "dyad.trade")]
    told: list[Exchange] = []
    for pair in pairs:
        told += [exchange(len(told) + i, pair) for i in range(3 if set(pair) <= set(members) else 1)]
    found = got("Y2", "programme:Club", told, series=tuple(series))
    assert found.value == pytest.approx(np.log(4 / 2)) and found.n == 15
