"""Who beside the parties' own voices tells of an exchange: in which markets, for which readers."""

from collections.abc import Iterator
from functools import partial

from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.gazetteer.official_languages import official_languages
from samarkand.measure.diversity import hill_cells
from samarkand.measure.partners import is_country, partners
from samarkand.measure.shares import share_by_year
from samarkand.measure.sheet import Sheet
from samarkand.measure.view import View

UNDESCRIBED = "no source behind these exchanges is described by its kind, country and languages"


def beyond_niche(sheet: Sheet) -> Iterator[Measurement]:
    """Told by at least one lineage that is independent, writes for everybody, and in a language of the counterpart."""
    view = sheet.view
    if not any(view.outlet(name).is_generalist for name in view.lineages):
        yield sheet.gap("", UNDESCRIBED)
        return
    yield from share_by_year(sheet, view.exchanges, partial(_breaks_out, view), "exchanges")


def third_markets(sheet: Sheet) -> Iterator[Measurement]:
    """In how many countries that take no part independent lineages tell of it: as a number, and as an effective one."""
    view = sheet.view
    if not any(view.outlet(name).markets for name in view.lineages):
        yield sheet.gap("", UNDESCRIBED)
        return
    yield from hill_cells(sheet, partial(_third_markets, view), "exchanges are told of by a third country's sources")


def _breaks_out(view: View, exchange: Exchange) -> bool:
    wanted = _languages(exchange, view)
    known = (view.outlet(name) for name in exchange.independent)
    return any(outlet.is_generalist and outlet.languages & wanted for outlet in known)


def _languages(exchange: Exchange, view: View) -> frozenset[str]:
    """Languages of the counterparts; where every party is a counterpart, or two face each other, of all of them."""
    focus = view.focus
    everybody = focus.kind in (FocusKind.WORLD, FocusKind.PAIR)
    codes = exchange.named_parties if everybody else partners(exchange, focus)
    return frozenset(lang for code in codes if is_country(code) for lang in official_languages(code))


def _third_markets(view: View, exchange: Exchange) -> frozenset[str]:
    markets = frozenset(m for name in exchange.independent for m in view.outlet(name).markets)
    return markets - exchange.named_parties
