"""Every indicator on every layer it names."""

from collections.abc import Iterator, Mapping

from samarkand.codebook.indicators import Indicator
from samarkand.domain.errors import SamarkandError
from samarkand.domain.measurement import Measurement
from samarkand.domain.panel import PanelMember
from samarkand.domain.scale import Layer
from samarkand.measure.panel import Panel
from samarkand.measure.record import Record
from samarkand.measure.registry import FORMULAS, Formula
from samarkand.measure.sheet import Sheet
from samarkand.measure.view import View, views_of


def _formula(card: Indicator) -> Formula:
    if card.formula not in FORMULAS:
        raise SamarkandError(
            f"nobody computes the formula {card.formula!r}",
            f"indicator {card.id}",
            f"use one of {', '.join(FORMULAS)}",
        )
    return FORMULAS[card.formula]


def _measured(views: Mapping[Layer, View], indicators: Mapping[str, Indicator]) -> Iterator[Measurement]:
    for card in indicators.values():
        formula = _formula(card)
        for layer in card.layers:
            yield from formula(Sheet(card, views[layer]))


def measure(
    record: Record, indicators: Mapping[str, Indicator], views: Mapping[Layer, View] | None = None
) -> list[Measurement]:
    """Values and gaps in the order of the cards; the order in which the record came changes nothing."""
    return list(_measured(views or views_of(record), indicators))


def panel(record: Record) -> list[PanelMember]:
    """Which lineages the rates rest on, and why the others do not."""
    return list(Panel(View(record, Layer.CLAIMED)).members())
