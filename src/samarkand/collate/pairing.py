"""Decides pairs of documents wherever they stand: what is needed of each travels to the part of the first of the two."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

import numpy as np

from samarkand.collate.fingerprints import ROWS, P, Pairs, Read, number
from samarkand.domain.document import Document
from samarkand.ports.compute import Compute

E = TypeVar("E")
D = TypeVar("D")
Describe = Callable[[Sequence[Document]], Sequence[E]]
Decide = Callable[[E, E], D | None]


def _deal(
    part: tuple[int, P, Pairs, Pairs], read: Read[P], describe: Describe[E]
) -> Mapping[int, tuple[dict[int, E], Pairs]]:
    """What is needed of the documents of a part, to the parts they are compared in; to the own part also its pairs."""
    index, source, pairs, asked = part
    rows = sorted({int(n) % ROWS for n in (*pairs[:, 0], *asked[:, 1])})
    if not rows:
        return {}
    documents = read(source)
    told = dict(zip(rows, describe([documents[row] for row in rows]), strict=True))
    out: dict[int, tuple[dict[int, E], Pairs]] = {}
    none = np.empty((0, 2), np.int64)
    for a, b in asked.tolist():
        out.setdefault(a // ROWS, ({}, none))[0][b] = told[b % ROWS]
    if len(pairs):
        here = dict(out.get(index, ({}, none))[0])
        here.update({number(index, a % ROWS): told[a % ROWS] for a in pairs[:, 0].tolist()})
        out[index] = (here, pairs)
    return out


def _gather(dealt: Sequence[tuple[dict[int, E], Pairs]], decision: Decide[E, D]) -> list[tuple[int, int, D]]:
    known: dict[int, E] = {}
    for told, _ in dealt:
        known.update(told)
    out = []
    for _, pairs in dealt:
        for a, b in pairs.tolist():
            if (said := decision(known[a], known[b])) is not None:
                out.append((a, b, said))
    return out


def decide(
    pairs: Pairs, parts: Sequence[P], read: Read[P], describe: Describe[E], decision: Decide[E, D], compute: Compute
) -> Iterator[tuple[int, int, D]]:
    """The pairs for which the decision says something, and what it says."""
    if not len(pairs):
        return
    first, second = pairs[:, 0] // ROWS, pairs[:, 1] // ROWS
    items = [(i, part, pairs[first == i], pairs[second == i]) for i, part in enumerate(parts)]
    deal, gather = partial(_deal, read=read, describe=describe), partial(_gather, decision=decision)
    for told in compute.regroup(deal, items, gather, len(parts)):
        yield from told
