"""How large a share has ended by a cause at a time, where it is only known between which times it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samarkand.stats.curve import Curve
from samarkand.stats.drawn import LEAST_CLUSTERS, draws
from samarkand.stats.spells import CENSORED, Floats

ROUNDS, CLOSE = 2000, 1e-7
ROUNDS_OF_DRAW, CLOSE_OF_DRAW = 300, 1e-5
_EXACT, _CLOSED, _OPEN = -1, 0, 1
Keys = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Between:
    """Ends by `cause` later than `after` and no later than `by`; exactly then where both are equal. Where nothing had
    ended (cause 0) it was open at `after`. Entered at `entry`; shape (spells,) each."""

    entry: Floats
    after: Floats
    by: Floats
    cause: Keys

    def __post_init__(self) -> None:
        if (self.by < self.after).any() or (self.after < self.entry).any():
            raise ValueError("an interval runs forwards, and begins no earlier than the spell is entered")
        if ((self.after == self.by) & (self.after <= self.entry) & (self.cause > CENSORED)).any():
            raise ValueError("a spell ends after it is entered; those that end at once are counted apart")

    def __len__(self) -> int:
        return len(self.cause)


def between(entry: ArrayLike, after: ArrayLike, by: ArrayLike, cause: ArrayLike) -> Between:
    """`by` of a spell with cause 0 is ignored."""
    causes = np.asarray(cause, dtype=np.int64)
    start = np.asarray(after, dtype=np.float64)
    end = np.where(causes == CENSORED, np.inf, np.asarray(by, dtype=np.float64))
    return Between(np.asarray(entry, dtype=np.float64), start, end, causes)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where mass can lie: between which times, by which cause (0: never within what was watched)."""

    after: Keys
    by: Keys
    cause: Keys


@dataclass(frozen=True, slots=True)
class _Problem:
    """`may` and `could` (distinct spells, cells): the cells a spell may have ended in, and those in which it would have
    been seen at all; `row` (spells,) points to its distinct spell."""

    may: Floats
    could: Floats
    row: NDArray[np.int64]


def turnbull(observed: Between, cause: int) -> Curve:
    """The likeliest shares, by self-consistency over all causes at once, with delayed entry; without an interval.

    A step stands at the end of each interval that holds mass; within it the data do not say where, and nothing is said of a
    stretch in which nobody was watched: one of the likeliest answers is given. `low` and `high`
    are the estimate: `turnbull_interval` draws anew. Source: Turnbull 1976, support of Frydman 1994 and Hudgens 2001.
    """
    times, cells, problem = _posed(observed)
    mass = _fit(problem, np.ones((1, len(observed))), _even(cells))[0]
    steps, share = _steps(times, cells, mass, cause)
    ends = np.where(np.isfinite(observed.by), observed.by, observed.after)
    watched = np.array([((observed.entry < t) & (ends >= t)).sum() for t in steps], dtype=np.float64)
    settled = bool(mass[cells.cause == CENSORED].sum() < CLOSE)
    return Curve(steps, share, share, share, watched, np.sort(observed.entry), np.sort(ends), settled)


def turnbull_interval(
    observed: Between, cause: int, cluster: ArrayLike, level: float = 0.95, replicates: int = 200
) -> tuple[Floats, Floats] | None:
    """Percentile interval at the steps of `turnbull`, over clusters drawn anew; None below fifteen clusters."""
    groups = np.unique(np.asarray(cluster), return_inverse=True)[1]
    if not len(groups) or groups.max() + 1 < LEAST_CLUSTERS:
        return None
    times, cells, problem = _posed(observed)
    start = (_fit(problem, np.ones((1, len(observed))), _even(cells)) + _even(cells)) / 2
    curves = [
        [_steps(times, cells, mass, cause)[1] for mass in _fit(problem, w, start, ROUNDS_OF_DRAW, CLOSE_OF_DRAW)]
        for w in draws(groups, observed.after, replicates)
    ]
    tail = (1 - level) / 2
    low, high = np.quantile(np.concatenate(curves), [tail, 1 - tail], axis=0)
    return low, high


