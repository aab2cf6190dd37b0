"""Registers of pairs, points, entry rules; and what no series may do to a report."""

from dataclasses import replace

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


def row(
    series: str, area: str, other: str | None, period: str, value: float | None = 1.0, label: str = ""
) -> Statistic:
    return Statistic(series, "any", area, other, period, value, label=label)


def got(rows: list[Statistic], indicator: str, name: str, focus: Focus = WORLD) -> Measurement:
    return cell(measure(record(focus, statistics=tuple(rows)), CARDS), indicator, name, Layer.STATISTICAL)


TREATIES = [
    row("treaties.bilateral", "QM", "QN", "2023-04-01", label="culture"),
    row("treaties.bilateral", "QM", "QN", "2023-04-01", label="film"),
    row("treaties.bilateral", "QM", "QN", "2023-04-01", label="film"),
    row("treaties.bilateral", "QO", "QN", "2023-06-01"),
    row("treaties.bilateral", "QM", "QO", "1990-06-01"),
]


def test_treaties_by_year_and_ever_and_the_end_of_the_register() -> None:
    assert got(TREATIES, "treaties", "year:2023").value == 3, "two on one day are two, one twice is one"
    assert [got(TREATIES, "treaties", "ever", f).value for f in (WORLD, COUNTRY, PAIR)] == [4, 3, 2]
    assert got(TREATIES, "treaties", "year:2024").reason == "the register ends with 2023"


def test_twin_towns_by_partner() -> None:
    rows = [row("twin.cities", "QM", o, "", label=f"A – {i}") for i, o in enumerate(("QN", "QN", "QO", "QM"))]
    assert got(rows, "twin-towns", "").value == 3, "towns of one country are no exchange"
    assert [got(rows, "twin-towns", f"partner:{code}", COUNTRY).value for code in ("QN", "QO")] == [2, 1]


POINTS = [
    row("eurovision.points", "QM", "QN", "2023", 12),
    row("eurovision.points", "QM", "QO", "2023", 0),
    row("eurovision.points", "QN", "QM", "2023", 6),
    row("eurovision.points", "QO", "QN", "2024", 8),
]


def test_points_received_and_given() -> None:
    assert [got(POINTS, "song-contest", f"{c}:2023", COUNTRY).value for c in ("received", "given")] == [12, 6]
    assert got(POINTS, "song-contest", "flow:QN>QM:2023", PAIR).value == 12
    assert got(POINTS, "song-contest", "given:2023").value == 18


def test_who_takes_no_part_is_missing_and_not_zero() -> None:
    assert got(POINTS, "song-contest", "received:2024", COUNTRY).reason.startswith("nobody of the focus took part")
    assert got(POINTS[:3], "song-contest", "given:2024").reason == "the table holds no final of this year"


RULES = [
    row("visa.rule", "QM", "QN", "2023-01-11", 1.0),
    row("visa.rule", "QN", "QM", "2023-01-11", 0.0),
    row("visa.rule", "QM", "QO", "2023-01-11", 0.5),
    row("visa.rule", "QO", "QM", "2023-01-11", 0.5),
]


def test_openness_both_ways_and_who_grants_the_same() -> None:
    assert [got(RULES, "entry", f"{c}:2023", COUNTRY).value for c in ("into", "out of", "mutual")] == [0.75, 0.25, 0.5]
    assert got(RULES, "entry", "flow:QM>QN:2023", PAIR).value == 0
    assert got(RULES, "entry", "all:2024").reason == "the series holds no state of the rules in this year"


SITES = [
    row("whc.inscription", a, None, y, label=s)
    for a, y, s in (("QM", "1990", "Port"), ("QN", "1990", "Port"), ("QM", "2023", "Mill"))
]


def test_sites_on_the_list_up_to_a_year() -> None:
    assert [got(SITES, "listed-sites", "year:2023", f).value for f in (WORLD, COUNTRY)] == [2, 2]
    assert got(SITES, "listed-sites", "year:2024").reason == "the register ends with 2023"


def students(area: str, year: str, value: float | None, unit: str = "students") -> Statistic:
    return Statistic("students.inbound", unit, area, None, year, value)


GOOD = [students("QM", "2022", 100), students("QN", "2022", 50)]


@pytest.mark.parametrize(
    ("rows", "value", "said"),
    [
        (GOOD, 150, ""),
        ([*GOOD, students("QO", "2022", -5)], 150, "left out: 1 below nought"),
        ([*GOOD, *GOOD], 150, ""),
        ([*GOOD, students("QN", "2022", 60)], 100, "left out: 2 said twice, differently"),
        ([*GOOD, students("QO", "2022", None)], 150, ""),
        ([*GOOD, students("QM", "2030", 9)], 150, ""),
    ],
    ids=["sound", "negative", "imported twice", "contradicted", "no value", "after the focus"],
)
def test_bad_cells_are_left_out_and_said(rows: list[Statistic], value: float, said: str) -> None:
    found = got(rows, "F1b", "inbound")
    assert found.value == value and said in found.method


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([*GOOD, students("QO", "2023", 3, "thousand students")], "changes its unit: students, thousand students"),
        (
            [students("QM", "2022", -1)],
            "no cell of the series students.inbound can be counted; left out: 1 below nought",
        ),
        ([students("QM", "2030", 1)], "the series begins after 2024"),
    ],
    ids=["unit changes", "nothing but negatives", "begins too late"],
)
def test_a_series_that_cannot_be_counted_says_why(rows: list[Statistic], reason: str) -> None:
    assert reason in got(rows, "F1b", "").reason


def test_a_country_that_came_apart_is_compared_only_with_itself() -> None:
    """The old state reports the year before, its two heirs the year after; only who reports both is compared."""
    rows = [
        students("QM", "2021", 900),
        *(students(code, "2022", 400) for code in ("QN", "QO")),
        students("QP", "2021", 5),
        students("QP", "2022", 7),
    ]
    assert got(rows, "F1b", "inbound:change").value == 2


def test_every_register_says_when_it_was_not_imported() -> None:
    for name, card in CARDS.items():
        for m in measure(record(statistics=()), {name: card}):
            if m.layer is Layer.STATISTICAL:
                assert m.value is None and m.reason, m


def test_relabelling_countries_relabels_what_registers_say() -> None:
    rows = [*TREATIES, *POINTS, *RULES, *SITES, *GOOD]
    names = {"QM": "QN", "QN": "QM", "QO": "QO"}
    other = [replace(r, area=names[r.area], counterpart=names[r.counterpart] if r.counterpart else None) for r in rows]
    swapped = replace(COUNTRY, codes=("QN",))

    def told(focus: Focus, found: list[Statistic]) -> list[tuple[object, ...]]:
        made = measure(record(focus, statistics=tuple(found)), CARDS)
        return [
            (m.indicator, m.cell, m.value, m.n, m.reason)
            for m in made
            if not m.cell.startswith("partner:") and m.layer is Layer.STATISTICAL
        ]

    assert told(COUNTRY, rows) == told(swapped, other)
