"""What prints, what prints and says nothing, what is NA; the gap beside; what must hold among cells."""

from dataclasses import replace

import pytest
from tests.measure.made_up import cell, exchange, many, record

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.budget import Answer, best_answers, headline, told
from samarkand.domain.errors import SamarkandError
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Grade, Layer
from samarkand.measure.assertions import CHECKS, assert_all
from samarkand.measure.budget import budget, is_vacuous
from samarkand.measure.measure import measure

CARDS = load_indicators()


def made(
    name: str = "", value: float | None = 1.0, low: float | None = None, high: float | None = None, unit: str = "share"
) -> Measurement:
    reason = "" if value is not None else "nobody knows"
    return Measurement("N", Layer.CLAIMED, "world", "2024", name, value, low, high, 0.95, 9, unit, "", (), reason)


@pytest.mark.parametrize(
    ("low", "high", "unit", "vacuous"),
    [
        (0.02, 0.97, "share", True),
        (0.2, 0.97, "share", False),
        (None, None, "share", False),
        (0.5, 6.0, "exchanges", True),
        (0.5, 2.0, "exchanges", False),
        (0.0, 3.0, "exchanges", True),
    ],
)
def test_vacuous_is_what_leaves_nearly_all_possible(low: float, high: float, unit: str, vacuous: bool) -> None:
    assert is_vacuous(made(low=low, high=high, unit=unit), CARDS["N"]) is vacuous


def test_a_zero_with_an_upper_end_tells_something() -> None:
    assert not is_vacuous(made(value=0.0, low=0.0, high=3.0, unit="exchanges"), CARDS["N"])


def test_the_headline_is_the_whole_and_else_the_first_that_has_a_value() -> None:
    assert headline([made("year:2024"), made("")]).cell == ""
    assert headline([made("", None), made("a", None), made("b")]).cell == "b"
    assert headline([made("a", None), made("b", None)]).cell == "a"


def test_the_budget_counts_every_card_but_questions_once_a_layer() -> None:
    lines = budget(measure(record(), CARDS), CARDS)
    asked = [(card.id, layer) for card in CARDS.values() if not card.question for layer in card.layers]
    assert [(line.indicator, line.layer) for line in lines] == asked or {(x.indicator, x.layer) for x in lines} == set(
        asked
    )
    assert len(lines) == len(asked)
    for line in lines:
        assert (line.answer is Answer.NA) == bool(line.reason), line
        assert 0 <= line.printed + line.vacuous <= line.cells, line
    answers = best_answers(lines)
    assert sum(int(word) for word in told(lines).replace(":", " ").split() if word.isdigit()) == 2 * len(answers)


def test_a_card_without_data_is_na_with_its_reason_and_what_would_fill_it() -> None:
    for card in (c for c in CARDS.values() if c.missing):
        (line, *_) = budget(measure(record(), {card.id: card}), CARDS)
        assert card.missing and (line.answer, line.reason, line.source) == (
            Answer.NA,
            card.missing.reason,
            card.missing.source,
        )
        assert not card.formula and len(card.missing.source) > 10


def test_the_gap_beside_an_indicator_is_that_of_the_exchanges_behind_it() -> None:
    told_of = [exchange(i, tech=("ai",) if i < 8 else (), type="P1") for i in range(10)]
    told_of += [exchange(20 + i, type="P1", grade=Grade.V0, independent=()) for i in range(10)]
    measured = measure(record(exchanges=tuple(told_of)), {name: CARDS[name] for name in ("CEG", "F2a", "P-T3")})
    assert cell(measured, "CEG", "of:F2a").value == pytest.approx(0.5)
    assert not [m for m in measured if m.cell == "of:P-T3"], "nothing stands behind what is missing"


def test_questions_are_not_measured_and_point_at_cards() -> None:
    questions = [card for card in CARDS.values() if card.question]
    assert [card.id for card in questions] == ["O1", "O2", "O3", "O4", "O5", "O6"]
    assert not measure(record(), {card.id: card for card in questions})
    for card in questions:
        assert card.question and card.question.true_if and set(card.question.indicators) <= set(CARDS), card.id


@pytest.mark.parametrize(
    ("check", "cells"),
    [
        ("within-interval", [made(value=1.0, low=2.0, high=3.0)]),
        ("parts-within-whole", [made("", 3.0), made("type:A1", 4.0)]),
        ("orders-fall", [made("q0", 3.0), made("q1", 2.0), made("q2", 2.5)]),
        ("net-is-difference", [made("year:2024", 3.0), made("opened:2024", 4.0), made("closed:2024", 2.0)]),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_what_does_not_hold_stops_the_release(check: str, cells: list[Measurement]) -> None:
    card = replace(CARDS["N"], asserts=(check,))
    with pytest.raises(SamarkandError, match=f"indicator N, assertion {check}"):
        assert_all(card, cells)
    assert_all(card, [replace(m, value=None, low=None, high=None, reason="none") for m in cells])


def test_cards_assert_only_what_we_check() -> None:
    for card in CARDS.values():
        assert set(card.asserts) <= set(CHECKS), card.id
    with pytest.raises(SamarkandError, match="nobody checks 'nothing'"):
        assert_all(replace(CARDS["N"], asserts=("nothing",)), [])


def test_all_duplicates_are_one_exchange() -> None:
    same = tuple(many(1) * 30)
    assert cell(measure(record(exchanges=same), {"N": CARDS["N"]}), "N").value == 1


@pytest.mark.parametrize("lineages", [("only",), ()], ids=["one lineage", "none told"])
def test_one_lineage_gives_values_without_an_interval_over_lineages(lineages: tuple[str, ...]) -> None:
    told_of = tuple(replace(x, lineages=lineages, independent=lineages) for x in many())
    for m in measure(record(exchanges=told_of), CARDS):
        assert "lineage left out" not in m.method and "drawn anew" not in m.method, m
        assert m.value is None or m.value == m.value


def test_one_partner_is_an_effective_number_of_one() -> None:
    told_of = tuple(exchange(i, ("QM", "QN")) for i in range(9))
    country = replace(record().focus, kind=record().focus.kind.COUNTRY, codes=("QM",))
    measured = measure(record(country, told_of), {name: CARDS[name] for name in ("P-D1", "top3")})
    assert cell(measured, "P-D1", "q1").value == pytest.approx(1)
    assert "they are the whole" in cell(measured, "top3").reason
