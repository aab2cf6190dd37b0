"""Agreements, memoranda, bodies and funds; and how much of the rest stands under a named framework."""

from collections.abc import Iterator

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Stage
from samarkand.measure.shares import count_cell, share_by_year
from samarkand.measure.sheet import Sheet

INSTRUMENTS = ("M1", "M2", "M3", "M6")
_LIVE = frozenset({Stage.AGREED, Stage.FUNDED, Stage.UNDER_WAY, Stage.DELIVERED, Stage.EVALUATED})


def is_live_instrument(exchange: Exchange) -> bool:
    """Agreed or further, and not called off."""
    return exchange.type in INSTRUMENTS and exchange.stage in _LIVE


def live(sheet: Sheet) -> Iterator[Measurement]:
    """Instruments told of as agreed, in force or at work; in all and by type."""
    found = [x for x in sheet.view.exchanges if is_live_instrument(x)]
    yield count_cell(sheet, "", found, "instruments")
    for code in INSTRUMENTS:
        yield count_cell(sheet, f"type:{code}", [x for x in found if x.type == code], "instruments")


def linked(sheet: Sheet) -> Iterator[Measurement]:
    """Of what is no mechanism itself, how much is told as part of a named framework or under a mechanism."""
    practice = [x for x in sheet.view.exchanges if x.field not in "GM"]
    mechanisms = {x.id for x in sheet.view.record.inside if x.field in "GM"}
    what = "exchanges other than mechanisms"
    yield from share_by_year(sheet, practice, lambda x: bool(x.initiative) or x.parent in mechanisms, what)
