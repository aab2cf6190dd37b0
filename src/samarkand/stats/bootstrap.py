"""Uncertainty of a share from drawing lineages anew, and why no count may be treated so."""

import hashlib
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from samarkand.stats.incidence import Incidence

REPLICATES = 2000
LEAST_LINEAGES = 15
_CHUNK = 200


def seed_of(table: Incidence) -> int:
    """A seed from the content: the same record gives the same interval on every machine."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update("\x1f".join(table.lineages).encode("utf-8", "surrogatepass"))
    digest.update(np.packbits(table.patterns).tobytes())
    digest.update(np.bincount(table.of).astype("<i8").tobytes())
    return int.from_bytes(digest.digest(), "big")


def _presence(table: Incidence, replicates: int) -> Iterator[NDArray[np.bool_]]:
    """Chunks of (sets x replicates): is any lineage of the set among those drawn?"""
    rng = np.random.default_rng(seed_of(table))
    size = len(table.lineages)
    patterns = csr_array(table.patterns.astype(np.float32))
    for start in range(0, replicates, _CHUNK):
        drawn = rng.multinomial(size, np.full(size, 1 / size), size=min(_CHUNK, replicates - start))
        yield patterns @ (drawn.T > 0).astype(np.float32) > 0


def bootstrap_share(
    table: Incidence, hits: ArrayLike, level: float = 0.95, replicates: int = REPLICATES
) -> tuple[float, float] | None:
    """Percentile interval of the share of units that are hits (one bool a unit), over lineages drawn anew.

    A share only: a number of distinct things would come out too small, see `expected_distinct`. None with
    fewer than fifteen lineages. Source: cluster bootstrap, Davison and Hinkley 1997.
    """
    if len(table.lineages) < LEAST_LINEAGES:
        return None
    sets = len(table.patterns)
    units = np.bincount(table.of, minlength=sets).astype(np.float64)
    of_hits = np.bincount(table.of, weights=np.asarray(hits, dtype=np.float64), minlength=sets)
    sums = np.stack([units, of_hits])
    drawn = np.concatenate([sums @ present for present in _presence(table, replicates)], axis=1)
    kept = drawn[:, drawn[0] > 0]
    tail = (1 - level) / 2
    low, high = np.quantile(kept[1] / kept[0], [tail, 1 - tail])
    return float(low), float(high)


def expected_distinct(frequencies: Mapping[int, int], lineages: int) -> float:
    """Distinct units a draw of lineages with replacement still holds on average: always fewer than were seen.

    `frequencies[j]` = units reported by `j` of the `lineages`. This bias rules the bootstrap out for counts.
    """
    return sum(f * (1 - (1 - j / lineages) ** lineages) for j, f in frequencies.items())
