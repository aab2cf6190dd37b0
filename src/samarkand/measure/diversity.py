"""With how many partners, in how many forms, through how many organisations, and how concentrated."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.equal_coverage import at_equal_coverage
from samarkand.measure.estimate import LEAST_CELL, at_most_one, count, drawn, statistic
from samarkand.measure.kinds import Kinds, kinds_table, units_of
from samarkand.measure.partners import is_country, partners
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.hill import hill
from samarkand.stats.similarity import leinster_cobbold, shared_words

Floats = NDArray[np.float64]
TOP = 3
THEMED = "exchanges have a theme"


def of_partners(sheet: Sheet) -> Iterator[Measurement]:
    """In all, and year by year at equal coverage."""
    focus, what = sheet.view.focus, "exchanges name a partner country"
    yield from hill_cells(sheet, lambda x: filter(is_country, partners(x, focus)), what)
    yield from at_equal_coverage(sheet, lambda x: filter(is_country, partners(x, focus)), what)


def of_types(sheet: Sheet) -> Iterator[Measurement]:
    """Types, the themes beside them, and types year by year at equal coverage."""
    yield from hill_cells(sheet, lambda x: (x.type,), "exchanges were found")
    yield from at_equal_coverage(sheet, lambda x: (x.type,), "exchanges were found")
    yield from hill_cells(sheet, lambda x: x.themes, THEMED, "themes:", "effective number of themes")
    yield _alike(sheet)


def of_organisations(sheet: Sheet) -> Iterator[Measurement]:
    """Organisations, the sectors that lead, and organisations year by year at equal coverage."""
    what, sectors = "exchanges name an organisation", "exchanges tell which sector leads"
    yield from hill_cells(sheet, _organisations, what)
    yield from at_equal_coverage(sheet, _organisations, what)
    yield from hill_cells(sheet, _sector, sectors, "sectors:", "effective number of sectors")
    yield from at_equal_coverage(sheet, _sector, sectors, "sectors:", "effective number of sectors")


def of_formats(sheet: Sheet) -> Iterator[Measurement]:
    yield from hill_cells(sheet, lambda x: (x.format,) if x.format else (), "exchanges tell their format")


def _sector(exchange: Exchange) -> tuple[str, ...]:
    return (exchange.lead_sector,) if exchange.lead_sector else ()


def _alike(sheet: Sheet) -> Measurement:
    """Themes again, those with words in common counted as partly the same."""
    units = units_of(sheet.view, lambda x: x.themes)
    cell, unit = "themes:alike", "effective number of themes"
    if len(units) < LEAST_CELL:
        return sheet.gap(cell, f"fewer than {LEAST_CELL} {THEMED}", len(units), unit)
    alike = shared_words(sorted({name for _, names in units for name in names}))
    table, weights = sheet.view.table(x for x, _ in units), kinds_table([kinds for _, kinds in units])
    estimate = statistic(table, weights, lambda rows: leinster_cobbold(np.maximum(rows, 0.0), alike), 1.0)
    return sheet.value(cell, estimate, len(units), ids(x for x, _ in units), unit)


def _organisations(exchange: Exchange) -> set[str]:
    """Names as written, but for case and spaces."""
    return {" ".join(name.casefold().split()) for name in exchange.organisations}


def top_partners(sheet: Sheet) -> Iterator[Measurement]:
    """Share of the three partners with most, each exchange divided among its partners."""
    view = sheet.view
    units = [(x, sorted(filter(is_country, partners(x, view.focus)))) for x in view.exchanges]
    units = [(x, kinds) for x, kinds in units if kinds]
    names = {code for _, kinds in units for code in kinds}
    if len(units) < LEAST_CELL:
        yield sheet.gap("", f"fewer than {LEAST_CELL} exchanges name a partner country", len(units))
    elif len(names) <= TOP:
        yield sheet.gap("", f"only {len(names)} partner countries are named: they are the whole", len(units))
    else:
        weights = kinds_table([kinds for _, kinds in units], [1 / len(kinds) for _, kinds in units])
        estimate = drawn(view.table(x for x, _ in units), weights, _share_of_top, 0.0)
        yield sheet.value("", at_most_one(estimate), len(units), ids(x for x, _ in units))


def hill_cells(sheet: Sheet, kinds_of: Kinds, what: str, prefix: str = "", unit: str = "") -> Iterator[Measurement]:
    """Orders 0, 1 and 2; the number of kinds is a distinct count and treated as one."""
    view, units = sheet.view, units_of(sheet.view, kinds_of)
    if len(units) < LEAST_CELL:
        reason = f"fewer than {LEAST_CELL} {what}"
        yield from (sheet.gap(f"{prefix}q{q}", reason, len(units), unit) for q in range(3))
        return
    records = ids(x for x, _ in units)
    by_kind = _by_kind((view.witnesses(x), kinds) for x, kinds in units)
    yield sheet.value(f"{prefix}q0", count(view.table_of(list(by_kind.values()))), len(units), records, unit)
    table, weights = view.table(x for x, _ in units), kinds_table([kinds for _, kinds in units])
    for q in (1, 2):
        estimate = drawn(table, weights, _hill_of_order(q), 1.0, curved=True)
        yield sheet.value(f"{prefix}q{q}", estimate, len(units), records, unit)


def _by_kind(units: Iterable[tuple[frozenset[str], Sequence[str]]]) -> Mapping[str, frozenset[str]]:
    """The lineages that report anything of a kind."""
    out: dict[str, frozenset[str]] = {}
    for lineages, names in units:
        for name in names:
            out[name] = out.get(name, frozenset()) | lineages
    return out


def _hill_of_order(q: int) -> Callable[[Floats], Floats]:
    def of_rows(rows: Floats) -> Floats:
        numbers: Floats = hill(rows, q)
        return numbers

    return of_rows


def _share_of_top(rows: Floats) -> Floats:
    ranked = np.sort(rows, axis=1)
    share: Floats = ranked[:, -TOP:].sum(axis=1) / ranked.sum(axis=1)
    return share
