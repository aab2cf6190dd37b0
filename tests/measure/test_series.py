"""Registers and official series."""

import pytest
from tests.measure.made_up import WORLD, cell, record

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.domain.statistic import Statistic
from samarkand.measure.measure import measure

CARDS = {name: card for name, card in load_indicators().items() if Layer.STATISTICAL in card.layers}
COUNTRY = Focus(FocusKind.COUNTRY, ("QM",), 2023, 2024)
PAIR = Focus(FocusKind.PAIR, ("QM", "QN"), 2023, 2024)


def site(area: str, year: str, name: str, joint: bool = False) -> list[Statistic]:
    names = ("whc.inscription", "whc.inscription.joint") if joint else ("whc.inscription",)
    return [Statistic(series, "site", area, None, year, 1.0, label=name) for series in names]


def rule(area: str, passport: str, day: str, value: float) -> Statistic:
    return Statistic("visa.rule", "openness", area, passport, day, value)


def students(area: str, origin: str | None, year: str, value: float | None, status: str = "ok") -> Statistic:
    return Statistic("students.inbound", "students", area, origin, year, value, status)


def got(rows: list[Statistic], indicator: str, name: str, focus: Focus = WORLD) -> Measurement:
    return cell(measure(record(focus, statistics=tuple(rows)), CARDS), indicator, name, Layer.STATISTICAL)


SITES = [
    *site("QM", "2023", "Old Port", joint=True),
    *site("QN", "2023", "Old Port", joint=True),
    *site("QM", "2023", "Salt Road"),
    *site("QO", "2023", "Mill"),
    *site("QP", "2023", "Grove"),
    *site("QP", "2023", "Cave"),
    *site("QQ", "2022", "Tower"),
]


def test_a_site_of_two_states_is_one_site() -> None:
    assert got(SITES, "F5a", "year:2023").value == 5
    assert got(SITES, "F5a", "joint").value == pytest.approx(0.2)
    assert got(SITES, "F5a", "shared", PAIR).value == 1


def test_no_session_is_missing_and_none_of_ours_is_zero() -> None:
    assert got(SITES, "F5a", "year:2024").reason == "the register holds no inscription of this year anywhere"
    assert got(SITES, "F5a", "year:2023", Focus(FocusKind.COUNTRY, ("QZ",), 2023, 2023)).value == 0
    assert got(SITES, "F5a", "joint", COUNTRY).reason == "fewer than 5 sites were inscribed"


RULES = [
    rule("QM", "QN", "2023-01-11", 0.0),
    rule("QM", "QN", "2024-01-05", 1.0),
    rule("QM", "QN", "2025-01-02", 0.5),
    rule("QN", "QM", "2023-01-11", 0.5),
    rule("QN", "QM", "2024-01-05", 0.7),
    rule("QN", "QM", "2025-01-02", 0.7),
    rule("QO", "QM", "2023-01-11", 1.0),
    rule("QO", "QM", "2024-01-05", -1.0),
    rule("QO", "QM", "2025-01-02", -1.0),
    rule("QP", "QO", "2023-01-11", 0.0),
]


def test_rules_opened_less_rules_closed() -> None:
    assert [got(RULES, "F1c", f"{k}:2023").value for k in ("year", "opened", "closed")] == [1, 2, 1]
    assert [got(RULES, "F1c", f"{k}:2024").value for k in ("year", "opened", "closed")] == [-1, 0, 1]
    assert got(RULES, "F1c", "year:2023").n == 3, "a rule known at one date only is not compared"
    assert got(RULES, "F1c", "year:2023", PAIR).value == 2


def test_turning_the_arrow_of_every_rule_turns_the_sign_only() -> None:
    turned = [rule(r.area, r.counterpart or "", r.period, -(r.value or 0)) for r in RULES]
    for year in (2023, 2024):
        one, other = (got(rows, "F1c", f"year:{year}") for rows in (RULES, turned))
        assert (one.value, one.n) == (-(other.value or 0), other.n)


def test_a_year_without_two_states_of_the_rules_is_missing() -> None:
    early = [r for r in RULES if r.period < "2025"]
    assert got(early, "F1c", "year:2024").reason == "the series holds no two states of the rules that bound this year"


STUDENTS = [
    students("QM", None, "2021", 900),
    students("QM", None, "2022", 1000),
    students("QM", None, "2020", 0),
    students("QN", None, "2021", 50),
    students("QN", None, "2022", 70),
    students("QO", None, "2022", 5),
    students("QM", "QN", "2022", 30),
    students("QM", "QN", "2021", 40),
    students("QN", "QM", "2022", 8),
    students("QN", "QM", "2023", None, "suppressed"),
    students("QO", None, "2030", 9999),
]


def test_students_of_the_latest_year_and_the_change_among_the_same_hosts() -> None:
    world = got(STUDENTS, "F1b", "inbound")
    assert (world.value, world.period, world.unit) == (1075, "2022", "students")
    change = got(STUDENTS, "F1b", "inbound:change")
    assert (change.value, change.period) == (120, "2021-2022"), "a host that reports one year only is left out"
    assert got(STUDENTS, "F1b", "inbound", COUNTRY).value == 1000
    assert got(STUDENTS, "F1b", "outbound", COUNTRY).value == 8


def test_both_directions_of_a_pair() -> None:
    assert got(STUDENTS, "F1b", "flow:QN>QM", PAIR).value == 30
    assert got(STUDENTS, "F1b", "flow:QN>QM:change", PAIR).value == -10
    assert got(STUDENTS, "F1b", "flow:QM>QN", PAIR).value == 8
    assert got(STUDENTS, "F1b", "flow:QM>QN:change", PAIR).reason.startswith("no earlier year")


@pytest.mark.parametrize(
    ("indicator", "series"), [("F5a", "whc.inscription"), ("F1c", "visa.rule"), ("F1b", "students.inbound")]
)
def test_a_series_nobody_imported_is_missing(indicator: str, series: str) -> None:
    assert got([], indicator, "").reason == f"the series {series} was not imported"


def test_host_and_origin_beside_each_other() -> None:
    sent = [
        Statistic("students.outbound", "students", "QN", "QM", year, value)
        for year, value in (("2021", 60), ("2022", 50))
    ]
    assert got([*STUDENTS, *sent], "F1b", "mirror:QN>QM", PAIR).value == pytest.approx(20 / 80)
    assert got(STUDENTS, "F1b", "mirror:QN>QM", PAIR).reason.startswith("what the origin itself reports")
    assert got([*STUDENTS, sent[0]], "F1b", "mirror:QM>QN", PAIR).value is None
