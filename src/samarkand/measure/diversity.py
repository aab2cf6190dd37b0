"""With how many partners, in how many forms, through how many organisations, and how concentrated."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.changes import by_year, yearly
from samarkand.measure.estimate import LEAST_CELL, at_most_one, count, drawn, statistic
from samarkand.measure.partners import is_country, partners
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.hill import hill
from samarkand.stats.jackknife import Weights
from samarkand.stats.rarefaction import at_coverage, sample_coverage
from samarkand.stats.similarity import leinster_cobbold, shared_words

Floats = NDArray[np.float64]
Kinds = Callable[[Exchange], Iterable[str]]
TOP = 3
LEAST_COVERAGE = 0.5
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
    units = _units(sheet, lambda x: x.themes)
    cell, unit = "themes:alike", "effective number of themes"
    if len(units) < LEAST_CELL:
        return sheet.gap(cell, f"fewer than {LEAST_CELL} {THEMED}", len(units), unit)
    alike = shared_words(sorted({name for _, names in units for name in names}))
    table, weights = sheet.view.table(x for x, _ in units), _table([kinds for _, kinds in units])
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
        weights = _table([kinds for _, kinds in units], [1 / len(kinds) for _, kinds in units])
        estimate = drawn(view.table(x for x, _ in units), weights, _share_of_top, 0.0)
        yield sheet.value("", at_most_one(estimate), len(units), ids(x for x, _ in units))


Units = list[tuple[Exchange, list[str]]]


def _units(sheet: Sheet, kinds_of: Kinds) -> Units:
    """Exchanges that have any kind, and their kinds."""
    units = [(x, sorted(set(kinds_of(x)))) for x in sheet.view.exchanges]
    return [(x, kinds) for x, kinds in units if kinds]


def hill_cells(sheet: Sheet, kinds_of: Kinds, what: str, prefix: str = "", unit: str = "") -> Iterator[Measurement]:
    """Orders 0, 1 and 2; the number of kinds is a distinct count and treated as one."""
    view, units = sheet.view, _units(sheet, kinds_of)
    if len(units) < LEAST_CELL:
        reason = f"fewer than {LEAST_CELL} {what}"
        yield from (sheet.gap(f"{prefix}q{q}", reason, len(units), unit) for q in range(3))
        return
    records = ids(x for x, _ in units)
    by_kind = _by_kind((view.witnesses(x), kinds) for x, kinds in units)
    yield sheet.value(f"{prefix}q0", count(view.table_of(list(by_kind.values()))), len(units), records, unit)
    table, weights = view.table(x for x, _ in units), _table([kinds for _, kinds in units])
    for q in (1, 2):
        estimate = drawn(table, weights, _hill_of_order(q), 1.0, curved=True)
        yield sheet.value(f"{prefix}q{q}", estimate, len(units), records, unit)


def at_equal_coverage(
    sheet: Sheet, kinds_of: Kinds, what: str, prefix: str = "", unit: str = ""
) -> Iterator[Measurement]:
    """Order 1 of each year as it would be had all years been covered as little as the least covered, and its changes.

    Nothing where the focus has one year. Kinds are drawn to the coverage of the least covered year that has enough
    exchanges; below a half, too little was seen to compare.
    """
    if len(sheet.view.focus.years) < 2:
        return
    kinds = {x.id: names for x, names in _units(sheet, kinds_of)}
    years = by_year(sheet, [sheet.view.by_id[key] for key in kinds])
    sums = {y: np.unique([k for x in found for k in kinds[x.id]], return_counts=True)[1] for y, found in years.items()}
    covered = [sample_coverage(sums[y]) for y, found in years.items() if len(found) >= LEAST_CELL]
    target = min(covered, default=0.0)

    def of_year(cell: str, found: Sequence[Exchange], year: str) -> Measurement:
        if len(found) < LEAST_CELL:
            return sheet.gap(cell, f"fewer than {LEAST_CELL} {what}", len(found), unit, year)
        if target < LEAST_COVERAGE:
            return sheet.gap(cell, f"years compare only at a coverage of {target:.2f}", len(found), unit, year)
        weights = _table([kinds[x.id] for x in found])
        estimate = statistic(sheet.view.table(found), weights, _at_coverage(target), 1.0)
        told = replace(estimate, method=f"{estimate.method}; all years at a coverage of {target:.2f}")
        return sheet.value(cell, told, len(found), ids(found), unit, year)

    for m in yearly(sheet, years, of_year):
        yield replace(m, cell=f"{prefix}{m.cell}", unit=unit or m.unit)


def _at_coverage(target: float) -> Callable[[Floats], Floats]:
    def of_rows(rows: Floats) -> Floats:
        return np.array([at_coverage(np.maximum(row, 0.0), target) for row in rows], dtype=np.float64)

    return of_rows


def _by_kind(units: Iterable[tuple[frozenset[str], Sequence[str]]]) -> Mapping[str, frozenset[str]]:
    """The lineages that report anything of a kind."""
    out: dict[str, frozenset[str]] = {}
    for lineages, names in units:
        for name in names:
            out[name] = out.get(name, frozenset()) | lineages
    return out


def _table(kinds: Sequence[Sequence[str]], weights: Sequence[float] = ()) -> Weights:
    """Units x kinds, sparse: the weight of a unit, else one, where it has a kind."""
    column = {name: i for i, name in enumerate(sorted({k for names in kinds for k in names}))}
    rows = np.repeat(np.arange(len(kinds)), [len(names) for names in kinds])
    columns = [column[name] for names in kinds for name in names]
    values = np.asarray(weights)[rows] if weights else np.ones(len(rows))
    return csr_array((values, (rows, columns)), shape=(len(kinds), len(column)))


def _hill_of_order(q: int) -> Callable[[Floats], Floats]:
    def of_rows(rows: Floats) -> Floats:
        numbers: Floats = hill(rows, q)
        return numbers

    return of_rows


def _share_of_top(rows: Floats) -> Floats:
    ranked = np.sort(rows, axis=1)
    share: Floats = ranked[:, -TOP:].sum(axis=1) / ranked.sum(axis=1)
    return share
