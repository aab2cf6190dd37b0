"""Copies: one text cut, framed, reordered or lightly edited. Keys propose pairs, the texts' own pieces and facts decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from samarkand.collate.copy_evidence import evidence, shapes, shared, told_copy
from samarkand.collate.copy_groups import MANY_TIMES, Connect, Copy, settled
from samarkand.collate.fingerprints import P, Pairs, Read, candidates
from samarkand.collate.pairing import decide
from samarkand.match.components import connected
from samarkand.ports.compute import Compute


def verified(pairs: Pairs, parts: Sequence[P], read: Read[P], compute: Compute) -> list[Copy]:
    """The pairs that are copies, or rivals. Facts are looked at only where enough of the text is shared."""
    alike = [(a, b) for a, b, _ in decide(pairs, parts, read, shapes, shared, compute)]
    close = np.array(alike, np.int64).reshape(-1, 2)
    told = decide(close, parts, read, evidence, told_copy, compute)
    return [_copy(a, b, *said) for a, b, said in told]


def _copy(a: int, b: int, held: float, size_a: int, size_b: int, rivals: bool) -> Copy:
    few, many = min(size_a, size_b), max(size_a, size_b)
    longer = None if many < MANY_TIMES * few else (a if size_a > size_b else b)
    return Copy(a, b, held, few, many, longer, rivals)


@dataclass(frozen=True, slots=True)
class Copied:
    """By document number: groups of copies, of all that have any, groups and members rising; and pairs of which the
    second is a longer document of another group that holds the first, rising."""

    groups: list[list[int]]
    standing: list[tuple[int, int]]


def copies(
    parts: Sequence[P], read: Read[P], compute: Compute, connect: Connect = connected, groups: int | None = None
) -> Copied:
    found = candidates(parts, read, compute, groups or max(1, len(parts)))
    told = verified(found, parts, read, compute) if len(found) else []
    numbers = sorted({n for c in told for n in (c.a, c.b)})
    place = {n: i for i, n in enumerate(numbers)}
    dense = [replace(c, a=place[c.a], b=place[c.b], longer=None if c.longer is None else place[c.longer]) for c in told]
    joined = [[numbers[i] for i in group] for group in settled(dense, connect, len(numbers))]
    group_of = {n: at for at, group in enumerate(joined) for n in group}
    held = [(c.a + c.b - c.longer, c.longer) for c in told if c.longer is not None]
    standing = sorted((a, b) for a, b in held if group_of[a] != group_of[b])
    return Copied([group for group in joined if len(group) > 1], standing)
