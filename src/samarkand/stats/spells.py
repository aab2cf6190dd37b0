"""Spells under observation: from when, until when, and how they ended."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
CENSORED = 0


@dataclass(frozen=True, slots=True)
class Spells:
    """`entry` and `exit` in one unit of time since each began, `cause` 0 where it had not ended at `exit`.

    Shape (spells,) each. Before `entry` nobody watched: a spell that had ended by then would not be here, so it counts
    among those at risk only at times later than its entry.
    """

    entry: Floats
    exit: Floats
    cause: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.exit)

    def __getitem__(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> "Spells":
        return Spells(self.entry[rows], self.exit[rows], self.cause[rows])


def spells(entry: ArrayLike, end: ArrayLike, cause: ArrayLike) -> Spells:
    """Raises ValueError where lengths differ, a number is not finite, or a spell ends before it is entered."""
    made = Spells(
        np.asarray(entry, dtype=np.float64), np.asarray(end, dtype=np.float64), np.asarray(cause, dtype=np.int64)
    )
    if not len(made.entry) == len(made.exit) == len(made.cause):
        raise ValueError(f"{len(made.entry)} entries, {len(made.exit)} exits and {len(made.cause)} causes do not match")
    if not (np.isfinite(made.entry).all() and np.isfinite(made.exit).all()):
        raise ValueError("every entry and exit is a finite number; an open spell has cause 0")
    if (made.exit <= made.entry).any():
        raise ValueError("a spell ends after it is entered; those that end at once are counted apart")
    if (made.cause < CENSORED).any():
        raise ValueError("causes are 0 for censored, and positive numbers")
    return made


@dataclass(frozen=True, slots=True)
class Tally:
    """At each of the `times` (J,) at which a spell ended: how many were at risk (draws, J), and how many ended by each
    of the `causes` (causes, draws, J)."""

    times: Floats
    causes: tuple[int, ...]
    at_risk: Floats
    ended: Floats

    def of(self, cause: int) -> Floats:
        """Ends by one cause (draws, J); all nought where nobody ended so."""
        return self.ended[self.causes.index(cause)] if cause in self.causes else np.zeros_like(self.at_risk)


def tally(observed: Spells, weights: ArrayLike | None = None) -> Tally:
    """Counts at the times of ends. `weights` (draws, spells) counts each spell so many times in each draw."""
    w = np.ones((1, len(observed))) if weights is None else np.atleast_2d(np.asarray(weights, dtype=np.float64))
    times = np.unique(observed.exit[observed.cause > CENSORED])
    comes = _placed(w, np.searchsorted(times, observed.entry, side="right"), len(times))
    goes = _placed(w, np.searchsorted(times, observed.exit, side="right"), len(times))
    causes = tuple(int(c) for c in np.unique(observed.cause) if c > CENSORED)
    ended: Sequence[Floats] = [
        _placed(w[:, of], np.searchsorted(times, observed.exit[of]), len(times))
        for of in (observed.cause == c for c in causes)
    ]
    shape = (len(causes), len(w), len(times))
    return Tally(times, causes, np.cumsum(comes - goes, axis=1), np.array(ended).reshape(shape))


def _placed(weights: Floats, place: NDArray[np.int64], places: int) -> Floats:
    """Weights (draws, spells) summed by place: (draws, places). What lies behind the last place is dropped."""
    one_hot = csr_array((np.ones(len(place)), (np.arange(len(place)), place)), shape=(len(place), places + 1))
    summed: Floats = np.asarray(weights @ one_hot)
    return summed[:, :places]
