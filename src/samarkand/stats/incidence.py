"""Which lineage reports which unit, as a table of the distinct sets of lineages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Incidence:
    """`patterns` (sets x lineages): the lineages of each distinct set; `of` (units): the set of each unit.

    Everything that resamples lineages treats units of one set alike, so the table of sets is all it needs.
    """

    lineages: tuple[str, ...]
    patterns: NDArray[np.bool_]
    of: NDArray[np.int64]

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


def incidence(units: Sequence[Iterable[str]], lineages: Iterable[str] = ()) -> Incidence:
    """The table for units given as their lineages; `lineages` adds those that report none of these.

    The same lineage twice is once, and the order of lineages is irrelevant.
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
    return Incidence(everyone, patterns, np.array([row[names] for names in sets], dtype=np.int64))
