"""Clusters drawn anew, as weights of their members."""

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from samarkand.stats.bootstrap import LEAST_LINEAGES as LEAST_CLUSTERS

__all__ = ["LEAST_CLUSTERS", "draws"]
_CHUNK = 100


def draws(cluster: NDArray[np.int64], content: NDArray[np.float64], replicates: int) -> Iterator[NDArray[np.float64]]:
    """Chunks of weights (draws, members): how often each member's cluster was drawn.

    The seed is taken from `content`, so that the same record gives the same interval on every machine.
    """
    digest = hashlib.blake2b(np.ascontiguousarray(content, dtype="<f8").tobytes(), digest_size=8).digest()
    rng = np.random.default_rng(int.from_bytes(digest, "big"))
    size = int(cluster.max()) + 1
    for start in range(0, replicates, _CHUNK):
        number = min(_CHUNK, replicates - start)
        places = rng.integers(0, size, (number, size)) + size * np.arange(number)[:, None]
        drawn = np.bincount(places.ravel(), minlength=number * size).reshape(number, size)
        yield drawn[:, cluster].astype(np.float64)
