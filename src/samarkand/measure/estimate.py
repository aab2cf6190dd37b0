"""Values with intervals: a count, a share, an effective number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samarkand.stats.bootstrap import bootstrap, bootstrap_share
from samarkand.stats.chao import chao, is_estimable
from samarkand.stats.incidence import Incidence
from samarkand.stats.jackknife import Weights, column_sums, jackknife_of, remaining
from samarkand.stats.wilson import wilson

LEVEL = 0.95
LEAST_CELL = 5
TINY = 1e-9
Interval = tuple[float, float]
Floats = NDArray[np.float64]
OfRows = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Without `low` and `high` there is no interval, and `method` says why."""

    value: float
    low: float | None
    high: float | None
    method: str


def exact(value: float, what: str) -> Estimate:
    """A complete enumeration: nothing was sampled, so there is no interval."""
    return Estimate(float(value), None, None, f"{what}; complete, so without interval")


def widest(value: float, found: Mapping[str, Interval | None], nothing: str, least: float = 0.0) -> Estimate:
    """The lowest low and highest high of the intervals there are; it always holds the value."""
    held = {name: interval for name, interval in found.items() if interval}
    if not held:
        return Estimate(float(value), None, None, nothing)
    low = min(value, *(a for a, _ in held.values()))
    high = max(value, *(b for _, b in held.values()))
    label = next(iter(held)) if len(held) == 1 else f"widest of {', '.join(held)}"
    return Estimate(float(value), max(least, low), high, label)


def count(table: Incidence, band: Interval | None = None) -> Estimate:
    """How many distinct things there are, each given by the lineages that report it.

    Never from drawing lineages anew: such draws lose what one lineage alone reports. The low end is never
    above the count.
    """
    return total(table, np.ones(len(table.of)), band)


def total(table: Incidence, weights: ArrayLike, band: Interval | None = None) -> Estimate:
    """A count in which each thing weighs at most one; the unseen weigh what the seen do on average."""
    w = np.asarray(weights, dtype=np.float64)
    value = float(w.sum())
    if not len(w):
        return Estimate(0.0, None, None, "searched and none found; a zero has no interval")
    unseen = None
    if is_estimable(table.reported_by):
        bound = chao(table.reported_by, len(table.lineages), LEVEL)
        unseen = (value, value * bound.high / bound.seen)
    found = {
        "what no lineage reports (Chao)": unseen,
        "one lineage left out": _upward(value, jackknife_of(table, w[:, None], lambda rows: rows[:, 0], LEVEL)),
        "duplicates told apart more or less strictly": (value * band[0], value * band[1]) if band else None,
    }
    return _outward(widest(value, found, "count; too few lineages for an interval"))


def _upward(value: float, interval: Interval | None) -> Interval | None:
    """What has been told is not untold where another lineage is missed: only the upper end is open."""
    return None if interval is None else (value, max(value, interval[1]))


def _outward(estimate: Estimate) -> Estimate:
    """Whole numbers for the ends of a whole number."""
    if estimate.low is None or estimate.high is None or not estimate.value.is_integer():
        return estimate
    return replace(estimate, low=float(floor(estimate.low + TINY)), high=float(ceil(estimate.high - TINY)))


def share(hits: ArrayLike, table: Incidence | None = None, level: float = LEVEL) -> Estimate:
    """Hits among units: Wilson's interval and, with a table, one over its lineages; the wider ends."""
    h = np.asarray(hits, dtype=np.float64)
    found: dict[str, Interval | None] = {"Wilson": wilson(float(h.sum()), len(h), level)}
    if table is not None:
        found["lineages drawn anew"] = drawn = bootstrap_share(table, h, level)
        if drawn is None:
            sums = np.stack([h, np.ones(len(h))], axis=1)
            found["one lineage left out"] = _left_out(table, sums, lambda rows: rows[:, 0] / rows[:, 1], level)
    return at_most_one(widest(float(h.mean()), found, ""))


def statistic(table: Incidence, weights: Weights, of_row: OfRows, least: float = 0.0, level: float = LEVEL) -> Estimate:
    """A function of column sums (units x kinds), with the interval from leaving out one lineage at a time."""
    value = float(of_row(column_sums(weights)[None, :])[0])
    found = {"one lineage left out": _left_out(table, weights, of_row, level)}
    return widest(value, found, "too few lineages for an interval", least)


def drawn(
    table: Incidence,
    weights: Weights,
    of_row: OfRows,
    least: float = 0.0,
    level: float = LEVEL,
    curved: bool = False,
) -> Estimate:
    """As `statistic`, for functions that take broken weights: with fifteen lineages they are drawn anew."""
    value = float(of_row(column_sums(weights)[None, :])[0])
    anew = bootstrap(table, weights, of_row, level, curved=curved)
    if anew is None:
        return statistic(table, weights, of_row, least, level)
    return widest(value, {"lineages drawn anew": anew}, "", least)


def at_most_one(estimate: Estimate) -> Estimate:
    return estimate if estimate.high is None else replace(estimate, high=min(1.0, estimate.high))


def _left_out(table: Incidence, weights: Weights, of_row: OfRows, level: float) -> Interval | None:
    """None where a lineage is all there is: nothing would be left without it."""
    if (remaining(table, weights).sum(axis=1) <= 0).any():
        return None
    return jackknife_of(table, weights, of_row, level)
