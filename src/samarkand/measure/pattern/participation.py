"""Who leads an exchange, and how many of them are of ordinary people."""

from collections.abc import Iterator

from samarkand.domain.measurement import Measurement
from samarkand.measure.shares import share_by_year, share_cell
from samarkand.measure.sheet import Sheet

_STATE = frozenset({"national_government", "subnational_government", "igo"})
_PUBLIC = _STATE | {"public_institution"}
_PEOPLE = frozenset({"X3", "X5", "X6"})


def led_by_others(sheet: Sheet) -> Iterator[Measurement]:
    """Led neither by a government nor by a public institution; and, apart, with public institutions counted as others."""
    known = [x for x in sheet.view.exchanges if x.lead_sector]
    what = "exchanges tell which sector leads"
    yield from share_by_year(sheet, known, lambda x: x.lead_sector not in _PUBLIC, what)
    yield share_cell(sheet, "with:public_institution", known, lambda x: x.lead_sector not in _STATE, what)


def of_people(sheet: Sheet) -> Iterator[Measurement]:
    """Youth, sister cities and communities among all; and, apart, what audiences make themselves."""
    everything = sheet.view.exchanges
    yield from share_by_year(sheet, everything, lambda x: x.type in _PEOPLE, "exchanges")
    yield share_cell(sheet, "type:D3", everything, lambda x: x.type == "D3", "exchanges")
