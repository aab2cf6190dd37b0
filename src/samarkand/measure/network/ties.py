"""The ties exchanges make between countries or organisations, and which way they go."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus
from samarkand.domain.scale import Layer
from samarkand.measure.dyads import dyads
from samarkand.measure.partners import is_country
from samarkand.measure.view import View
from samarkand.stats.incidence import Incidence
from samarkand.stats.jackknife import Weights

Tie = tuple[str, str]
Nodes = Callable[[Exchange], Iterable[str]]
Ints = NDArray[np.int64]


def countries(exchange: Exchange) -> set[str]:
    return {code for code in exchange.named_parties if is_country(code)}


def organisations(exchange: Exchange) -> set[str]:
    """Names as written, but for case and spaces."""
    return {" ".join(name.casefold().split()) for name in exchange.organisations}


def country_ties(exchange: Exchange, focus: Focus) -> tuple[Tie, ...]:
    return dyads(exchange, focus)


def organisation_ties(exchange: Exchange, _: Focus) -> tuple[Tie, ...]:
    return tuple(combinations(sorted(organisations(exchange)), 2))


def flow(exchange: Exchange) -> dict[Tie, float]:
    """From which country to which, as most mentions have it; all ways together weigh one. Empty where it is not told."""
    told = sorted((v for v in exchange.values if v.field == "flow"), key=lambda v: -len(v.mentions))
    if exchange.direction != "directed" or not told:
        return {}
    origin, target = (set(side.split(",")) for side in told[0].value.split(">"))
    inside = countries(exchange)
    ways = [(a, b) for a in sorted(origin & inside) for b in sorted(target & inside) if a != b]
    return {way: 1 / len(ways) for way in ways}


def told_since(view: View, first_year: int) -> list[Exchange]:
    """Exchanges of the layer that lie within one year each, from an earlier year on."""
    told = view.record.since(first_year)
    return [x for x in told if view.layer is Layer.CLAIMED or x.grade.is_evidenced]


@dataclass(frozen=True)
class Meetings:
    """Exchanges that bring two nodes or more together; every pair within an exchange of k nodes weighs 1 / (k - 1)."""

    view: View
    nodes_of: Nodes

    @cached_property
    def exchanges(self) -> list[Exchange]:
        return [x for x in self.view.exchanges if len(set(self.nodes_of(x))) > 1]

    @cached_property
    def _guests(self) -> list[list[str]]:
        return [sorted(set(self.nodes_of(x))) for x in self.exchanges]

    @cached_property
    def names(self) -> list[str]:
        """Nodes by where they take part, so that what they are called changes nothing."""
        return by_place(self._guests)

    @cached_property
    def seats(self) -> tuple[Ints, Ints]:
        """Who sits there, and at which meeting: one entry a seat."""
        place = {name: i for i, name in enumerate(self.names)}
        nodes = np.array([i for guests in self._guests for i in sorted(map(place.__getitem__, guests))], dtype=np.int64)
        of = np.repeat(np.arange(len(self._guests)), [len(guests) for guests in self._guests])
        return nodes, of.astype(np.int64)

    def table(self) -> Incidence:
        return self.view.table(self.exchanges)


def by_place(rows: Iterable[Iterable[str]]) -> list[str]:
    """Names in the order of the rows they stand in; those that stand in the same rows are alike in everything."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for name in row:
            where[name].append(i)
    return sorted(where, key=where.__getitem__)


def sparse(rows: Sequence[Mapping[Tie, float]], columns: Sequence[Tie]) -> Weights:
    """Units x ties: what each unit weighs for each tie."""
    place = {tie: i for i, tie in enumerate(columns)}
    cells = [(i, place[tie], weight) for i, row in enumerate(rows) for tie, weight in row.items()]
    i, j, w = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((np.array(w, dtype=np.float64), (i, j)), shape=(len(rows), len(columns)))


def by_tie(exchanges: Iterable[Exchange], ties_of: Callable[[Exchange], Iterable[Tie]]) -> dict[Tie, list[Exchange]]:
    out: dict[Tie, list[Exchange]] = defaultdict(list)
    for x in exchanges:
        for tie in ties_of(x):
            out[tie].append(x)
    return out
