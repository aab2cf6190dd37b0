"""Every indicator on every layer it names."""

from collections.abc import Iterator, Mapping, Sequence

from samarkand.codebook.indicators import Indicator
from samarkand.domain.budget import headline
from samarkand.domain.errors import SamarkandError
from samarkand.domain.measurement import Measurement
from samarkand.domain.panel import PanelMember
from samarkand.domain.scale import Layer
from samarkand.measure.assertions import assert_all
from samarkand.measure.panel import Panel
from samarkand.measure.record import Record
from samarkand.measure.registry import FORMULAS, Formula
from samarkand.measure.shares import gap_of
from samarkand.measure.sheet import Sheet
from samarkand.measure.view import View, views_of

GAP = "CEG"


def _formula(card: Indicator) -> Formula:
    if card.formula not in FORMULAS:
        raise SamarkandError(
            f"nobody computes the formula {card.formula!r}",
            f"indicator {card.id}",
            f"use one of {', '.join(FORMULAS)}",
        )
    return FORMULAS[card.formula]


def _on(card: Indicator, view: View) -> Sequence[Measurement]:
    """The card's cells on a layer; of a card that says what is missing, that."""
    sheet = Sheet(card, view)
    if card.missing:
        return [sheet.gap("", card.missing.reason)]
    found = list(_formula(card)(sheet))
    assert_all(card, found)
    return found


def _measured(views: Mapping[Layer, View], indicators: Mapping[str, Indicator]) -> Iterator[Measurement]:
    gaps = Sheet(indicators[GAP], views[Layer.CLAIMED]) if GAP in indicators else None
    for card in indicators.values():
        if card.question:
            continue
        for layer in card.layers:
            yield from (found := _on(card, views[layer]))
            if gaps and layer is Layer.CLAIMED and Layer.EVIDENCED in card.layers and not card.missing:
                yield gap_of(gaps, card.id, headline(found))


def measure(
    record: Record, indicators: Mapping[str, Indicator], views: Mapping[Layer, View] | None = None
) -> list[Measurement]:
    """Values and gaps in the order of the cards; the order in which the record came changes nothing.

    Beside each indicator of both layers stands its claim–evidence gap, cell `of:<indicator>`: of the exchanges behind
    its claimed value, the share not independently evidenced. Questions are answered elsewhere.
    """
    return list(_measured(views or views_of(record), indicators))


def panel(record: Record) -> list[PanelMember]:
    """Which lineages the rates rest on, and why the others do not."""
    return list(Panel(View(record, Layer.CLAIMED)).members())
