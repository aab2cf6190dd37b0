"""Indicators of areas in periods, as numbers: the one input of an index."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Layer

Matrix = NDArray[np.float64]
Cell = tuple[str, str, str]
"""Indicator, area, period."""


@dataclass(frozen=True, eq=False)
class IndicatorTable:
    """`values` is indicators x rows; a row is an area in a period; NaN is a gap whose reason stands in `gaps`.

    `down` and `up` are one standard deviation below and above each value, 0 where the data name no interval. Rows
    lie by period and then by content, never by name: whoever is called what, the same numbers are worked alike.
    """

    name: str
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    groups: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Matrix
    down: Matrix
    up: Matrix
    layers: Mapping[str, Layer | None] = field(default_factory=dict)
    gaps: Mapping[Cell, str] = field(default_factory=dict)
    doubts: tuple[Refusal, ...] = ()

    @cached_property
    def slices(self) -> tuple[tuple[str, slice], ...]:
        """The rows of each period, which lie together."""
        names = list(dict.fromkeys(self.periods))
        starts = [self.periods.index(name) for name in names]
        ends = [*starts[1:], len(self.periods)]
        return tuple((name, slice(a, b)) for name, a, b in zip(names, starts, ends, strict=True))

    @cached_property
    def digest(self) -> str:
        """A hash of the content, whatever the order it came in."""
        rows = sorted(range(len(self.areas)), key=lambda n: (self.periods[n], self.areas[n]))
        columns = sorted(range(len(self.indicators)), key=lambda k: self.indicators[k])
        told = hashlib.blake2b(digest_size=8)
        labels = [f"{self.periods[n]}\x1e{self.areas[n]}\x1e{self.groups[n]}" for n in rows]
        told.update("\x1f".join([*labels, *(self.indicators[k] for k in columns)]).encode())
        for matrix in (self.values, self.down, self.up):
            told.update(matrix[np.ix_(columns, rows)].astype("<f8").tobytes())
        return f"table-{told.hexdigest()}"

    def rows(self, kept: Sequence[int]) -> "IndicatorTable":
        """The table with some of its rows, in their order."""
        return self._with(
            self.values[:, kept],
            self.down[:, kept],
            self.up[:, kept],
            [self.areas[n] for n in kept],
            [self.periods[n] for n in kept],
            [self.groups[n] for n in kept],
            self.indicators,
        )

    def columns(self, ids: Sequence[str]) -> "IndicatorTable":
        """The table with some of its indicators, in the order asked for."""
        kept = [self.indicators.index(name) for name in ids]
        return self._with(self.values[kept], self.down[kept], self.up[kept], self.areas, self.periods, self.groups, ids)

    def scaled(self, factor: Matrix) -> "IndicatorTable":
        """Values and their intervals times `factor` (indicators x rows); NaN there makes a gap."""
        down, up = (np.where(np.isnan(factor), 0.0, m * np.nan_to_num(factor)) for m in (self.down, self.up))
        return self._with(self.values * factor, down, up, self.areas, self.periods, self.groups, self.indicators)

    def reason(self, indicator: str, row: int) -> str:
        return self.gaps.get((indicator, self.areas[row], self.periods[row]), "the table has no value")

    def _with(
        self,
        values: Matrix,
        down: Matrix,
        up: Matrix,
        areas: Sequence[str],
        periods: Sequence[str],
        groups: Sequence[str],
        indicators: Sequence[str],
    ) -> "IndicatorTable":
        return IndicatorTable(
            self.name,
            tuple(areas),
            tuple(periods),
            tuple(groups),
            tuple(indicators),
            values,
            down,
            up,
            self.layers,
            self.gaps,
            self.doubts,
        )
