"""Rates of delivery while some promises are open."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.measure.made_up import CODES, WORLD, cell, exchange, record
from tests.measure.promises import many, promise, step

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.commitment import Commitment, Search, State
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.milestone import Milestone
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Layer, Stage
from samarkand.measure.curves import curves
from samarkand.measure.measure import measure
from samarkand.measure.record import Record
from samarkand.measure.view import views_of

CARDS = {name: card for name, card in load_indicators().items() if card.group == "follow-through"}
COUNTRY = Focus(FocusKind.COUNTRY, ("QM",), 2023, 2024)


def _record(promises: Sequence[Commitment], steps: Sequence[Milestone] = (), focus: Focus = WORLD) -> Record:
    return replace(record(focus), commitments=tuple(promises), commitment_milestones=tuple(steps))


def _measured(promises: Sequence[Commitment], *steps: Milestone, focus: Focus = WORLD) -> list[Measurement]:
    return measure(_record(promises, steps, focus), CARDS)


def _twenty() -> tuple[list[Commitment], list[Milestone]]:
    """Four delivered and independently evidenced, two with an artefact, one by a party's word; three cancelled."""
    states = [State.DELIVERED] * 7 + [State.CANCELLED] * 3 + [State.OPEN] * 10
    promises = [promise(i, state=state, due=Period("2024-03-01")) for i, state in enumerate(states)]
    grades = [Grade.V2] * 4 + [Grade.V1] * 2 + [Grade.V0]
    done = [
        step(one, Stage.DELIVERED, f"2023-{4 + i:02}-01", grade)
        for i, (one, grade) in enumerate(zip(promises, grades, strict=False))
    ]
    return promises, [*done, *(step(one, Stage.CANCELLED, "2023-12-01", Grade.V0) for one in promises[7:10])]


@pytest.fixture(scope="module")
def twenty() -> list[Measurement]:
    promises, steps = _twenty()
    return _measured(promises, *steps)


@pytest.fixture(scope="module")
def crowd() -> list[Measurement]:
    promises, steps = many()
    return _measured(promises, *steps)


@pytest.mark.parametrize(
    ("name", "layer", "expected"),
    [
        ("low", Layer.CLAIMED, 6 / 20),
        ("low:V2", Layer.CLAIMED, 4 / 20),
        ("low:V0", Layer.CLAIMED, 7 / 20),
        ("high", Layer.CLAIMED, 17 / 20),
        ("low", Layer.EVIDENCED, 4 / 20),
        ("high", Layer.EVIDENCED, 17 / 20),
        ("low:type:A2", Layer.CLAIMED, 6 / 20),
        ("high:partner:QN", Layer.CLAIMED, 17 / 20),
    ],
)
def test_bounds_by_hand(twenty: list[Measurement], name: str, layer: Layer, expected: float) -> None:
    assert cell(twenty, "F1a-bounds", name, layer).value == pytest.approx(expected)


def test_bounds_carry_wilson(twenty: list[Measurement]) -> None:
    loose = cell(twenty, "F1a-bounds", "low:V0")
    assert (loose.low, loose.high) == pytest.approx((0.1812, 0.5671), abs=5e-5)


def test_replaced_promises_stand_in_no_bound() -> None:
    promises, steps = _twenty()
    moved = [*promises, promise(30, state=State.REPLACED, replaced_by=promises[0].id)]
    assert cell(_measured(moved, *steps), "F1a-bounds", "low").n == 20


def test_mature_counts_only_what_was_due_with_a_month_of_grace() -> None:
    """Last searched on 30 June 2025: what was due on 31 May is mature, what was due on 1 June is not."""
    promises = [promise(i, due=Period("2025-05-31" if i < 12 else "2025-06-01")) for i in range(24)]
    promises = [replace(p, state=State.DELIVERED) if i < 3 else p for i, p in enumerate(promises)]
    found = _measured(promises, *(step(p, Stage.DELIVERED, "2024-01-01") for p in promises[:3]))
    mature = cell(found, "F1a-mature")
    assert (mature.value, mature.n) == (pytest.approx(3 / 12), 12)


def test_fewer_than_ten_have_counts_and_no_percentage() -> None:
    promises = [promise(i, due=Period("2024-01-01"), state=State.DELIVERED) for i in range(9)]
    found = _measured(promises, *(step(p, Stage.DELIVERED, "2023-09-01") for p in promises[:9]))
    assert (cell(found, "F1a-mature", "due").value, cell(found, "F1a-mature", "done").value) == (9, 9)
    rate = cell(found, "F1a-mature")
    assert rate.value is None and rate.reason == "9 of 9; fewer than 10 commitments make no percentage"
    assert cell(found, "F1a", "24m").reason == "fewer than 10 commitments were followed from before they ended"


