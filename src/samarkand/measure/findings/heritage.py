"""What is done together for heritage, and what came home."""

from collections.abc import Iterator
from math import fsum

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import Estimate
from samarkand.measure.shares import count_cell
from samarkand.measure.sheet import Sheet, ids

COOPERATION = ("H2", "H3", "H4", "H5")
RETURN = "H2"
OBJECTS = frozenset({"objects", "works", "paintings", "sculptures", "manuscripts", "human remains"})


def cooperation(sheet: Sheet) -> Iterator[Measurement]:
    """Exchanges of heritage cooperation under way or done, by type; and the objects told of as returned."""
    found = [x for x in sheet.view.exchanges if x.type in COOPERATION and x.stage.is_practice]
    yield count_cell(sheet, "", found)
    for code in COOPERATION:
        yield count_cell(sheet, f"type:{code}", [x for x in found if x.type == code])
    yield _objects(sheet, [x for x in found if x.type == RETURN])


def _objects(sheet: Sheet, returned: list[Exchange]) -> Measurement:
    """Sum of what reports say; without an inventory it has no interval."""
    counted = [x for x in returned if _number(x)]
    if not counted:
        return sheet.gap("objects", "no return tells how many objects came back", len(returned), "objects")
    method = (
        f"sum of what {len(counted)} of {len(returned)} returns tell; no inventory stands behind it, so no interval"
    )
    told = Estimate(fsum(map(_number, counted)), None, None, method)
    return sheet.value("objects", told, len(counted), ids(counted), "objects")


def _number(exchange: Exchange) -> float:
    """The largest number of things told: a part of them may be told of beside the whole."""
    return max((q.value for q in exchange.quantity if q.unit in OBJECTS), default=0.0)
