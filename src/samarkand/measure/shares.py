"""Parts of a whole: jointly made, carried out, called off, independently evidenced, told by both sides."""

from collections.abc import Callable, Iterator, Sequence

from samarkand.codebook.fields import FIELDS
from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Stage
from samarkand.measure.changes import by_year, yearly
from samarkand.measure.estimate import LEAST_CELL, count, share
from samarkand.measure.sheet import Sheet, ids

Weight = Callable[[Exchange], float]
"""How far an exchange is a hit: true or false, or the part of it that is (0..1)."""
_CALLED_OFF = frozenset({Stage.CANCELLED, Stage.SUSPENDED})


def joint(sheet: Sheet) -> Iterator[Measurement]:
    """Jointly made, among those of which the direction is known."""
    known = [x for x in sheet.view.exchanges if x.direction]
    yield from share_by_year(sheet, known, lambda x: x.direction == "joint", "exchanges of known direction")


def practice(sheet: Sheet) -> Iterator[Measurement]:
    yield share_cell(sheet, "", sheet.view.exchanges, lambda x: x.stage.is_practice, "exchanges")


def called_off(sheet: Sheet) -> Iterator[Measurement]:
    """How many were cancelled or suspended, and their share."""
    everything = sheet.view.exchanges
    yield count_cell(sheet, "", [x for x in everything if x.stage in _CALLED_OFF])
    yield share_cell(sheet, "share", everything, lambda x: x.stage in _CALLED_OFF, "exchanges", unit="share")


def corroborated(sheet: Sheet) -> Iterator[Measurement]:
    everything = sheet.view.exchanges
    yield share_cell(sheet, "", everything, lambda x: x.grade.is_evidenced, "exchanges", by_lineage=False)


def gap(sheet: Sheet) -> Iterator[Measurement]:
    """What is claimed and not independently evidenced in our sources, in all and by field."""
    everything = sheet.view.exchanges
    parts = {"": everything, **{f"field:{f}": [x for x in everything if x.field == f] for f in FIELDS}}
    for cell, inside in parts.items():
        yield share_cell(sheet, cell, inside, lambda x: not x.grade.is_evidenced, "exchanges", by_lineage=False)


def gap_of(sheet: Sheet, indicator: str, claimed: Measurement) -> Measurement:
    """The gap among the exchanges behind the claimed value of an indicator."""
    if claimed.value is None:
        return sheet.gap(f"of:{indicator}", f"{indicator} has no claimed value", claimed.n)
    behind = [x for x in map(sheet.view.by_id.get, claimed.records) if x]
    what = f"exchanges behind {indicator}"
    return share_cell(sheet, f"of:{indicator}", behind, lambda x: not x.grade.is_evidenced, what, by_lineage=False)


def both_sides(sheet: Sheet) -> Iterator[Measurement]:
    """Told by sources of two parties, among exchanges with two named; and by how many sides."""
    sided = [x for x in sheet.view.exchanges if len(x.named_parties) >= 2]
    what = "exchanges with two named parties"
    yield share_cell(sheet, "", sided, lambda x: _voices(x) >= 2, what, by_lineage=False)
    yield count_cell(sheet, "told:both", [x for x in sided if _voices(x) >= 2])
    yield count_cell(sheet, "told:one", [x for x in sided if _voices(x) == 1])
    yield count_cell(sheet, "told:none", [x for x in sided if _voices(x) == 0])


def _voices(exchange: Exchange) -> int:
    return len(exchange.named_parties & set(exchange.voices))


def count_cell(
    sheet: Sheet, cell: str, inside: Sequence[Exchange], unit: str = "exchanges", period: str = ""
) -> Measurement:
    """How many distinct exchanges; none in what was read is zero, nothing read a gap."""
    view = sheet.view
    if not view.exchanges and not view.read_at_all:
        return sheet.gap(cell, "no documents were read in these years", unit=unit, period=period)
    estimate = count(view.table(inside), view.band)
    return sheet.value(cell, estimate, len(inside), ids(inside), unit=unit, period=period)


def share_cell(
    sheet: Sheet,
    cell: str,
    units: Sequence[Exchange],
    is_hit: Weight,
    what: str,
    *,
    by_lineage: bool = True,
    unit: str = "",
    period: str = "",
) -> Measurement:
    """Hits among units; too few units are a gap."""
    if len(units) < LEAST_CELL:
        return sheet.gap(cell, f"fewer than {LEAST_CELL} {what}", len(units), unit, period)
    estimate = share([is_hit(x) for x in units], sheet.view.table(units) if by_lineage else None)
    return sheet.value(cell, estimate, len(units), ids(units), unit, period)


def share_by_year(sheet: Sheet, units: Sequence[Exchange], is_hit: Weight, what: str) -> Iterator[Measurement]:
    """The share in all, in each year, and from year to year."""
    yield share_cell(sheet, "", units, is_hit, what)

    def of_year(cell: str, found: Sequence[Exchange], year: str) -> Measurement:
        return share_cell(sheet, cell, found, is_hit, what, period=year)

    yield from yearly(sheet, by_year(sheet, units), of_year)
