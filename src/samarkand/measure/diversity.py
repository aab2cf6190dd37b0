"""With how many partners, in how many forms, through how many organisations, and how concentrated."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import LEAST_CELL, at_most_one, count, statistic
from samarkand.measure.partners import is_country, partners
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.hill import hill
from samarkand.stats.jackknife import Weights

Floats = NDArray[np.float64]
Kinds = Callable[[Exchange], Iterable[str]]
TOP = 3


def of_partners(sheet: Sheet) -> Iterator[Measurement]:
    focus = sheet.view.focus
    return _hill(sheet, lambda x: filter(is_country, partners(x, focus)), "exchanges name a partner country")


def of_types(sheet: Sheet) -> Iterator[Measurement]:
    return _hill(sheet, lambda x: (x.type,), "exchanges were found")


def of_organisations(sheet: Sheet) -> Iterator[Measurement]:
    return _hill(sheet, _organisations, "exchanges name an organisation")


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
        estimate = statistic(view.table(x for x, _ in units), weights, _share_of_top, 0.0)
        yield sheet.value("", at_most_one(estimate), len(units), ids(x for x, _ in units))


def _hill(sheet: Sheet, kinds_of: Kinds, what: str) -> Iterator[Measurement]:
    """Orders 0, 1 and 2; the number of kinds is a distinct count and treated as one."""
    view = sheet.view
    units = [(x, sorted(set(kinds_of(x)))) for x in view.exchanges]
    units = [(x, kinds) for x, kinds in units if kinds]
    if len(units) < LEAST_CELL:
        yield from (sheet.gap(f"q{q}", f"fewer than {LEAST_CELL} {what}", len(units)) for q in range(3))
        return
    records = ids(x for x, _ in units)
    by_kind = _by_kind((view.witnesses(x), kinds) for x, kinds in units)
    yield sheet.value("q0", count(view.table_of(list(by_kind.values()))), len(units), records)
    table, weights = view.table(x for x, _ in units), _table([kinds for _, kinds in units])
    for q in (1, 2):
        estimate = statistic(table, weights, _hill_of_order(q), 1.0)
        yield sheet.value(f"q{q}", estimate, len(units), records)


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
