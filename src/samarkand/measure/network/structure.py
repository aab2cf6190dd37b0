"""The shape of the web of ties: how dense, how many partners, two blocs or one, how far one stands above all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import LEAST_CELL, Estimate, count, exact
from samarkand.measure.network.ties import Ints, Meetings, countries, organisations
from samarkand.measure.shares import share_cell
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.bootstrap import seed_of
from samarkand.stats.flows import centralisation, density, two_blocs
from samarkand.stats.hill import hill
from samarkand.stats.incidence import Incidence
from samarkand.stats.jackknife import jackknife
from samarkand.stats.rewire import REWIRES, Null, against, meetings, pairs, shuffled

Floats = NDArray[np.float64]
Shape = Callable[[Floats], Floats]
LEAST_NODES = 5
MOST_NODES = 400
DISTANCE = "standard deviations"
THROUGH = "every tie runs through the focus, so its web is a star and its shape says nothing"


def _partners(ties: Floats) -> Floats:
    """Effective number of partners of a node, the mean over all ties."""
    strength = ties.sum(axis=-1)
    whole, sums = strength.sum(axis=-1), (hill(ties, 1) * strength).sum(axis=-1)
    out: Floats = np.divide(sums, whole, out=np.full_like(whole, np.nan), where=whole > 0)
    return out


SHAPES: tuple[tuple[str, Shape, str], ...] = (
    ("density", density, "share of all pairs"),
    ("partners", _partners, "effective number of partners"),
    ("blocs", two_blocs, "modularity"),
)


def of_countries(sheet: Sheet) -> Iterator[Measurement]:
    """For the world and regions; and for every focus, how many exchanges join more than two countries."""
    inside = [x for x in sheet.view.exchanges if len(countries(x)) > 1]
    yield share_cell(sheet, "third", inside, lambda x: len(countries(x)) > 2, "exchanges between countries")
    if sheet.view.focus.kind in (FocusKind.COUNTRY, FocusKind.PAIR):
        yield from (sheet.gap(cell, THROUGH, len(inside), unit) for cell, unit in _cells())
        return
    yield from _shape(sheet, Web(Meetings(sheet.view, countries)))


def of_organisations(sheet: Sheet) -> Iterator[Measurement]:
    yield from _shape(sheet, Web(Meetings(sheet.view, organisations)))


def _cells() -> Iterator[tuple[str, str]]:
    for name, _, unit in SHAPES:
        yield from ((name, unit), (f"{name}:z", DISTANCE))
    yield from (("centralisation", "0 to 1"), ("centralisation:z", DISTANCE))


@dataclass(frozen=True)
class Web:
    """The largest part of it, where there are more nodes than can be rewired: those with most ties."""

    told: Meetings

    @cached_property
    def seats(self) -> tuple[Ints, Ints]:
        nodes, of = self.told.seats
        if self.size_of_all <= MOST_NODES:
            return nodes, of
        order = np.argsort(-np.bincount(nodes), kind="stable")[:MOST_NODES]
        place = np.full(self.size_of_all, -1)
        place[order] = np.arange(len(order))
        kept = place[nodes] >= 0
        return place[nodes][kept], of[kept]

    @property
    def size_of_all(self) -> int:
        return len(self.told.names)

    @property
    def size(self) -> int:
        return min(self.size_of_all, MOST_NODES)

    @cached_property
    def _beside(self) -> tuple[Ints, Ints, Floats]:
        of = self.seats[1]
        first, second = pairs(of)
        guests = np.bincount(of, minlength=1)
        return first, second, 1 / (guests[of[first]] - 1)

    def ties(self, rows: Ints, weights: Floats | None = None) -> Floats:
        """Tables (rows, nodes, nodes) of what each pair of nodes has in common, for rows of seats."""
        first, second, weight = self._beside
        rows = np.atleast_2d(rows)
        base = np.arange(len(rows))[:, None] * self.size
        keys = (base + rows[:, first]) * self.size + rows[:, second]
        given = np.broadcast_to(weight if weights is None else weights, keys.shape)
        sums = np.bincount(keys.ravel(), given.ravel(), minlength=len(rows) * self.size**2)
        out: Floats = sums.astype(np.float64).reshape(-1, self.size, self.size)
        return out + np.swapaxes(out, 1, 2)

    @cached_property
    def whole(self) -> Floats:
        out: Floats = self.ties(self.seats[0])[0]
        return out

    @cached_property
    def table(self) -> Incidence:
        return self.told.table()

    @cached_property
    def without(self) -> Floats:
        """The table without each lineage."""
        first, _, weight = self._beside
        sole = self.table.sole[self.seats[1][first]]
        used = np.unique(self.table.sole[self.table.sole >= 0])
        left = [self.ties(self.seats[0], weight * (sole != lineage)) for lineage in used]
        return np.concatenate(left) if left else np.zeros((0, self.size, self.size))

    @cached_property
    def silent(self) -> int:
        """Lineages without which nothing is missing."""
        return len(self.table.lineages) - len(self.without)

    def rewired(self) -> Iterator[Floats]:
        step = max(1, 8_000_000 // self.size**2)
        for rows in meetings(*self.seats, seed_of(self.table)):
            for start in range(0, len(rows), step):
                yield self.ties(rows[start : start + step])


def _shape(sheet: Sheet, web: Web) -> Iterator[Measurement]:
    units = web.told.exchanges
    if len(units) < LEAST_CELL or web.size < LEAST_NODES:
        reason = f"fewer than {LEAST_CELL} exchanges or {LEAST_NODES} nodes are joined"
        yield from (sheet.gap(cell, reason, len(units), unit) for cell, unit in _cells())
        return
    worlds: list[list[Floats]] = [[] for _ in SHAPES]
    for ties in web.rewired():
        for found, (_, shape, _) in zip(worlds, SHAPES, strict=True):
            found.append(np.atleast_1d(shape(ties)))
    for (name, shape, unit), found in zip(SHAPES, worlds, strict=True):
        yield sheet.value(name, _estimate(web, name, shape), len(units), ids(units), unit)
        null = against(float(shape(web.whole)), np.concatenate(found))
        yield _distance(sheet, web, f"{name}:z", null, "in which all guests change seats")
    yield from _central(sheet, web)


def _central(sheet: Sheet, web: Web) -> Iterator[Measurement]:
    """Against worlds in which every node keeps its partners, and what they have in common is dealt anew."""
    a, b = np.nonzero(np.triu(web.whole))
    dealt = shuffled(web.whole[a, b], seed_of(web.table))
    pick = np.zeros((len(a), web.size))
    pick[np.arange(len(a)), a] += 1
    pick[np.arange(len(a)), b] += 1

    def shape(ties: Floats) -> Floats:
        return np.asarray(centralisation(ties.sum(axis=-1)))

    units = web.told.exchanges
    yield sheet.value("centralisation", _estimate(web, "", shape), len(units), ids(units), "0 to 1")
    null = against(float(shape(web.whole)), np.asarray(centralisation(dealt @ pick)))
    yield _distance(sheet, web, "centralisation:z", null, "in which ties are kept and their weights dealt anew")


def _estimate(web: Web, name: str, shape: Shape) -> Estimate:
    value = float(shape(web.whole))
    part = f"; the {web.size} nodes with most ties of {web.size_of_all:,}" if web.size < web.size_of_all else ""
    if name == "density":
        return _seen(web, value, part)
    left = np.concatenate([np.atleast_1d(shape(web.without)), np.full(web.silent, value)])
    reach = jackknife(value, left[np.isfinite(left)])
    if reach is None or len(web.without) < 2:
        return Estimate(value, None, None, f"too few lineages for an interval{part}")
    top = float("inf") if name == "partners" else 1.0
    return Estimate(value, max(0.0, reach[0]), min(top, reach[1]), f"one lineage left out{part}")


def _seen(web: Web, value: float, part: str) -> Estimate:
    """Pairs that are tied are distinct things: what is seen is the least there is."""
    nodes, of = web.seats
    first, second, _ = web._beside
    told = [web.told.view.witnesses(x) for x in web.told.exchanges]
    lines: dict[tuple[int, int], set[str]] = {}
    for i, j, m in zip(nodes[first].tolist(), nodes[second].tolist(), of[first].tolist(), strict=True):
        lines.setdefault((min(i, j), max(i, j)), set()).update(told[m])
    number = count(web.told.view.table_of([frozenset(names) for names in lines.values()]))
    if number.high is None or number.low is None:
        return Estimate(value, None, None, f"{number.method}{part}")
    scale = value / number.value
    return Estimate(value, min(value, number.low * scale), min(1.0, number.high * scale), f"{number.method}{part}")


def _distance(sheet: Sheet, web: Web, cell: str, null: Null, how: str) -> Measurement:
    units = web.told.exchanges
    if null.z is None:
        reason = "the number of ties of each leaves no other web to compare with"
        return sheet.gap(cell, reason, len(units), DISTANCE)
    what = f"against {REWIRES:,} worlds {how}, where it is {null.mean:.3f} on average"
    return sheet.value(cell, exact(null.z, what), len(units), ids(units), DISTANCE)
