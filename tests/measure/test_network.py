"""Who exchanges with whom: by hand, and what may change nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measure.made_up import CODES, LINES, WORLD, cell, exchange, record, volumes

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.exchange import Exchange, Value
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Layer
from samarkand.domain.volume import Volume
from samarkand.measure.measure import measure

NETWORK = {k: v for k, v in load_indicators().items() if v.group == "network"}
COUNTRY = Focus(FocusKind.COUNTRY, ("QM",), 2024, 2024)


def directed(number: int, origin: str, target: str, lines: tuple[str, ...] = ("line-0",), **more: object) -> Exchange:
    way = (Value("flow", f"{origin}>{target}", (f"m-{number}",)),)
    parties = tuple(sorted((origin, target)))
    told = {"lineages": lines, "independent": lines, "grade": Grade.V2 if len(lines) == 1 else Grade.V3}
    return exchange(number, parties, direction="directed", values=way, **(told | more))


def ways(flows: dict[tuple[str, str], int]) -> tuple[Exchange, ...]:
    listed = [way for way, times in flows.items() for _ in range(times)]
    return tuple(directed(i, *way, lines=(LINES[i % 7],)) for i, way in enumerate(listed))


HAND = ways({("QM", "QN"): 30, ("QN", "QM"): 10, ("QM", "QO"): 5, ("QO", "QM"): 5, ("QN", "QO"): 8})


def mixed(size: int = 120) -> tuple[Exchange, ...]:
    out = []
    for i in range(size):
        a, b = CODES[i % 5], CODES[(i * 3 + i // 7 + 1) % 6]
        if a == b:
            b = CODES[(CODES.index(b) + 1) % 6]
        lines = tuple(sorted({LINES[i % 7], LINES[(i * i) % 7]} if i % 3 else {LINES[i % 7]}))
        when = Period(f"{2023 + i % 2}-{1 + i % 12:02}-03")
        names = (f"Museum {i % 9}", f"Opera {i % 4}") if i % 2 else ()
        out.append(directed(i, a, b, lines, period=when, organisations=names))
    return tuple(out)


def test_reciprocity_and_balance_by_hand() -> None:
    measured = measure(record(exchanges=HAND), NETWORK)
    assert cell(measured, "F4b").value == pytest.approx(0.5172, abs=5e-5)
    balance = cell(measured, "F4b", "pair:QM-QN")
    assert balance.value == pytest.approx(0.5)
    assert balance.low is not None and balance.high is not None and balance.low < 0.5 < balance.high <= 1
    assert cell(measured, "F4b", "way:QM>QN").value == pytest.approx(0.75)
    assert cell(measured, "F4b", "pair:QM-QO").value == 1.0


def test_a_pair_of_fewer_than_ten_has_no_balance() -> None:
    measured = measure(record(exchanges=HAND), NETWORK)
    assert not [m for m in measured if m.cell == "pair:QN-QO"]


def test_what_is_made_together_has_no_direction() -> None:
    together = tuple(exchange(i, direction="joint") for i in range(20))
    assert "told who gave" in cell(measure(record(exchanges=together), NETWORK), "F4b").reason


def test_returned_flows_lie_far_from_chance() -> None:
    """Three pairs that only give to each other and give back."""
    twos = ways({w: 8 for a, b in (("QM", "QN"), ("QO", "QP"), ("QQ", "QR")) for w in ((a, b), (b, a))})
    measured = measure(record(exchanges=twos), NETWORK)
    assert cell(measured, "F4b").value == 1.0
    assert (cell(measured, "F4b", "z").value or 0) > 3
    assert (cell(measured, "F4e", "density:z").value or 0) < -3, "fewer ties than if they mixed"


def test_two_camps_are_found() -> None:
    inside = [
        p for camp in (CODES[:3], CODES[3:]) for p in ((camp[0], camp[1]), (camp[1], camp[2]), (camp[0], camp[2]))
    ]
    camps = ways(dict.fromkeys(inside, 6) | {("QM", "QP"): 2})
    measured = measure(record(exchanges=camps), NETWORK)
    assert (cell(measured, "F4e", "blocs").value or 0) > 0.4
    assert (cell(measured, "F4e", "blocs:z").value or 0) > 3


def test_ties_that_last_and_ties_that_are_new_by_hand() -> None:
    pairs = [(a, b) for i, a in enumerate(CODES) for b in CODES[i + 1 :]]
    before = [directed(i, *p, period=Period("2023-03-01")) for i, p in enumerate(pairs[:8])]
    now = [directed(100 + i, *p, period=Period("2024-03-01")) for i, p in enumerate(pairs[2:12])]
    measured = measure(record(exchanges=(*before, *now)), NETWORK)
    lasting = cell(measured, "F4d", "year:2024")
    assert (lasting.value, lasting.n) == (pytest.approx(6 / 8), 8)
    assert "nothing was read in 2018" in cell(measured, "F4a", "year:2023").reason
    read = tuple(Volume("s", "line-0", f"{year}-01", 9, 9, 0, 0, 0) for year in range(2018, 2025))
    fresh = cell(measure(record(exchanges=(*before, *now), read=read), NETWORK), "F4a", "year:2024")
    assert (fresh.value, fresh.n) == (pytest.approx(4 / 10), 10)


def test_the_web_of_one_country_is_a_star_and_is_not_measured() -> None:
    of_one = tuple(replace(x, period=Period("2024-02-01")) for x in mixed())
    measured = measure(record(COUNTRY, of_one), NETWORK)
    assert "star" in cell(measured, "F4e", "density").reason
    assert cell(measured, "F4e", "third").value == 0.0
    assert cell(measured, "F4f", "density").value is not None


def test_three_partners_that_have_nearly_all_lie_far_from_chance() -> None:
    crowded = ways({("QM", "QN"): 40, ("QM", "QO"): 2, ("QM", "QP"): 2, ("QM", "QQ"): 1})
    measured = measure(record(replace(COUNTRY, first_year=2023), crowded), NETWORK)
    assert (cell(measured, "F4c").value or 0) > 1


def test_every_row_is_a_value_or_a_reason_and_holds_its_interval() -> None:
    for m in measure(record(exchanges=mixed()), NETWORK):
        assert m.is_missing == bool(m.reason), m
        assert m.value is None or m.records, m
        assert (m.low is None) == (m.high is None), m


def _renamed(names: dict[str, str], measured: list[Measurement]) -> list[tuple[object, ...]]:
    def key(m: Measurement) -> tuple[object, ...]:
        kind, _, rest = m.cell.partition(":")
        mark = {"pair": "-", "way": ">"}.get(kind)
        codes = [names.get(code, code) for code in rest.split(mark)] if mark else []
        name = (kind, *(sorted(codes) if kind == "pair" else codes)) if mark else (m.cell,)
        rounded = [None if v is None else round(v, 9) for v in (m.value, m.low, m.high)]
        return (m.indicator, m.layer, m.period, name, *rounded, m.n, m.records, m.reason)

    return sorted((key(m) for m in measured), key=repr)


@settings(max_examples=4, deadline=None)
@given(st.permutations(CODES))
def test_relabelling_countries_permutes_the_outputs(order: list[str]) -> None:
    names = dict(zip(CODES, order, strict=True))

    def other(x: Exchange) -> Exchange:
        way = ">".join(names[code] for code in x.values[0].value.split(">"))
        return replace(x, parties=tuple(names[p] for p in x.parties), values=(replace(x.values[0], value=way),))

    here = measure(record(exchanges=mixed()), NETWORK)
    there = measure(record(exchanges=tuple(map(other, mixed()))), NETWORK)
    assert _renamed(names, here) == _renamed({}, there)


def test_a_copied_wire_story_changes_nothing() -> None:
    again = tuple(
        replace(x, mentions=(*x.mentions, f"{x.id}-copy"), lineages=(*x.lineages, x.lineages[0])) for x in mixed()
    )
    assert measure(record(exchanges=again), NETWORK) == measure(record(exchanges=mixed()), NETWORK)


def test_a_lineage_that_only_copies_leaves_the_evidenced_web_as_it_is() -> None:
    parrots = tuple(replace(x, lineages=(*x.lineages, "parrot")) for x in mixed())

    def evidenced(exchanges: tuple[Exchange, ...]) -> list[Measurement]:
        return [m for m in measure(record(exchanges=exchanges), NETWORK) if m.layer is Layer.EVIDENCED]

    assert evidenced(parrots) == evidenced(mixed())


def test_nothing_told_is_nothing_measured() -> None:
    for m in measure(record(exchanges=(), read=()), NETWORK):
        assert m.value is None and m.reason
    assert WORLD.first_year == 2023 and volumes()
