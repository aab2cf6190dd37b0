"""How the share delivered grows with the time since the promise, read from fates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samarkand.measure.estimate import LEVEL
from samarkand.measure.fates import DELIVERED, OPEN, Fate
from samarkand.stats.aalen_johansen import any_end, bootstrap, cumulative_incidence
from samarkand.stats.curve import Curve
from samarkand.stats.spells import Floats, Spells, spells
from samarkand.stats.turnbull import Between, between, turnbull, turnbull_interval

DAYS_A_MONTH = 30.4375
LEAST_SPELLS = 10
_TOO_WIDE = 0.2
_MANY = 50
EITHER = -1


@dataclass(frozen=True, slots=True)
class Fitted:
    """A curve in months, and how it was made."""

    curve: Curve
    method: str


def are_wide(fates: Sequence[Fate]) -> bool:
    """Are the dates of endings too vague for their middles: wider at the median than a fifth of the time it took?"""
    ended = [f for f in fates if f.cause != OPEN]
    if not ended:
        return False
    took = np.median([_middle(f) for f in ended])
    return bool(np.median([f.width for f in ended]) > _TOO_WIDE * took)


def fitted(fates: Sequence[Fate], cause: int) -> Fitted:
    """Aalen–Johansen at the middles of vague dates, or Turnbull where these are too vague; `EITHER` for any ending.

    The interval is the wider of the estimator's own and of one over documents drawn anew: promises made in one document
    share their fate.
    """
    fates = sorted(fates, key=lambda f: f.commitment.id)
    documents = np.unique([f.commitment.document_id for f in fates], return_inverse=True)[1]
    if are_wide(fates):
        return _of_intervals(_between(fates, cause), cause, documents)
    observed = as_spells(fates, cause)
    curve = any_end(observed, LEVEL) if cause == EITHER else cumulative_incidence(observed, cause, LEVEL)
    drawn = bootstrap(observed, 1 if cause == EITHER else cause, documents, LEVEL)
    what = "1 − Kaplan–Meier" if cause == EITHER else "Aalen–Johansen"
    return _widened(curve, drawn, what, "delta method")


def heard_only(fates: Sequence[Fate]) -> list[Fate]:
    """The other reading: an open one was watched only until it was last heard of. Too hopeful where failure is quiet."""
    cut = [replace(f, after=f.heard, by=f.heard) if f.cause == OPEN else f for f in fates]
    return [f for f in cut if f.is_watched]


def as_spells(fates: Sequence[Fate], cause: int = DELIVERED) -> Spells:
    """In months, from the middles of vague dates."""
    ends = np.array([_middle(f) if f.cause != OPEN else f.after for f in fates], dtype=np.float64)
    return spells(_months([f.entry for f in fates]), ends / DAYS_A_MONTH, _causes(fates, cause))


def _middle(fate: Fate) -> float:
    """The middle of the days on which it may have ended."""
    return (max(fate.after, fate.entry) + 1 + fate.by) / 2


def _causes(fates: Sequence[Fate], cause: int) -> list[int]:
    return [int(f.cause != OPEN) if cause == EITHER else f.cause for f in fates]


def _months(days: Sequence[int]) -> Floats:
    return np.array(days, dtype=np.float64) / DAYS_A_MONTH


def _between(fates: Sequence[Fate], cause: int) -> Between:
    """Many are taken to whole months, outwards: what is so vague loses little, and few distinct ones remain to weigh."""
    entry, after = _months([f.entry for f in fates]), _months([max(f.after, f.entry) for f in fates])
    by = _months([f.by for f in fates])
    if len(fates) > _MANY:
        entry, after, by = np.floor(entry), np.floor(after), np.floor(by) + 1
    return between(entry, after, by, _causes(fates, cause))


def _of_intervals(observed: Between, cause: int, documents: NDArray[np.int64]) -> Fitted:
    asked = 1 if cause == EITHER else cause
    return _widened(turnbull(observed, asked), turnbull_interval(observed, asked, documents, LEVEL), "Turnbull", "")


def _widened(curve: Curve, drawn: tuple[Floats, Floats] | None, what: str, own: str) -> Fitted:
    if drawn is None:
        return Fitted(curve, f"{what}; {own}" if own else f"{what}; too few documents for an interval")
    label = f"widest of {own}, documents drawn anew" if own else "documents drawn anew"
    return Fitted(curve.widened(*drawn), f"{what}; {label}")
