"""Uncertainty of shares, means and ratios from drawing lineages anew, and why no count may be treated so.

A unit told by one lineage weighs as often as that lineage was drawn. Of a unit told by k, each lineage moves the weight
by k ** -1.5 of its own, since the others would have told it too; chance of its own makes up the rest, so that every
unit's weight varies by one. Weighing a unit one where any of its lineages was drawn leaves out a third of the lineages
and doubles none: such draws vary too little, and their intervals hold too seldom (docs/method/uncertainty.md).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array, issparse
from scipy.special import stdtrit

from samarkand.stats.incidence import Incidence
from samarkand.stats.jackknife import Weights, column_sums, remaining

REPLICATES = 2000
LEAST_LINEAGES = 15
LEAST_OF_MARKET = 5
SHARED = 1.5
_CHUNK = 200
_FEW_KINDS = 64
Floats = NDArray[np.float64]
OfRows = Callable[[Floats], Floats]
Interval = tuple[float, float]
Misread = Callable[[Floats, np.random.Generator], Floats]
"""Rows of column sums, as they would be had the reader erred otherwise: one row a replicate."""


def seed_of(table: Incidence) -> int:
    """A seed from the content: the same record gives the same interval on every machine."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update("\x1f".join(table.lineages).encode("utf-8", "surrogatepass"))
    digest.update(np.packbits(table.patterns).tobytes())
    digest.update(np.bincount(table.of).astype("<i8").tobytes())
    return int.from_bytes(digest.digest(), "big")


def strata(table: Incidence) -> list[NDArray[np.int64]]:
    """Positions of the lineages of each market; markets with fewer than five are drawn from together."""
    if not table.markets:
        return [np.arange(len(table.lineages))]
    markets = np.asarray(table.markets)
    sizes = np.bincount(markets)
    large = [np.flatnonzero(markets == m) for m in np.flatnonzero(sizes >= LEAST_OF_MARKET)]
    small = np.flatnonzero(sizes[markets] < LEAST_OF_MARKET)
    if large and 0 < len(small) < LEAST_OF_MARKET:
        large[-1], small = np.sort(np.concatenate([large[-1], small])), small[:0]
    return [*large, small] if len(small) else large


def _drawn(table: Incidence, replicates: int) -> Iterator[Floats]:
    """Chunks of (lineages x replicates): how often each lineage was drawn.

    Within a market of n, n - 1 are drawn and count n / (n - 1) each, which keeps the variance unbiased.
    Source: Rao and Wu 1988.
    """
    rng = np.random.default_rng(seed_of(table))
    groups = strata(table)
    for start in range(0, replicates, _CHUNK):
        size = min(_CHUNK, replicates - start)
        out = np.empty((len(table.lineages), size))
        for group in groups:
            n, drawn = len(group), max(1, len(group) - 1)
            out[group] = rng.multinomial(drawn, np.full(n, 1 / n), size=size).T * (n / drawn)
        yield out


def by_set(table: Incidence, weights: Weights) -> Any:
    """Column sums of `weights` (units x kinds) within each set of lineages: kinds x sets."""
    units = len(table.of)
    pick = csr_array((np.ones(units), (np.arange(units), table.of)), shape=(units, len(table.patterns)))
    summed = weights.T @ pick
    return csr_array(summed) if issparse(summed) else np.asarray(summed)


def resampled(table: Incidence, weights: Weights, replicates: int = REPLICATES) -> Iterator[Floats]:
    """Chunks of (replicates x kinds): the column sums of `weights` with lineages drawn anew, none below nought."""
    patterns = csr_array(table.patterns.astype(np.float64))
    tellers = np.maximum(table.patterns.sum(axis=1), 1).astype(np.float64)
    part, own = tellers**-SHARED, np.sqrt(1 - tellers ** (1 - 2 * SHARED))
    kept = 1 - tellers * part
    sums, chance = by_set(table, weights), _chance(table, weights, own)
    for drawn in _drawn(table, replicates):
        of_sets = (patterns @ drawn) * part[:, None] + kept[:, None]
        yield np.maximum(np.asarray(sums @ of_sets, dtype=np.float64).T + chance(drawn.shape[1]), 0.0)


