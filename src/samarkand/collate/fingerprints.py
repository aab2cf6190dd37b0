"""Which documents might be copies of each other: what is compared, in parts, without holding any text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.document import Document
from samarkand.ports.compute import Compute
from samarkand.text.shingles import Pieces, runs

P = TypeVar("P")
Numbers = NDArray[np.int64]
Pairs = NDArray[np.int64]
Read = Callable[[P], Sequence[Document]]

PERMUTATIONS, BANDS = 128, 32
ANCHORS = 8
FEW = 24
NEXT = 8
ROWS = 1 << 24
CHUNK = 100
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Keys:
    """Documents that share a key are compared. Arrays of one length: the key, the document, its count of pieces."""

    keys: Pieces
    documents: Numbers
    sizes: Numbers


def number(part: int, row: int) -> int:
    """A document by its part and its row in it."""
    return part * ROWS + row


def text_of(document: Document) -> str:
    """What is compared; a title alone where there is no text."""
    return document.text if any(map(str.isalnum, document.text)) else document.title


def _bands(found: Pieces, offsets: Pieces) -> Pieces:
    """(texts, BANDS): the MinHash of each text, cut into bands that each must agree as a whole."""
    from rensa import RMinHash

    matrix = RMinHash.digest_matrix_from_flat_token_hashes(found, offsets, PERMUTATIONS, 1)
    rows = np.array(matrix.to_rows(), np.uint64).reshape(len(offsets) - 1, BANDS, PERMUTATIONS // BANDS)
    out = np.arange(BANDS, dtype=np.uint64)[None, :] * _MIX
    for at in range(rows.shape[2]):
        out = (out ^ rows[:, :, at]) * _MIX
        out ^= out >> np.uint64(29)
    return np.asarray(out, np.uint64)


def _anchors(found: Pieces, offsets: Numbers) -> tuple[Pieces, Numbers]:
    """Some of the runs twice as long, chosen by what they say: two texts of which one holds the other share most of them."""
    step = 4
    if len(found) <= step:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    long = (found[:-step] * _MIX) ^ found[step:]
    long ^= long >> np.uint64(32)
    long *= _MIX
    owner = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    chosen = (owner[:-step] == owner[step:]) & ((long >> np.uint64(40)) % np.uint64(ANCHORS) == 0)
    return long[chosen], owner[:-step][chosen]


def keys(texts: Sequence[str], first: int) -> Keys:
    """The keys of texts numbered from `first`; a text without a letter has none."""
    out: list[tuple[Pieces, Numbers, Numbers]] = []
    for at in range(0, len(texts), CHUNK):
        found, offsets = runs(texts[at : at + CHUNK])
        sizes = np.diff(offsets.astype(np.int64))
        bands = _bands(found, offsets)[sizes > 0]
        banded = np.repeat(np.flatnonzero(sizes), BANDS)
        anchors, anchored = _anchors(found, offsets.astype(np.int64))
        owner = np.concatenate([banded, anchored])
        out.append((np.concatenate([bands.ravel(), anchors]), owner + first + at, sizes[owner]))
    if not out:
        return Keys(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))
    return Keys(*(np.concatenate(column) for column in zip(*out, strict=True)))


def deal(part: tuple[int, P], read: Read[P], groups: int) -> Mapping[int, Keys]:
    """The keys of a part, to groups by key."""
    index, source = part
    told = keys([text_of(d) for d in read(source)], number(index, 0))
    group = told.keys % np.uint64(groups)
    return {
        g: Keys(told.keys[mine], told.documents[mine], told.sizes[mine])
        for g in range(groups)
        if (mine := np.flatnonzero(group == g)).size
    }


def meet(dealt: Sequence[Keys]) -> Pairs:
    """(n, 2), each pair once: all that share a key with few; of many, each with the next ones by size."""
    if not dealt:
        return np.empty((0, 2), np.int64)
    key, document, size = (np.concatenate([getattr(k, f) for k in dealt]) for f in ("keys", "documents", "sizes"))
    order = np.lexsort((document, size, key))
    key, document = key[order], document[order]
    begins = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    many = np.repeat(np.diff(np.append(begins, len(key))), np.diff(np.append(begins, len(key))))
    pairs = []
    for step in range(1, FEW):
        with_next = key[:-step] == key[step:]
        if step > NEXT:
            with_next &= many[:-step] <= FEW
        if not with_next.any():
            break
        pairs.append(np.stack([document[:-step][with_next], document[step:][with_next]], axis=1))
    return _distinct(pairs)


def _distinct(pairs: Sequence[Pairs]) -> Pairs:
    if not pairs:
        return np.empty((0, 2), np.int64)
    told = np.sort(np.concatenate(pairs), axis=1)
    return np.unique(told[told[:, 0] != told[:, 1]], axis=0)


def candidates(parts: Sequence[P], read: Read[P], compute: Compute, groups: int) -> Pairs:
    """Pairs of document numbers worth comparing, rising; (n, 2)."""
    dealt: Iterator[Pairs] = compute.regroup(
        partial(deal, read=read, groups=groups), list(enumerate(parts)), meet, groups
    )
    return _distinct([pairs for pairs in dealt if len(pairs)])
