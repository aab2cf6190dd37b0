"""Exchanges by the kinds they have: partners, types, organisations, themes."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy.sparse import csr_array

from samarkand.domain.exchange import Exchange
from samarkand.measure.view import View
from samarkand.stats.jackknife import Weights

Kinds = Callable[[Exchange], Iterable[str]]
Units = list[tuple[Exchange, list[str]]]


def units_of(view: View, kinds_of: Kinds) -> Units:
    """Exchanges that have any kind, and their kinds."""
    units = [(x, sorted(set(kinds_of(x)))) for x in view.exchanges]
    return [(x, kinds) for x, kinds in units if kinds]


def kinds_table(kinds: Sequence[Sequence[str]], weights: Sequence[float] = ()) -> Weights:
    """Units x kinds, sparse: the weight of a unit, else one, where it has a kind."""
    column = {name: i for i, name in enumerate(sorted({k for names in kinds for k in names}))}
    rows = np.repeat(np.arange(len(kinds)), [len(names) for names in kinds])
    columns = [column[name] for names in kinds for name in names]
    values = np.asarray(weights)[rows] if weights else np.ones(len(rows))
    return csr_array((values, (rows, columns)), shape=(len(kinds), len(column)))
