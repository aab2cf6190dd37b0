"""What a network would look like by chance, while every node and every meeting keeps its size."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
REWIRES = 1000
LEAST_SPREAD = 1e-9
_ROUNDS = 60
_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Null:
    """A value against its rewired worlds: their mean, their standard deviation, and the distance in it."""

    value: float
    mean: float
    spread: float
    z: float | None


def against(value: float, rewired: Floats) -> Null:
    """`z` is None where the rewired worlds hardly differ from one another: the sizes alone settle the value."""
    kept = rewired[np.isfinite(rewired)]
    if len(kept) < 2:
        return Null(value, float("nan"), 0.0, None)
    mean, spread = float(kept.mean()), float(kept.std(ddof=1))
    return Null(value, mean, spread, (value - mean) / spread if spread > LEAST_SPREAD else None)


def pairs(of: Ints) -> tuple[Ints, Ints]:
    """All pairs of seats at one meeting; `of` (seats) says at which meeting a seat is, and must not fall."""
    sizes = np.bincount(of) if len(of) else np.zeros(0, dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    first, second = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes[sizes > 1]):
        a, b = np.triu_indices(int(size), 1)
        at = starts[sizes == size][:, None]
        first.append((at + a).ravel())
        second.append((at + b).ravel())
    return np.concatenate(first), np.concatenate(second)


def meetings(nodes: Ints, of: Ints, seed: int, rewires: int = REWIRES) -> Iterator[Ints]:
    """Chunks of (rewires x seats): who sits where when all guests change seats.

    `nodes` (seats) says who sits there, `of` (seats) at which meeting, in ascending order. Everyone keeps the number of
    seats, every meeting its number of guests; nobody is to sit twice at one meeting, as far as that can be. For
    meetings of two this is the configuration model. Source: Newman, Strogatz and Watts 2001.
    """
    rng = np.random.default_rng(seed)
    beside = pairs(of)
    step = max(1, min(rewires, _CELLS // max(1, len(nodes))))
    for start in range(0, rewires, step):
        rows = np.repeat(nodes.astype(np.int32)[None, :], min(step, rewires - start), axis=0)
        rng.permuted(rows, axis=1, out=rows)
        yield _seated_apart(rows, beside, rng)


def _seated_apart(rows: Any, beside: tuple[Ints, Ints], rng: np.random.Generator) -> Ints:
    first, second = beside

    def twice(now: Any) -> tuple[Ints, Ints]:
        row, pair = np.nonzero(now[:, first] == now[:, second])
        return row, second[pair]

    _swap_until_apart(rows, twice, rng)
    return rows  # type: ignore[no-any-return]


def _swap_until_apart(rows: Any, wrong: Callable[[Any], tuple[Ints, Ints]], rng: np.random.Generator) -> None:
    """Whoever sits wrong changes places with somebody at random, until nobody does or it is no use."""
    flat, width = rows.reshape(-1), rows.shape[1]
    for _ in range(_ROUNDS):
        row, seat = wrong(rows)
        if not len(row):
            break
        here, there = row * width + seat, row * width + rng.integers(0, width, size=len(row))
        # no seat may move twice in one round, else a guest would be lost
        moved, times = np.unique(np.concatenate([here, there]), return_counts=True)
        busy = moved[times > 1]
        go = ~(np.isin(here, busy) | np.isin(there, busy))
        if not go.any():
            go = (np.arange(len(here)) == rng.integers(len(here))) & (here != there)
        flat[here[go]], flat[there[go]] = flat[there[go]].copy(), flat[here[go]].copy()


def _places(where: Any) -> tuple[Ints, Ints]:
    row, seat = np.nonzero(where)
    return row, seat


def shuffled(weights: Floats, seed: int, rewires: int = REWIRES) -> Floats:
    """Rewires x ties: the weights dealt anew among the ties, so that every node keeps its number of partners."""
    return np.random.default_rng(seed).permuted(np.broadcast_to(weights, (rewires, len(weights))), axis=1)


def under(null: Iterator[Ints], measure: Callable[[Ints], Floats]) -> Floats:
    """A measure of every rewired world."""
    return np.concatenate([measure(rows) for rows in null])


def directed(origins: Ints, targets: Ints, seed: int, rewires: int = REWIRES) -> Iterator[Ints]:
    """Chunks of (rewires x flows): to whom each flow goes when all givers and receivers keep their number of them.

    Nobody gives to itself, as far as that can be: such a flow changes its receiver with a random one.
    """
    rng = np.random.default_rng(seed)
    step = max(1, min(rewires, _CELLS // max(1, len(targets) + int(targets.max(initial=0)) ** 2)))
    for start in range(0, rewires, step):
        rows = np.repeat(targets.astype(np.int32)[None, :], min(step, rewires - start), axis=0)
        rng.permuted(rows, axis=1, out=rows)
        _swap_until_apart(rows, lambda now: _places(now == origins), rng)
        yield rows  # type: ignore[misc]
