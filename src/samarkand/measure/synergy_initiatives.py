"""Named initiatives over exchanges: names that overlap, and names put on what was there before."""

from collections import defaultdict
from collections.abc import Iterator

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.domain.uptake import Carried
from samarkand.measure.estimate import LEAST_CELL, share
from samarkand.measure.sheet import Sheet, ids


def overlap(sheet: Sheet) -> Iterator[Measurement]:
    """Y1: exchanges that carry two names or more of those that carry any; a part and its whole are one name.

    All exchanges, and those independently evidenced: what is evidenced is the exchange, the names stay their parties' word.
    """
    by_exchange = _by_exchange(sheet)
    tagged = [x for x in sheet.view.exchanges if x.id in by_exchange]
    cells = {"": tagged, "exchanges:evidenced": [x for x in tagged if x.grade.is_evidenced]}
    for cell, units in cells.items():
        hits = [any(c.beside for c in by_exchange[x.id]) for x in units]
        yield _share(sheet, cell, units, hits, "exchanges that carry a name")


def relabelled(sheet: Sheet) -> Iterator[Measurement]:
    """Y3: exchanges whose series, or they themselves, were there before the initiative was, among those of which that
    can be told: dated, and something read from before the launch."""
    by_exchange = _by_exchange(sheet)
    units, hits = [], []
    for x in sheet.view.exchanges:
        told = [c for c in by_exchange.get(x.id, ()) if x.period and (c.tellable or c.before_launch)]
        if told:
            units.append(x)
            hits.append(any(c.is_relabelled for c in told))
    yield _share(sheet, "", units, hits, "exchanges under a name launched after the first text read")


def _by_exchange(sheet: Sheet) -> dict[str, list[Carried]]:
    out: dict[str, list[Carried]] = defaultdict(list)
    for row in sheet.view.record.carried:
        out[row.exchange_id].append(row)
    return out


def _share(sheet: Sheet, cell: str, units: list[Exchange], hits: list[bool], what: str) -> Measurement:
    if len(units) < LEAST_CELL:
        return sheet.gap(cell, f"fewer than {LEAST_CELL} {what}", len(units))
    return sheet.value(cell, share(hits, sheet.view.table(units)), len(units), ids(units))
