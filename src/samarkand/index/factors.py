"""What varies between the runs of an index, each as a number from 0 to 1, and the scores of such runs."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.errors import SamarkandError
from samarkand.index.along import Array
from samarkand.index.chain import Chain, chain
from samarkand.index.changes import changed
from samarkand.index.result import Result
from samarkand.index.spec import Word

DATA, WEIGHTS, LEFT_OUT = "data", "weights", "leave_out"
_FIXED = ("screen", "rules", "uncertainty")
_AT_ONCE = 2**18
"""Cells worked on at once: small enough to stay near the processor."""
Levels = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Factor:
    """`words` are the alternatives of a choice; noise has none, but as many draws as there are runs."""

    name: str
    size: int
    words: tuple[Word, ...] = ()


def factors(result: Result, draws: int) -> tuple[Factor, ...]:
    """What the spec lets vary. Raises where there is nothing, or a choice that would change who takes part."""
    told = result.spec.uncertainty
    out = [Factor(key, len(words), words) for key, words in told.choices]
    for factor in out:
        if factor.name.partition(".")[0] in _FIXED:
            raise SamarkandError(f"{factor.name} cannot vary between runs", "uncertainty", "it decides who takes part")
    if told.data and ((result.table.down > 0) | (result.table.up > 0)).any():
        out.append(Factor(DATA, draws))
    if told.weights:
        out.append(Factor(WEIGHTS, draws))
    if told.leave_out:
        out.append(Factor(LEFT_OUT, len(result.chain.spec.indicators) + 1))
    if not out:
        raise SamarkandError("nothing varies", "uncertainty", "list choices, or let data or weights vary")
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Runs:
    """Scores of an index under varied factors. Every draw has its own seed, so that it does not matter in which
    order or in which company runs are worked."""

    result: Result
    factors: tuple[Factor, ...]

    def scores(self, points: Array) -> Array:
        """Runs x rows; `points` is runs x factors, each from 0 up to but without 1."""
        sizes = np.array([f.size for f in self.factors])
        levels = np.minimum((points * sizes).astype(np.intp), sizes - 1)
        out = np.empty((len(points), len(self.result.table.areas)))
        for made, runs in self._by_choice(levels):
            for block in _blocks(runs, self.result.table.values.size):
                out[block] = made.scores(self._values(levels[block]), self._weights(made, levels[block]))
        return out

    def _by_choice(self, levels: Levels) -> Iterator[tuple[Chain, Levels]]:
        """Runs that share all choices share a chain, and with it the weights learnt from the data as they are."""
        chosen = [n for n, f in enumerate(self.factors) if f.words]
        combos, which = np.unique(levels[:, chosen], axis=0, return_inverse=True)
        for c, combo in enumerate(combos):
            changes = {self.factors[n].name: self.factors[n].words[v] for n, v in zip(chosen, combo, strict=True)}
            spec = changed(self.result.chain.spec, changes)
            yield chain(spec, self.result.table), np.flatnonzero(which.ravel() == c)

    def _column(self, name: str, levels: Levels) -> Levels | None:
        found = [n for n, f in enumerate(self.factors) if f.name == name]
        return levels[:, found[0]] if found else None

    def _values(self, levels: Levels) -> Array:
        """Values (runs x indicators x rows), each drawn within its own interval: a normal curve with one width above
        and another below."""
        table, drawn = self.result.table, self._column(DATA, levels)
        shape = (len(levels), *table.values.shape)
        if drawn is None:
            return np.broadcast_to(table.values, shape)
        noisy = np.flatnonzero(((table.down > 0) | (table.up > 0)).any(axis=1))
        z = np.stack([self._rng(1, n).standard_normal((len(noisy), shape[2])) for n in drawn])
        out = np.broadcast_to(table.values, shape).copy()
        out[:, noisy] += z * np.where(z > 0, table.up[noisy], table.down[noisy])
        for k, i in enumerate(self.result.chain.spec.indicators):
            if i.floor is not None or i.ceiling is not None:
                out[:, k] = np.clip(out[:, k], i.floor, i.ceiling)
        return out

    def _weights(self, made: Chain, levels: Levels) -> Array:
        """Weights (runs x nodes) around the chain's, without the indicator that a run leaves out."""
        out = np.broadcast_to(made.weights, (len(levels), len(made.weights))).copy()
        if (drawn := self._column(WEIGHTS, levels)) is not None:
            shape = self.result.spec.uncertainty.concentration * made.weights
            out = np.stack([self._rng(2, n).standard_gamma(shape) for n in drawn])
        if (gone := self._column(LEFT_OUT, levels)) is not None:
            runs = np.flatnonzero(gone > 0)
            out[runs, gone[runs] - 1] = 0.0
        return out

    def _rng(self, stream: int, draw: int) -> np.random.Generator:
        return np.random.default_rng([self.result.spec.uncertainty.seed, stream, draw])


def _blocks(runs: Levels, cells: int) -> Iterator[Levels]:
    step = max(1, _AT_ONCE // max(cells, 1))
    for start in range(0, len(runs), step):
        yield runs[start : start + step]
