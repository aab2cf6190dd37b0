"""Overlap of names, and names on what was there before: hand-counted."""

from dataclasses import replace

from tests.measure.made_up import cell, exchange, record

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Grade
from samarkand.domain.uptake import Carried
from samarkand.measure.measure import measure

CARDS = {name: load_indicators()[name] for name in ("Y1", "Y3")}


def carried(x: Exchange, **more: object) -> Carried:
    made = Carried("rivers", x.id, x.period, True, x.grade, False, (), (), True, ())
    return replace(made, **more)  # type: ignore[arg-type]


def measured(exchanges: list[Exchange], rows: list[Carried]) -> list[Measurement]:
    return measure(replace(record(exchanges=tuple(exchanges)), carried=tuple(rows)), CARDS)


def test_overlap_is_counted_over_exchanges_not_names() -> None:
    """Ten named, of which two carry a second name; each of those has a row for either name."""
    xs = [exchange(i, grade=Grade.V2 if i < 6 else Grade.V0) for i in range(12)]
    rows = [carried(x) for x in xs[2:10]]
    rows += [carried(x, beside=("lakes",)) for x in xs[:2]]
    rows += [carried(x, initiative="lakes", beside=("rivers",)) for x in xs[:2]]
    told = measured(xs, rows)
    assert (cell(told, "Y1").value, cell(told, "Y1").n) == (0.2, 10)
    assert (cell(told, "Y1", "exchanges:evidenced").value, cell(told, "Y1", "exchanges:evidenced").n) == (2 / 6, 6)


def test_relabelled_is_a_share_of_what_can_be_told() -> None:
    """Eight named: three untellable are left out, of the five others one is of an older series and one older itself."""
    xs = [exchange(i) for i in range(8)]
    rows = [carried(x, tellable=False) for x in xs[:3]] + [carried(x) for x in xs[3:6]]
    rows += [carried(xs[6], earlier=("x-0099",)), carried(xs[7], before_launch=True, tellable=False)]
    told = cell(measured(xs, rows), "Y3")
    assert (told.value, told.n, told.records) == (0.4, 5, tuple(x.id for x in xs[3:]))


def test_too_few_names_are_a_gap_with_its_reason() -> None:
    told = measured([exchange(1)], [carried(exchange(1))])
    assert [cell(told, name).value for name in CARDS] == [None, None]
    assert "fewer than 5" in cell(told, "Y3").reason
