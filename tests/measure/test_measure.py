"""What every measurement has, whatever it measures."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measure.made_up import CODES, WORLD, bands, many, record, sources, volumes

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.measure.measure import measure
from samarkand.measure.registry import FORMULAS

CARDS = load_indicators()
FOCUSES = [
    WORLD,
    Focus(FocusKind.COUNTRY, ("QM",), 2023, 2024),
    Focus(FocusKind.PAIR, ("QM", "QO"), 2023, 2024),
    Focus(FocusKind.REGION, ("QM", "QN", "QO"), 2023, 2024),
]


def test_every_card_names_a_formula_and_every_formula_has_a_card() -> None:
    assert {card.formula for card in CARDS.values() if card.formula} == set(FORMULAS)


def test_cards_say_what_a_zero_means_and_what_to_beware_of() -> None:
    for card in CARDS.values():
        assert card.zero_means and card.caveats and card.interval and card.definition, card.id
        assert len(set(card.layers)) == len(card.layers)
        if Layer.STATISTICAL in card.layers:
            assert any(need.startswith("series:") for need in card.needs), card.id


@pytest.mark.parametrize("focus", FOCUSES, ids=lambda f: f.key)
def test_every_row_is_a_value_or_a_reason_and_has_its_own_id(focus: Focus) -> None:
    measured = measure(record(focus, moved=bands(focus=focus)), CARDS)
    assert len({m.id for m in measured}) == len(measured)
    for m in measured:
        assert m.is_missing == bool(m.reason), m
        assert (m.low is None) == (m.high is None), m
        if m.value is not None and m.low is not None and m.high is not None:
            assert m.low <= m.value + 1e-9 and m.value <= m.high + 1e-9, m
        if m.unit == "share" and m.value is not None:
            assert (m.low or 0) >= 0 and (m.high or 0) <= 1, m


@pytest.mark.parametrize("focus", FOCUSES, ids=lambda f: f.key)
def test_every_value_opens_to_records_of_the_focus(focus: Focus) -> None:
    inside = {x.id for x in many() if x.is_within(focus)}
    for m in measure(record(focus), CARDS):
        assert set(m.records) <= inside
        assert not m.value or m.records, m


def test_an_empty_observatory_measures_nothing_and_says_why() -> None:
    for m in measure(record(exchanges=(), read=()), CARDS):
        assert m.value is None and m.reason, m


def test_nothing_found_in_what_was_read_is_zero() -> None:
    whole = [m for m in measure(record(exchanges=()), CARDS) if m.indicator == "N"]
    assert {m.value for m in whole} == {0.0}
    assert {m.low for m in whole} == {None}, "a zero has no interval"


def test_order_changes_nothing() -> None:
    exchanges, read = list(many()), list(volumes())
    Random(7).shuffle(exchanges)
    Random(8).shuffle(read)
    assert measure(record(exchanges=tuple(exchanges), read=tuple(read)), CARDS) == measure(record(), CARDS)


def _renamed(names: dict[str, str], measured: list[Measurement]) -> list[tuple[object, ...]]:
    def key(m: Measurement) -> tuple[object, ...]:
        kind, _, code = m.cell.partition(":")
        name = f"{kind}:{names.get(code, code)}" if kind == "partner" else m.cell
        codes = sorted(names.get(c, c) for c in m.focus.split("-")[1:])
        return (m.indicator, m.layer, codes, m.period, name, m.value, m.low, m.high, m.n, m.records, m.reason)

    return sorted((key(m) for m in measured), key=repr)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(FOCUSES), st.permutations(CODES))
def test_relabelling_countries_permutes_the_outputs(focus: Focus, order: list[str]) -> None:
    names = dict(zip(CODES, order, strict=True))
    other = tuple(
        replace(x, parties=tuple(names[p] for p in x.parties), voices=tuple(names[v] for v in x.voices)) for x in many()
    )
    renamed_focus = replace(focus, codes=tuple(names[c] for c in focus.codes))
    here = measure(record(focus, moved=bands(focus=focus)), CARDS)
    there = measure(record(renamed_focus, exchanges=other, moved=bands(focus=renamed_focus), by=sources(names)), CARDS)
    assert _renamed(names, here) == _renamed({}, there)


def test_a_wire_story_carried_twice_changes_no_count() -> None:
    """The same lineage once more: another mention, another document that is a copy."""
    exchanges = many()
    again = tuple(
        replace(
            x,
            mentions=(*x.mentions, f"{x.id}-copy"),
            lineages=(*x.lineages, x.lineages[0]),
            independent=(*x.independent, *x.independent[:1]),
        )
        for x in exchanges
    )
    copies = tuple(replace(v, documents=v.documents + 1, copies=v.copies + 1) for v in volumes())
    assert measure(record(exchanges=again, read=copies), CARDS) == measure(record(exchanges=exchanges), CARDS)


def test_a_lineage_that_only_repeats_leaves_corroboration_as_it_is() -> None:
    """Repeating a party's word makes nobody independent."""
    parrots = tuple(replace(x, lineages=(*x.lineages, "parrot")) for x in many())
    cards = {name: CARDS[name] for name in ("kappa", "CEG")}
    assert [(m.value, m.low, m.high) for m in measure(record(exchanges=parrots), cards)] == [
        (m.value, m.low, m.high) for m in measure(record(), cards)
    ]


def test_a_value_the_card_calls_unbelievable_stops_the_release() -> None:
    with pytest.raises(SamarkandError, match="indicator N, cell ''"):
        measure(record(), {"N": replace(CARDS["N"], high=10.0)})


def test_an_unknown_formula_is_refused() -> None:
    with pytest.raises(SamarkandError, match="nobody computes the formula 'magic'"):
        measure(record(), {"N": replace(CARDS["N"], formula="magic")})