def _keys(times: Floats, at: Floats, code: Any) -> Keys:
    """Places on the line: just before a time, at it, just after it."""
    out: Keys = 3 * np.searchsorted(times, at) + code
    return out


def _posed(observed: Between) -> tuple[Floats, _Cells, _Problem]:
    finite = observed.by[np.isfinite(observed.by)]
    times = np.unique(np.concatenate([observed.entry, observed.after, finite]))
    exact = observed.after == observed.by
    after = _keys(times, observed.after, np.where(exact, _EXACT, _OPEN))
    by = np.where(np.isfinite(observed.by), _keys(times, observed.by, _CLOSED), 3 * len(times) + 3)
    entry = _keys(times, observed.entry, _OPEN)
    causes = [int(c) for c in np.unique(observed.cause) if c > CENSORED]
    cells = _cells(
        [_support(after, np.concatenate([by[observed.cause == c], entry - 1])) for c in causes], causes, times
    )
    distinct, row = np.unique(np.stack([after, by, entry, observed.cause]), axis=1, return_inverse=True)
    a, b, e, c = (part[:, None] for part in distinct)
    could = cells.after[None, :] >= e
    inside = (cells.after[None, :] >= a) & (cells.by[None, :] <= b)
    may = inside & ((c == CENSORED) | (c == cells.cause[None, :]))
    return times, cells, _Problem(may.astype(np.float64), could.astype(np.float64), row.ravel())


def _support(after: Keys, by: Keys) -> tuple[Keys, Keys]:
    """Innermost intervals: an `after` directly followed by a `by`."""
    keys = np.concatenate([after, by])
    kind = np.concatenate([np.zeros(len(after), dtype=np.int64), np.ones(len(by), dtype=np.int64)])
    order = np.lexsort((kind, keys))
    keys, kind = keys[order], kind[order]
    found = np.flatnonzero((kind[:-1] == 0) & (kind[1:] == 1))
    return keys[found], keys[found + 1]


def _cells(found: Sequence[tuple[Keys, Keys]], causes: Sequence[int], times: Floats) -> _Cells:
    beyond = 3 * len(times) + 3
    return _Cells(
        np.concatenate([*(a for a, _ in found), [beyond]]).astype(np.int64),
        np.concatenate([*(b for _, b in found), [beyond]]).astype(np.int64),
        np.concatenate([*(np.full(len(a), c) for (a, _), c in zip(found, causes, strict=True)), [CENSORED]]).astype(
            np.int64
        ),
    )


def _even(cells: _Cells) -> Floats:
    return np.full((1, len(cells.cause)), 1 / len(cells.cause))


def _fit(problem: _Problem, weights: Floats, start: Floats, rounds: int = ROUNDS, close: float = CLOSE) -> Floats:
    """Masses (draws, cells) after rounds of: share every spell out over its cells, and add those never seen."""
    summed = np.stack([np.bincount(problem.row, w, len(problem.may)) for w in weights])
    mass = np.repeat(start, len(weights), axis=0)
    for _ in range(rounds):
        seen = summed / np.maximum(mass @ problem.may.T, 1e-300)
        could = summed / np.maximum(mass @ problem.could.T, 1e-300)
        grown = mass * (seen @ problem.may + could.sum(axis=1, keepdims=True) - could @ problem.could)
        grown /= grown.sum(axis=1, keepdims=True)
        moved, mass = float(np.abs(grown - mass).max()), grown
        if moved < close:
            break
    return mass


def _steps(times: Floats, cells: _Cells, mass: Floats, cause: int) -> tuple[Floats, Floats]:
    own = cells.cause == cause
    return times[cells.by[own] // 3], np.cumsum(mass[own])
