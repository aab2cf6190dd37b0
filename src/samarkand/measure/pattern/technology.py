"""How much of exchange is told with a technology, and with which."""

from collections.abc import Iterator

from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import TECH
from samarkand.measure.shares import Weight, share_by_year, share_cell
from samarkand.measure.sheet import Sheet


def tech(sheet: Sheet) -> Iterator[Measurement]:
    """Any technology, by year; and each of them."""
    everything = sheet.view.exchanges
    yield from share_by_year(sheet, everything, lambda x: bool(x.tech), "exchanges")
    for tag in TECH:
        inside = frozenset(x.id for x in everything if tag in x.tech)
        yield share_cell(sheet, f"tech:{tag}", everything, _within(inside), "exchanges")


def _within(inside: frozenset[str]) -> Weight:
    return lambda x: x.id in inside
