"""What stands in for missing values. Which cells are missing is the table's; what is put there, each run's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.errors import SamarkandError
from samarkand.index import along
from samarkand.index.along import Array
from samarkand.index.methods import Impute
from samarkand.index.table import IndicatorTable

Rows = NDArray[np.intp]
_OF_GROUP = frozenset({Impute.GROUP_MEAN, Impute.GROUP_MEDIAN})
_MEDIANS = frozenset({Impute.MEDIAN, Impute.GROUP_MEDIAN})


@dataclass(frozen=True, slots=True)
class FromPeers:
    """Cells of one indicator that take the mean or median of the same indicator over `peers`."""

    indicator: int
    cells: Rows
    peers: Rows
    is_median: bool

    def fill(self, x: Array) -> None:
        peers = x[..., self.indicator, self.peers]
        x[..., self.indicator, self.cells] = along.median(peers) if self.is_median else along.mean(peers)


@dataclass(frozen=True, slots=True)
class FromOwnPeriods:
    """One cell that takes `share` of the later and the rest of the earlier value of the same area."""

    indicator: int
    cell: int
    earlier: int
    later: int
    share: float

    def fill(self, x: Array) -> None:
        row = x[..., self.indicator, :]
        row[..., self.cell] = (1 - self.share) * row[..., self.earlier] + self.share * row[..., self.later]


Fill = FromPeers | FromOwnPeriods


def fills(table: IndicatorTable, method: Impute) -> tuple[Fill, ...]:
    """What has to be filled in, from where. Cells for which nothing can stand in stay missing."""
    if method is Impute.NONE:
        return ()
    if method in (Impute.PANEL_LATEST, Impute.PANEL_LINEAR):
        return tuple(_from_periods(table, method))
    if method in _OF_GROUP and not any(table.groups):
        raise SamarkandError("no column `group`", table.name, "name the areas' groups, or choose another imputation")
    return tuple(_from_peers(table, method))


def imputed(x: Array, todo: Sequence[Fill]) -> Array:
    """A filled copy of values (… x indicators x rows)."""
    if not todo:
        return x
    out = x.copy()
    for fill in todo:
        fill.fill(out)
    return out


def _from_peers(table: IndicatorTable, method: Impute) -> Iterator[FromPeers]:
    missing, groups = np.isnan(table.values), np.array(table.groups)
    for _, part in table.slices:
        rows = np.arange(part.start, part.stop)
        names = sorted(set(table.groups[part])) if method in _OF_GROUP else [None]
        for name in names:
            own = rows if name is None else rows[groups[part] == name]
            for k in range(len(table.indicators)):
                cells, peers = own[missing[k, own]], own[~missing[k, own]]
                if len(cells) and len(peers):
                    yield FromPeers(k, cells, peers, method in _MEDIANS)


def _from_periods(table: IndicatorTable, method: Impute) -> Iterator[FromOwnPeriods]:
    """Latest: the last value before. Linear: between the values on both sides by years, at the ends the nearest."""
    of_area: dict[str, list[int]] = {}
    for n, area in enumerate(table.areas):
        of_area.setdefault(area, []).append(n)
    missing = np.isnan(table.values)
    for k in range(len(table.indicators)):
        for rows in of_area.values():
            known = [n for n in rows if not missing[k, n]]
            for cell in (n for n in rows if missing[k, n]):
                before, after = [n for n in known if n < cell], [n for n in known if n > cell]
                if method is Impute.PANEL_LATEST:
                    if before:
                        yield FromOwnPeriods(k, cell, before[-1], before[-1], 0.0)
                elif known:
                    a, b = (before or after)[-1 if before else 0], (after or before)[0 if after else -1]
                    yield FromOwnPeriods(k, cell, a, b, _share(table, a, cell, b))


def _share(table: IndicatorTable, a: int, cell: int, b: int) -> float:
    if a == b:
        return 0.0
    start, here, end = (year(table.periods[n], table.name) for n in (a, cell, b))
    return (here - start) / (end - start)


def year(period: str, where: str) -> int:
    """The year a period begins with."""
    if not period[:4].isdigit():
        raise SamarkandError(f"{period!r} does not begin with a year", where, "write periods as YYYY or YYYY-MM-DD")
    return int(period[:4])