def test_delivered_within_by_hand(twenty: list[Measurement]) -> None:
    """Nobody left before 24 months, so it is the plain share: seven of twenty, three cancelled."""
    assert cell(twenty, "F1a", "24m").value == pytest.approx(7 / 20)
    assert cell(twenty, "F1a", "cancelled:24m").value == pytest.approx(3 / 20)
    assert cell(twenty, "F1a", "24m", Layer.EVIDENCED).value == pytest.approx(4 / 20)
    assert cell(twenty, "F1a", "36m").reason == "none was followed for 36 months"


def test_silence_is_no_average_case(crowd: list[Measurement]) -> None:
    """Taking open ones out of view when they were last heard of tells a rosier tale."""
    plain, hopeful = cell(crowd, "F1a", "24m").value, cell(crowd, "F1a", "heard:24m").value
    assert plain is not None and hopeful is not None and hopeful > plain + 0.05


def test_the_share_comes_back_that_was_put_in(crowd: list[Measurement]) -> None:
    """Paces of one in 500 and one in 3,000 days: 70.6 % delivered by 24 months, half after 12.8 months."""
    within, half = cell(crowd, "F1a", "24m"), cell(crowd, "F1a-median")
    assert within.low is not None and within.high is not None and within.low <= 0.706 <= within.high
    assert half.low is not None and half.high is not None and half.low <= 12.8 <= half.high


def test_a_median_that_is_not_reached_says_how_far_it_came(twenty: list[Measurement]) -> None:
    assert cell(twenty, "F1a-median").reason == "not reached: 35% delivered in 28 months"


def test_pace_is_tested_only_with_ten_deliveries_each(twenty: list[Measurement], crowd: list[Measurement]) -> None:
    assert cell(twenty, "F1a-pace", "field").reason == "fewer than two fields were followed"
    tested = cell(crowd, "F1a-pace", "type")
    assert tested.value is not None and 0 <= tested.value <= 1 and tested.method.startswith("log-rank")
    uneven = [promise(i, type="A1" if i < 30 else "H1", state=State.DELIVERED) for i in range(39)]
    few = _measured(uneven, *(step(p, Stage.DELIVERED, f"2024-01-{1 + i % 28:02}") for i, p in enumerate(uneven)))
    assert cell(few, "F1a-pace", "type").reason == "a type has only 9 deliveries, fewer than 10: no test"


def test_promises_of_lately_are_left_out_of_rates_and_counted() -> None:
    """Nine in ten are heard of within a hundred days, so the last hundred days say nothing yet."""
    old = [promise(i, known=Period("2023-06-09") if i % 2 else Period("2023-03-01")) for i in range(20)]
    late = Search(5, "2024-12-01", "2025-01-15")
    promises = [replace(p, search=late) for p in old] + [promise(50, "2024-12-20", search=late)]
    found = _measured(promises)
    assert cell(found, "F1a-mature", "lag").value == 100
    assert cell(found, "funnel", "apart:recent").value == 1
    assert cell(found, "F1a-bounds", "low").n == 20


def test_what_was_not_searched_for_is_no_failure() -> None:
    promises = [promise(i, search=Search() if i < 5 else promise(0).search) for i in range(15)]
    found = _measured(promises)
    assert cell(found, "funnel", "apart:not-searched").value == 5
    assert cell(found, "F1a-bounds", "high").n == 10


def test_vague_dates_go_to_turnbull() -> None:
    promises = [promise(i, state=State.DELIVERED) for i in range(20)]
    exact = _measured(promises, *(step(p, Stage.DELIVERED, f"2023-{4 + i % 8:02}-10") for i, p in enumerate(promises)))
    assert cell(exact, "F1a", "12m").method.startswith("Aalen–Johansen")
    vague = [replace(step(p, Stage.DELIVERED, "2023"), known=Period("2024-01-05")) for p in promises]
    assert cell(_measured(promises, *vague), "F1a", "12m").method.startswith("Turnbull")


def _listed(heard: int, of: int = 40) -> Record:
    promises, steps = many()
    rows = [
        exchange(i, lineages=("register", "line-0") if i < heard else ("register",), independent=()) for i in range(of)
    ]
    return replace(_record(promises, steps), exchanges=tuple(rows), registers=frozenset({"register"}))


