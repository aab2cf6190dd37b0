"""The same release in several languages: pairs within a few days, weighed, then at most one text of a language each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Self

import numpy as np

from samarkand.collate.fingerprints import P, Read, number
from samarkand.collate.likeness import Marks, Rarity, likeness, rarity
from samarkand.collate.profile import Profile
from samarkand.collate.scorecard import Scorecard
from samarkand.domain.document import Document
from samarkand.ports.compute import Compute

Describe = Callable[[Sequence[Document]], list[Profile]]
Wanted = Callable[[int], frozenset[int]]

WINDOW, BLOCK = 3, 14
_UNDATED = -1
_LONGEST_PERIOD = 31
_NEAREST, _RARE = 8, 2
_WORTH_KEEPING = 0.02
_MARKS: tuple[Marks, ...] = ("figures", "names", "links")


@dataclass(frozen=True, slots=True)
class Placed:
    """A document by number, its days (first, last) if it has any, and what survives translation."""

    number: int
    days: tuple[int, int] | None
    profile: Profile

    @classmethod
    def of(cls, number: int, document: Document, profile: Profile) -> Self:
        return cls(number, days_of(document), profile)


@dataclass(frozen=True, slots=True)
class Likely:
    """Documents `a` < `b` and the chance that they are one release, with their languages."""

    a: int
    b: int
    chance: float
    langs: tuple[str, str]


def days_of(document: Document) -> tuple[int, int] | None:
    """None also where a date is so wide that it says nothing."""
    if document.period is None:
        return None
    first, last = document.period.first.toordinal(), document.period.last.toordinal()
    return (first, last) if last - first <= _LONGEST_PERIOD else None


def blocks(days: tuple[int, int] | None) -> range:
    """The blocks of days in which a document meets all within the window of it; those without a day meet each other."""
    return range(_UNDATED, _UNDATED + 1) if days is None else range(days[0] // BLOCK, (days[1] + WINDOW) // BLOCK + 1)


def _deal(
    part: tuple[int, P, frozenset[int] | None], read: Read[P], describe: Describe, groups: int
) -> Mapping[int, list[tuple[int, Placed]]]:
    index, source, rows = part
    if rows is not None and not rows:
        return {}
    chosen = [(row, d) for row, d in enumerate(read(source)) if rows is None or row in rows]
    out: dict[int, list[tuple[int, Placed]]] = {}
    for (row, document), profile in zip(chosen, describe([d for _, d in chosen]), strict=True):
        placed = Placed.of(number(index, row), document, profile)
        for block in blocks(placed.days):
            out.setdefault(block % groups, []).append((block, placed))
    return out


def _near(a: Placed, b: Placed) -> bool:
    if a.days is None or b.days is None:
        return a.days is b.days
    return a.days[0] - b.days[1] <= WINDOW and b.days[0] - a.days[1] <= WINDOW


def _nearest(block: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    """For each document the nearest in sense in each other language."""
    by_language: dict[str, list[int]] = {}
    for at, placed in enumerate(block):
        by_language.setdefault(placed.profile.lang or "", []).append(at)
    for mine, theirs in combinations([by_language[lang] for lang in sorted(by_language)], 2):
        senses = [np.stack([block[at].profile.sense for at in side]) for side in (mine, theirs)]
        apart = np.array([[not _near(block[a], block[b]) for b in theirs] for a in mine])
        cosines = np.where(apart, -2.0, senses[0] @ senses[1].T)
        for row, column in _tops(cosines):
            yield mine[row], theirs[column]
        for column, row in _tops(cosines.T):
            yield mine[row], theirs[column]


def _tops(cosines: np.ndarray) -> Iterator[tuple[int, int]]:
    count = min(_NEAREST, cosines.shape[1])
    for row, columns in enumerate(np.argpartition(-cosines, count - 1, axis=1)[:, :count].tolist()):
        yield from ((row, column) for column in columns if cosines[row, column] > -2.0)


def _sharing(block: Sequence[Placed], worth: Rarity) -> Iterator[tuple[int, int]]:
    """Documents in different languages that share a mark which few of their language hold."""
    holders: dict[tuple[str, str], list[int]] = {}
    for at, placed in enumerate(block):
        profile = placed.profile
        for kind in _MARKS:
            for mark in getattr(profile, kind):
                if worth.holders[kind, profile.lang, mark] <= _RARE and not (kind == "figures" and len(mark) < 3):
                    holders.setdefault((kind, mark), []).append(at)
    for sharing in holders.values():
        if len(sharing) <= 12:
            yield from combinations(sharing, 2)


def pairs(block: Sequence[Placed]) -> tuple[list[tuple[int, int]], Rarity]:
    """Positions worth weighing, rising, and what marks are worth among the documents of the block."""
    worth = rarity(p.profile for p in block)
    told = {(min(p), max(p)) for p in (*_nearest(block), *_sharing(block, worth))}
    apart = [(a, b) for a, b in told if block[a].profile.lang != block[b].profile.lang and _near(block[a], block[b])]
    return sorted(apart), worth


def _weigh(dealt: Sequence[Sequence[tuple[int, Placed]]], scorecard: Scorecard) -> list[Likely]:
    by_block: dict[int, list[Placed]] = {}
    for at, placed in (one for piece in dealt for one in piece):
        by_block.setdefault(at, []).append(placed)
    out = []
    for block in by_block.values():
        block.sort(key=lambda p: p.number)
        compared, worth = pairs(block)
        for a, b in ((block[at], block[other]) for at, other in compared):
            chance = scorecard.chance(likeness(a.profile, b.profile, worth))
            if chance >= _WORTH_KEEPING:
                out.append(Likely(a.number, b.number, chance, (a.profile.lang or "", b.profile.lang or "")))
    return out


def one_a_language(likely: Iterable[Likely], least: float) -> list[list[int]]:
    """Groups of two or more with no language twice; the likeliest pairs join first, and the mean pair stays likely."""
    chances: dict[tuple[int, int], float] = {}
    lang: dict[int, str] = {}
    for pair in likely:
        chances[pair.a, pair.b] = max(pair.chance, chances.get((pair.a, pair.b), 0.0))
        lang[pair.a], lang[pair.b] = pair.langs
    groups = {n: [n] for n in lang}
    for (a, b), chance in sorted(chances.items(), key=lambda item: (-item[1], item[0])):
        mine, theirs = groups[a], groups[b]
        if chance < least:
            break
        if mine is theirs or {lang[n] for n in mine} & {lang[n] for n in theirs}:
            continue
        told = [chances.get((min(x, y), max(x, y)), 0.0) for x in mine for y in theirs]
        if sum(told) / len(told) >= least:
            mine += theirs
            groups.update(dict.fromkeys(theirs, mine))
    return sorted(sorted(g) for g in {id(g): g for g in groups.values()}.values() if len(g) > 1)


def releases(
    parts: Sequence[P],
    read: Read[P],
    describe: Describe,
    compute: Compute,
    scorecard: Scorecard,
    rows: Sequence[frozenset[int]] | None = None,
    groups: int | None = None,
) -> list[list[int]]:
    """Groups of document numbers that are one release; `rows` says which documents of each part are looked at."""
    groups = groups or max(1, len(parts))
    items = [(i, part, rows[i] if rows is not None else None) for i, part in enumerate(parts)]
    deal = partial(_deal, read=read, describe=describe, groups=groups)
    weighed = compute.regroup(deal, items, partial(_weigh, scorecard=scorecard), groups)
    return one_a_language((pair for told in weighed for pair in told), scorecard.least)
