"""From measurements and statistics to series: what is taken, what is left out, and from when each value was known."""

from dataclasses import replace
from datetime import date

import pytest
from tests.measure.made_up import exchange

from samarkand.domain.document import Imprint
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Mention
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Layer, Stage
from samarkand.domain.series import Scale, Series, Step
from samarkand.domain.statistic import Statistic
from samarkand.outlook.history import known_on
from samarkand.outlook.measured import measured_series
from samarkand.outlook.official import official_series
from samarkand.outlook.told import first_told

TODAY = date(2024, 8, 1)
WORLD = Focus(FocusKind.WORLD, (), 2020, 2024)


def measured(cell: str, value: float | None = 50.0, **more: object) -> Measurement:
    made = Measurement(
        "rate", Layer.EVIDENCED, "world", "", cell, value, None, None, 0.95, 1000, "per 10,000", "made up",
        tuple(f"x{i}" for i in range(5)), "" if value is not None else "nothing was read",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def by_id(rows: list[Measurement], told: dict[str, str] | None = None) -> dict[str, Series]:
    return {s.id: s for s in measured_series(rows, told or {}, TODAY)[0]}


def test_the_claimed_layer_is_left_out() -> None:
    assert by_id([measured("year:2023", layer=Layer.CLAIMED)]) == {}


@pytest.mark.parametrize(
    ("cell", "indicator", "ident"),
    [
        ("year:2023", "rate", "rate:evidenced"),
        ("month:2024-03", "rate", "rate:evidenced:month"),
        ("q1:2023", "P-D2", "P-D2:evidenced:q1"),
        ("q1:year:2023", "P-D2", "P-D2:evidenced:q1"),
        ("opened:2023", "F1c", "F1c:evidenced:opened"),
    ],
)
def test_a_series_is_named_by_its_cells(cell: str, indicator: str, ident: str) -> None:
    assert list(by_id([measured(cell, indicator=indicator)])) == [ident]


@pytest.mark.parametrize("cell", ["", "month:2024-08", "year:2024", "partner:PT", "field:A", "month:2024-13"])
def test_what_is_no_finished_step_is_left_out(cell: str) -> None:
    if cell.endswith("13"):
        with pytest.raises(ValueError, match="no month"):
            by_id([measured(cell)])
        return
    assert by_id([measured(cell)]) == {}


def test_a_gap_is_no_nought() -> None:
    (series,) = by_id([measured("year:2021"), measured("year:2022", None), measured("year:2023")]).values()
    assert [o.period for o in series.observations] == ["2021", "2023"]


def test_a_rate_is_the_count_behind_it_and_what_was_read() -> None:
    (series,) = by_id([measured("year:2023")]).values()
    (one,) = series.observations
    assert (one.value, one.exposure) == (5.0, 1000.0)
    assert series.scale is Scale.COUNT
    assert not series.is_bitemporal


def test_none_found_where_something_was_read_is_nought() -> None:
    (series,) = by_id([measured("year:2023", 0.0, records=())]).values()
    assert [(o.value, o.exposure) for o in series.observations] == [(0.0, 1000.0)]


def test_a_month_fills_up_as_it_is_told() -> None:
    told = {"x0": "2024-03-02", "x1": "2024-03-30", "x2": "2024-04-05", "x3": "2024-04-05", "x4": "2024-07-01"}
    (series,) = by_id([measured("month:2024-03")], told).values()
    assert series.is_bitemporal
    march = Step.MONTH.parse("2024-03")
    known = {
        day: known_on(series, date.fromisoformat(day))[march].value
        for day in ("2024-03-31", "2024-04-10", "2024-07-01")
    }
    assert known == {"2024-03-31": 2.0, "2024-04-10": 4.0, "2024-07-01": 5.0}
    assert known_on(series, date(2024, 3, 15)) == {}


def test_one_day_missing_makes_the_series_pseudo_real_time() -> None:
    told = {f"x{i}": "2024-03-02" for i in range(4)}
    (series,) = by_id([measured("month:2024-03")], told).values()
    assert [(o.value, o.captured) for o in series.observations] == [(5.0, "")]


def test_the_error_of_the_last_value_comes_from_its_interval() -> None:
    rows = [measured("q1:2022", 3.0, low=1.0, high=9.0), measured("q1:2023", 4.0, low=2.0, high=2.0 + 2 * 1.959964)]
    _, errors = measured_series(rows, {}, TODAY)
    assert errors == pytest.approx({"rate:evidenced:q1": 1.0})


def test_first_told_is_by_whom_it_counts() -> None:
    def mention(n: int) -> Mention:
        return Mention("A2", Stage.DELIVERED, ("QM", "QN"), Quote(f"d{n}", 0, 4, "text"), 0.9)

    mentions = [mention(n) for n in range(3)]
    documents = [
        Imprint("d0", "s", "party", "en", Period("2024-01-01")),
        Imprint("d1", "s", "free", "en", Period("2024-02-01")),
        Imprint("d2", "s", "free", "en", Period("2024-03-01")),
    ]
    told = exchange(1, mentions=tuple(m.id for m in mentions), independent=("free",))
    alone = exchange(2, mentions=(mentions[0].id,), independent=())
    assert first_told([told, alone], mentions, documents) == {told.id: "2024-02-01"}


def statistic(series: str, area: str, counterpart: str | None, period: str, value: float | None) -> Statistic:
    return Statistic(series, "u", area, counterpart, period, value)


def test_students_are_summed_over_hosts_that_report_throughout() -> None:
    rows = [
        statistic("students.inbound", a, None, str(y), 100.0) for a in ("QM", "QN", "QO") for y in range(2010, 2020)
    ]
    rows = [r for r in rows if (r.area, r.period) != ("QO", "2015")]
    rows.append(statistic("students.inbound", "QM", "QN", "2019", 7.0))
    found = {s.id: s for s in official_series(rows, WORLD)}
    assert {o.value for o in found["F1b:statistical:inbound"].observations} == {200.0}
    assert len(found["F1b:statistical:inbound"].observations) == 10
    assert len(found["F1b:statistical:inbound/QO"].observations) == 9


def test_rules_are_compared_over_pairs_known_at_every_date() -> None:
    pairs = {("QM", "QN"): (0.0, 1.0), ("QN", "QM"): (1.0, 1.0)}
    rows = [
        statistic("visa.rule", *pair, f"{2023 + i}-01-05", v) for pair, vs in pairs.items() for i, v in enumerate(vs)
    ]
    rows.append(statistic("visa.rule", "QM", "QO", "2024-01-05", -1.0))
    found = {s.id: s for s in official_series(rows, WORLD)}
    assert [o.value for o in found["visa:statistical:openness"].observations] == [0.5, 1.0]


def test_points_are_shared_out_and_a_year_without_a_final_is_no_nought() -> None:
    rows = [statistic("eurovision.points", to, giver, year, p) for year in ("2019", "2021")
            for to, giver, p in (("QM", "QN", 12.0), ("QN", "QM", 4.0))]  # fmt: skip
    found = {s.id: s for s in official_series(rows, Focus(FocusKind.COUNTRY, ("QM",), 2020, 2024))}
    share = found["eurovision:statistical:share"]
    assert [(o.period, o.value) for o in share.observations] == [("2019", 0.75), ("2021", 0.75)]
    assert share.scale is Scale.SHARE


def test_missing_values_are_left_out() -> None:
    assert official_series([statistic("eurovision.points", "QM", "QN", "2019", None)], WORLD) == []


def test_relabelling_countries_permutes_the_series_and_nothing_else() -> None:
    swap = {"QM": "QN", "QN": "QM"}
    rows = [statistic("students.inbound", a, None, str(y), n + y) for a, n in (("QM", 5.0), ("QN", 900.0), ("QO", 70.0))
            for y in range(2010, 2022)]  # fmt: skip
    swapped = [replace(r, area=swap.get(r.area, r.area)) for r in rows]

    def of(statistics: list[Statistic], code: str) -> dict[str, tuple[object, ...]]:
        found = official_series(statistics, Focus(FocusKind.COUNTRY, (code,), 2015, 2021))
        return {s.id: s.observations for s in found}

    one, other = of(rows, "QM"), of(swapped, "QN")
    renamed = {"/".join(swap.get(part, part) for part in name.split("/")): found for name, found in one.items()}
    assert renamed == other