def _chance(table: Incidence, weights: Weights, own: Floats) -> Callable[[int], Floats]:
    """Draws (replicates x kinds) of what units would add had they happened more or less often; `own` by set."""
    rng = np.random.default_rng(seed_of(table) + 2)
    of_units = own[table.of]
    few = weights.shape[1] <= _FEW_KINDS
    scaled = weights * of_units[:, None]
    if few:
        dense = scaled.toarray() if issparse(scaled) else np.asarray(scaled)
        spread, axes = np.linalg.eigh(dense.T @ dense)
        root = (axes * np.sqrt(np.maximum(spread, 0.0))).T
        return lambda size: np.asarray(rng.standard_normal((size, len(root))) @ root)
    told = np.flatnonzero(of_units)
    across = csr_array(scaled)[told].T.tocsr()
    return lambda size: np.asarray(across @ rng.standard_normal((len(told), size))).T


def bootstrap(
    table: Incidence,
    weights: Weights,
    statistic: OfRows,
    level: float = 0.95,
    replicates: int = REPLICATES,
    misread: Misread | None = None,
    curved: bool = False,
) -> Interval | None:
    """Interval of `statistic` (rows of kinds to one number a row) of the column sums of `weights`.

    For shares, means, ratios and effective numbers of what is common; never for a number of distinct things, see
    `expected_distinct`. Bias-corrected and accelerated, at Student's level for so many lineages. A `curved` statistic, an
    effective number, comes out too low from a sample and lower still from a draw: its quantiles are moved up by twice
    the difference. With `misread` plain quantiles: the shift is then the very thing to be shown. None with fewer than
    fifteen lineages. Source: Efron 1987, Davison and Hinkley 1997, Hesterberg 2015.
    """
    if len(table.lineages) < LEAST_LINEAGES:
        return None
    rng = np.random.default_rng(seed_of(table) + 1)
    values = []
    for rows in resampled(table, weights, replicates):
        full = rows[rows.sum(axis=1) > 0]
        values.append(statistic(misread(full, rng) if misread else full))
    found = np.concatenate(values)
    found = found[np.isfinite(found)]
    if not len(found):
        return None
    value = float(statistic(column_sums(weights)[None, :])[0])
    wide = students(level, len(table.lineages))
    if misread or curved:
        low, high = _quantiles(found, (1 - wide) / 2, (1 + wide) / 2)
        moved = 0.0 if misread else 2 * (value - float(found.mean()))
        return low + moved, high + moved
    return bca(value, found, statistic(remaining(table, weights)), wide)


def students(level: float, lineages: int) -> float:
    """The level at which a normal distribution reaches as far as Student's for so many lineages does at `level`."""
    return 2 * NormalDist().cdf(float(stdtrit(lineages - 1, (1 + level) / 2))) - 1


def bca(value: float, replicates: Floats, without: Floats, level: float) -> Interval:
    """Ends of the bias-corrected accelerated interval, from replicates and from leaving out one lineage at a time."""
    normal = NormalDist()
    below = float(((replicates < value).mean() + (replicates <= value).mean()) / 2)
    deviations = without[np.isfinite(without)]
    deviations = deviations.mean() - deviations if len(deviations) else np.zeros(1)
    squares = float((deviations**2).sum())
    if not 0 < below < 1 or squares <= 0:
        return _quantiles(replicates, (1 - level) / 2, (1 + level) / 2)
    shift, bend = normal.inv_cdf(below), float((deviations**3).sum()) / (6 * squares**1.5)
    ends = []
    for z in (normal.inv_cdf((1 - level) / 2), normal.inv_cdf((1 + level) / 2)):
        moved = shift + (shift + z) / max(1e-6, 1 - bend * (shift + z))
        ends.append(normal.cdf(moved))
    return _quantiles(replicates, ends[0], ends[1])


def _quantiles(found: Floats, low: float, high: float) -> Interval:
    a, b = np.quantile(found, [low, high])
    return float(a), float(b)


def bootstrap_share(
    table: Incidence,
    hits: ArrayLike,
    level: float = 0.95,
    replicates: int = REPLICATES,
    misread: Misread | None = None,
) -> Interval | None:
    """Interval of the share of units that are hits (one bool a unit); None with fewer than fifteen lineages."""
    h = np.asarray(hits, dtype=np.float64)
    return bootstrap(table, np.stack([h, 1 - h], axis=1), first_of_all, level, replicates, misread)


def first_of_all(rows: Floats) -> Floats:
    """The first column's part of the whole row."""
    share: Floats = rows[:, 0] / rows.sum(axis=1)
    return share


def expected_distinct(frequencies: Mapping[int, int], lineages: int) -> float:
    """Distinct units a draw of lineages with replacement still holds on average: always fewer than were seen.

    `frequencies[j]` = units reported by `j` of the `lineages`. This bias rules the bootstrap out for counts.
    """
    return sum(f * (1 - (1 - j / lineages) ** lineages) for j, f in frequencies.items())
