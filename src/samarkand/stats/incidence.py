"""Which lineage reports which unit, as a table of the distinct sets of lineages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Incidence:
    """`patterns` (sets x lineages): the lineages of each distinct set; `of` (units): the set of each unit.

    Everything that resamples lineages treats units of one set alike, so the table of sets is all it needs.
    `markets` (lineages) numbers the market each lineage sits in; empty where all are taken as one.
    """

    lineages: tuple[str, ...]
    patterns: NDArray[np.bool_]
    of: NDArray[np.int64]
    markets: tuple[int, ...] = ()

    @property
    def reported_by(self) -> NDArray[np.int64]:
        """Lineages that report each unit."""
        counts: NDArray[np.int64] = self.patterns.sum(axis=1, dtype=np.int64)[self.of]
        return counts

    @property
    def sole(self) -> NDArray[np.int64]:
        """The position of the one lineage that reports a unit, -1 where several do."""
        lone = self.patterns.sum(axis=1) == 1
        where = np.where(lone, self.patterns.argmax(axis=1) if self.lineages else 0, -1)
        return where[self.of].astype(np.int64)

    def select(self, units: Sequence[int]) -> Self:
        """The table of some of its units, given by their positions; it keeps all lineages and the sets still used."""
        used, of = np.unique(self.of[np.asarray(units, dtype=np.int64)], return_inverse=True)
        return replace(self, patterns=self.patterns[used], of=of.astype(np.int64).reshape(-1))


def incidence(
    units: Sequence[Iterable[str]], lineages: Iterable[str] = (), markets: Mapping[str, str] | None = None
) -> Incidence:
    """The table for units given as their lineages; `lineages` adds those that report none of these.

    The same lineage twice is once, and the order of lineages is irrelevant. `markets` names the market of a lineage.
    """
    sets = [tuple(sorted(set(unit))) for unit in units]
    if not all(sets):
        raise ValueError("a unit that nobody reports was not seen")
    distinct = sorted(set(sets))
    everyone = tuple(sorted({name for names in distinct for name in names} | set(lineages)))
    column = {name: i for i, name in enumerate(everyone)}
    row = {names: i for i, names in enumerate(distinct)}
    patterns = np.zeros((len(distinct), len(everyone)), dtype=np.bool_)
    for names, i in row.items():
        patterns[i, [column[name] for name in names]] = True
    of = np.array([row[names] for names in sets], dtype=np.int64)
    return Incidence(everyone, patterns, of, _numbered([(markets or {}).get(name, "") for name in everyone]))


def _numbered(names: Sequence[str]) -> tuple[int, ...]:
    """Numbers in the order of first appearance, so that what a market is called changes nothing."""
    number = {name: i for i, name in enumerate(dict.fromkeys(names))}
    return tuple(number[name] for name in names)
