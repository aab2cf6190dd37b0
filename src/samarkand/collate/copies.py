"""Copies: one text cut, framed, reordered or lightly edited. Keys propose pairs, the texts' own pieces and facts decide."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from samarkand.collate.copy_groups import Connect, Copy, settled
from samarkand.collate.fingerprints import ROWS, P, Pairs, Read, candidates, number, text_of
from samarkand.collate.profile import names
from samarkand.domain.document import Document
from samarkand.match.components import connected
from samarkand.ports.compute import Compute
from samarkand.text.numbers import DIGITS
from samarkand.text.shingles import Pieces, containment, pieces

HELD, EDITED = 0.8, 0.6
HELD_LATE = 0.92
SHORT = 40
NEAR, LATE = 3, 31
MANY_TIMES = 2.0
OTHER_LATE, OTHER, OTHER_NEAR, OTHER_NAMES = 0.1, 0.2, 0.34, 0.25
RIVAL_SIZE = 1.5
_FIGURE = re.compile(r"\d+(?:[.,'’\u00a0\u202f٫٬]\d+)*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decides whether two texts are copies; `days` are ordinals, (first, last).

    `figures` are the pieces with a figure in them, `forms` the same ones with the figures blotted out.
    """

    pieces: Pieces
    figures: Pieces
    forms: Pieces
    names: frozenset[str]
    days: tuple[int, int] | None


def _unmarked(figure: re.Match[str]) -> str:
    """Without marks of thousands and fractions, which copying changes."""
    return re.sub(r"\D", "", figure[0])


def evidence(document: Document) -> Evidence:
    text = _FIGURE.sub(_unmarked, text_of(document).translate(DIGITS))
    period = document.period
    told, blotted = pieces(text), pieces(_FIGURE.sub("0", text))
    return Evidence(
        told,
        np.setdiff1d(told, blotted, assume_unique=True),
        np.setdiff1d(blotted, told, assume_unique=True),
        frozenset(names(text)),
        (period.first.toordinal(), period.last.toordinal()) if period else None,
    )


def other_figures(a: Evidence, b: Evidence) -> float:
    """The share of the figures in the same words around them that are not the same."""
    in_same_words = len(np.intersect1d(a.forms, b.forms, assume_unique=True))
    same = len(np.intersect1d(a.figures, b.figures, assume_unique=True))
    return max(0.0, 1.0 - same / in_same_words) if in_same_words else 0.0


def other_names(a: Evidence, b: Evidence) -> float:
    """The share of the names that each says and the other does not: 0 where one says all that the other does."""
    few = min(len(a.names), len(b.names))
    return min(len(a.names - b.names), len(b.names - a.names)) / few if few else 0.0


def days_apart(a: tuple[int, int] | None, b: tuple[int, int] | None) -> int | None:
    return max(0, a[0] - b[1], b[0] - a[1]) if a and b else None


def compared(a: Evidence, b: Evidence) -> tuple[float, bool, bool]:
    """The share of the shorter text's pieces that the other holds; whether that makes them copies; or rivals.

    Four fifths make copies, or three fifths of a text of like length, where the facts agree: a form filled in with other
    figures is another text, a rival. The later one comes, the more it has to be the same.
    """
    if len(a.pieces) == len(b.pieces) and np.array_equal(a.pieces, b.pieces):
        return 1.0, True, False
    share = containment(a.pieces, b.pieces)
    if share < EDITED:
        return share, False, False
    days = days_apart(a.days, b.days)
    few, many = sorted((len(a.pieces), len(b.pieces)))
    others = other_figures(a, b)
    if others > OTHER_NEAR:
        return share, False, many <= RIVAL_SIZE * few
    if days is not None and days > LATE:
        return share, share >= HELD_LATE and others <= OTHER_LATE, False
    if share >= HELD:
        return share, others <= (OTHER_NEAR if days is not None and days <= NEAR else OTHER), False
    if few < SHORT or many > MANY_TIMES * few or (days or 0) > NEAR:
        return share, False, False
    return share, others <= OTHER and other_names(a, b) <= OTHER_NAMES, False


Dealt = tuple[dict[int, Evidence], Pairs]


def _deal(part: tuple[int, P, NDArray[np.int64], NDArray[np.int64]], read: Read[P]) -> Mapping[int, Dealt]:
    """Evidence of the documents of a part, to the parts they are compared in, and the pairs of the own part."""
    index, source, pairs, asked = part
    documents = read(source)
    told = {row: evidence(documents[row]) for row in {int(n) % ROWS for n in (*pairs[:, 0], *asked[:, 1])}}
    out: dict[int, Dealt] = {}
    none = np.empty((0, 2), np.int64)
    for group, mine in ((int(a) // ROWS, int(b) % ROWS) for a, b in asked):
        out.setdefault(group, ({}, none))[0][number(index, mine)] = told[mine]
    if len(pairs):
        here = dict(out.get(index, ({}, none))[0])
        here.update({int(a): told[int(a) % ROWS] for a in pairs[:, 0]})
        out[index] = (here, pairs)
    return out


def _decide(dealt: Sequence[Dealt]) -> list[Copy]:
    known: dict[int, Evidence] = {}
    for told, _ in dealt:
        known.update(told)
    out = []
    for _, pairs in dealt:
        for a, b in pairs.tolist():
            share, are_copies, are_rivals = compared(known[a], known[b])
            if are_copies or are_rivals:
                sizes = len(known[a].pieces), len(known[b].pieces)
                longer = None if max(sizes) < MANY_TIMES * min(sizes) else (a if sizes[0] > sizes[1] else b)
                out.append(Copy(a, b, share, min(sizes), max(sizes), longer, are_rivals))
    return out


def verified(pairs: Pairs, parts: Sequence[P], read: Read[P], compute: Compute) -> list[Copy]:
    """The pairs that are copies. Each pair is decided where its first document stands."""
    first, second = pairs[:, 0] // ROWS, pairs[:, 1] // ROWS
    items = [(i, part, pairs[first == i], pairs[second == i]) for i, part in enumerate(parts)]
    decided = compute.regroup(partial(_deal, read=read), items, _decide, len(parts))
    return [copy for copies in decided for copy in copies]


def copies(
    parts: Sequence[P], read: Read[P], compute: Compute, connect: Connect = connected, groups: int | None = None
) -> list[list[int]]:
    """Groups of document numbers that are copies, of all that have any; groups and members rising."""
    found = candidates(parts, read, compute, groups or max(1, len(parts)))
    told = verified(found, parts, read, compute) if len(found) else []
    numbers = sorted({n for c in told for n in (c.a, c.b)})
    place = {n: i for i, n in enumerate(numbers)}
    dense = [replace(c, a=place[c.a], b=place[c.b], longer=None if c.longer is None else place[c.longer]) for c in told]
    return [[numbers[i] for i in group] for group in settled(dense, connect, len(numbers)) if len(group) > 1]