def test_correction_for_deliveries_not_heard_of() -> None:
    """Half of what registers list is heard of: the share is doubled, and never more than all."""
    found = measure(_listed(20), CARDS)
    plain, corrected = cell(found, "F1a", "24m", Layer.EVIDENCED), cell(found, "F1a", "detected:24m", Layer.EVIDENCED)
    assert plain.value is not None and corrected.value == pytest.approx(min(1.0, plain.value * 2))
    assert cell(found, "F1a", "detected:24m").value == 1.0


@pytest.mark.parametrize(
    ("heard", "of", "reason"),
    [
        (10, 19, "registers list 19 deliveries, fewer than 20: how many we miss is not known"),
        (0, 40, "none of 40 deliveries that registers list was heard of"),
    ],
)
def test_no_correction_where_it_is_not_known(heard: int, of: int, reason: str) -> None:
    assert cell(measure(_listed(heard, of), CARDS), "F1a", "detected:24m").reason == reason


def test_without_commitments_every_card_says_so() -> None:
    found = measure(record(), CARDS)
    assert {m.reason for m in found} == {"no commitments were followed in this observatory"}
    assert {(m.indicator, m.layer) for m in found} == {(c.id, layer) for c in CARDS.values() for layer in c.layers}


def test_every_row_is_a_value_or_a_reason_within_its_interval(crowd: list[Measurement]) -> None:
    assert len({m.id for m in crowd}) == len(crowd)
    for m in crowd:
        assert m.is_missing == bool(m.reason), m
        assert (m.low is None) == (m.high is None), m
        if m.value is not None and m.low is not None and m.high is not None:
            assert m.low <= m.value + 1e-9 and m.value <= m.high + 1e-9, m


def test_every_value_opens_to_promises(crowd: list[Measurement]) -> None:
    ids = {p.id for p in many()[0]}
    for m in crowd:
        assert set(m.records) <= ids, m
        if m.value:
            assert m.records or m.unit == "days", m


def test_the_order_of_promises_is_irrelevant() -> None:
    promises, steps = many(80)
    assert _measured(promises, *steps) == _measured(promises[::-1], *steps[::-1])


def test_relabelling_countries_permutes_the_outputs() -> None:
    names = dict(zip(CODES, CODES[::-1], strict=True))
    promises, steps = many(120)
    other = [replace(p, parties=tuple(names[c] for c in p.parties)) for p in promises]
    here = _measured(promises, *steps, focus=COUNTRY)
    there = _measured(other, *steps, focus=replace(COUNTRY, codes=(names["QM"],)))

    def told(measured: list[Measurement], rename: dict[str, str]) -> set[tuple[object, ...]]:
        return {
            (m.indicator, m.layer, ":".join(rename.get(part, part) for part in m.cell.split(":")), m.value, m.low, m.n)
            for m in measured
        }

    assert told(here, names) == told(there, {})


def test_curves_hold_what_the_rates_say(crowd: list[Measurement]) -> None:
    promises, steps = many()
    points = curves(views_of(_record(promises, steps)))
    delivered = [p for p in points if (p.curve, p.layer, p.group) == ("delivered", Layer.CLAIMED, "")]
    by_two_years = [p for p in delivered if p.months <= 24][-1]
    assert by_two_years.estimate == cell(crowd, "F1a", "24m").value
    assert (delivered[0].months, delivered[0].estimate) == (0, 0)
    assert [p.months for p in delivered] == sorted(p.months for p in delivered)
    assert all(p.low <= p.estimate + 1e-9 and p.estimate <= p.high + 1e-9 for p in points)


def test_delivered_and_cancelled_add_up_to_ended() -> None:
    promises, steps = many()
    last = {}
    for p in curves(views_of(_record(promises, steps))):
        if p.layer is Layer.CLAIMED and not p.group:
            last[p.curve] = p.estimate
    assert last["delivered"] + last["cancelled"] == pytest.approx(last["ended"])
    assert "detected" not in last, "no register, no correction"
    assert curves(views_of(record())) == []


def test_where_nothing_is_evidenced_the_curve_is_flat_and_tells_how_many_were_watched() -> None:
    promises = [promise(i, state=State.DELIVERED) for i in range(12)]
    steps = [step(p, Stage.DELIVERED, "2023-10-01", Grade.V0) for p in promises]
    points = [p for p in curves(views_of(_record(promises, steps))) if (p.curve, p.group) == ("delivered", "")]
    flat = [p for p in points if p.layer is Layer.EVIDENCED]
    assert {p.estimate for p in flat} == {0.0} and {p.at_risk for p in flat} == {12}
    assert [p.months for p in flat[:4]] == [0, 6, 12, 18] and flat[-1].months == pytest.approx(852 / 30.4375)
    assert [p.at_risk for p in points if p.layer is Layer.CLAIMED and p.months in (0, 6, 12)] == [12, 12]
