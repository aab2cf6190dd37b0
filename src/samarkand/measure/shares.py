"""Parts of a whole: jointly made, carried out, called off, independently evidenced, told by both sides."""

from collections.abc import Callable, Iterator, Sequence

from samarkand.codebook.fields import FIELDS
from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Stage
from samarkand.measure.estimate import LEAST_CELL, count, share
from samarkand.measure.sheet import Sheet, ids

Test = Callable[[Exchange], bool]
_CALLED_OFF = frozenset({Stage.CANCELLED, Stage.SUSPENDED})


def joint(sheet: Sheet) -> Iterator[Measurement]:
    """Jointly made, among those of which the direction is known."""
    known = [x for x in sheet.view.exchanges if x.direction]
    yield _share(sheet, "", known, lambda x: x.direction == "joint", "exchanges of known direction")


def practice(sheet: Sheet) -> Iterator[Measurement]:
    yield _share(sheet, "", sheet.view.exchanges, lambda x: x.stage.is_practice, "exchanges")


def called_off(sheet: Sheet) -> Iterator[Measurement]:
    """How many were cancelled or suspended, and their share."""
    everything = sheet.view.exchanges
    yield _count(sheet, "", [x for x in everything if x.stage in _CALLED_OFF])
    yield _share(sheet, "share", everything, lambda x: x.stage in _CALLED_OFF, "exchanges", unit="share")


def corroborated(sheet: Sheet) -> Iterator[Measurement]:
    everything = sheet.view.exchanges
    yield _share(sheet, "", everything, lambda x: x.grade.is_evidenced, "exchanges", by_lineage=False)


def gap(sheet: Sheet) -> Iterator[Measurement]:
    """What is claimed and not independently evidenced in our sources, in all and by field."""
    everything = sheet.view.exchanges
    parts = {"": everything, **{f"field:{f}": [x for x in everything if x.field == f] for f in FIELDS}}
    for cell, inside in parts.items():
        yield _share(sheet, cell, inside, lambda x: not x.grade.is_evidenced, "exchanges", by_lineage=False)


def both_sides(sheet: Sheet) -> Iterator[Measurement]:
    """Told by sources of two parties, among exchanges with two named; and by how many sides."""
    sided = [x for x in sheet.view.exchanges if len(x.named_parties) >= 2]
    what = "exchanges with two named parties"
    yield _share(sheet, "", sided, lambda x: _voices(x) >= 2, what, by_lineage=False)
    yield _count(sheet, "told:both", [x for x in sided if _voices(x) >= 2])
    yield _count(sheet, "told:one", [x for x in sided if _voices(x) == 1])
    yield _count(sheet, "told:none", [x for x in sided if _voices(x) == 0])


def _voices(exchange: Exchange) -> int:
    return len(exchange.named_parties & set(exchange.voices))


def _count(sheet: Sheet, cell: str, inside: Sequence[Exchange]) -> Measurement:
    view = sheet.view
    if not view.exchanges and not view.read_at_all:
        return sheet.gap(cell, "no documents were read in these years", unit="exchanges")
    estimate = count(view.table(inside), view.band)
    return sheet.value(cell, estimate, len(inside), ids(inside), unit="exchanges")


def _share(
    sheet: Sheet,
    cell: str,
    units: Sequence[Exchange],
    is_hit: Test,
    what: str,
    *,
    by_lineage: bool = True,
    unit: str = "",
) -> Measurement:
    if len(units) < LEAST_CELL:
        return sheet.gap(cell, f"fewer than {LEAST_CELL} {what}", len(units), unit)
    estimate = share([is_hit(x) for x in units], sheet.view.table(units) if by_lineage else None)
    return sheet.value(cell, estimate, len(units), ids(units), unit)
