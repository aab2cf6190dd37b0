"""Cultural products told of as released, performed or shown across a border."""

from collections.abc import Iterator

from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.measure.changes import by_year, yearly
from samarkand.measure.shares import count_cell
from samarkand.measure.sheet import Sheet

PRODUCTS = ("P1", "P2", "P3", "P4", "P5")


def released(sheet: Sheet) -> Iterator[Measurement]:
    """Products under way or out; in all, by type and by year. Charts and catalogues are another layer's."""
    if sheet.view.layer is Layer.STATISTICAL:
        yield sheet.gap("", "no charts and no catalogue of translations were imported")
        return
    found = [x for x in sheet.view.exchanges if x.type in PRODUCTS and x.stage.is_practice]
    yield count_cell(sheet, "", found, "titles")
    for code in PRODUCTS:
        yield count_cell(sheet, f"type:{code}", [x for x in found if x.type == code], "titles")
    yield from (
        m
        for m in yearly(sheet, by_year(sheet, found), lambda c, xs, y: count_cell(sheet, c, xs, "titles", y))
        if not m.cell.startswith("change:")
    )
