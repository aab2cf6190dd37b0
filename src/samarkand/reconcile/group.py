"""Mentions grouped into acts: what is alike is joined, the most alike first, as long as the whole stays alike."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samarkand.match.components import connected

Link = tuple[int, int, float]
"""Two positions that could be one act, and their score."""
Pairs = frozenset[tuple[int, int]]
"""Pairs of positions, the lesser first."""


_WITHIN = 0.75
"""Share of the threshold that groups have to reach on average."""


@dataclass(frozen=True)
class Judged:
    """Pairs that a person decided about."""

    same: Pairs = frozenset()
    apart: Pairs = frozenset()


def group(scored: Sequence[Link], size: int, same: float, judged: Judged, documents: Sequence[str]) -> list[list[int]]:
    """Positions 0 … size-1 by act. Two mentions are joined whose score reaches `same`, and two groups as long as the
    mean over all their pairs reaches three quarters of it; a pair that was not worth scoring counts as nothing. Two
    mentions of one document, and what a person parted, are never joined; what a person joined always is, unless a person
    parted it too."""
    near = [(i, j) for i, j, value in scored if value >= same]
    out: list[list[int]] = []
    parts = connected([*near, *judged.same], size)
    part_of = {i: at for at, part in enumerate(parts) for i in part}
    links: dict[int, list[Link]] = defaultdict(list)
    for i, j, value in scored:
        if part_of[i] == part_of[j]:
            links[part_of[i]].append((i, j, value))
    pairs_of = _by_part(judged.same, part_of), _by_part(judged.apart, part_of)
    for at, part in enumerate(parts):
        if len(part) == 1:
            out.append(part)
            continue
        told = Judged(frozenset(pairs_of[0][at]), frozenset(pairs_of[1][at]))
        out += _Joining(part, documents).run(links[at], same, told)
    return sorted(out)


def _by_part(pairs: Pairs, part_of: Mapping[int, int]) -> dict[int, set[tuple[int, int]]]:
    out: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for i, j in pairs:
        if part_of[i] == part_of[j]:
            out[part_of[i]].add((i, j))
    return out


@dataclass
class _Joining:
    """Average linkage within one part. `sums` holds for each group the summed scores to its neighbours."""

    part: Sequence[int]
    documents: Sequence[str]
    members: dict[int, list[int]] = field(default_factory=dict)
    sums: dict[int, dict[int, float]] = field(default_factory=dict)
    seen: dict[int, set[str]] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)

    def run(self, links: Iterable[Link], same: float, judged: Judged) -> Iterator[list[int]]:
        self.members = {i: [i] for i in self.part}
        self.seen = {i: {self.documents[i]} for i in self.part}
        self.sums = {i: {} for i in self.part}
        self.apart = {i: set() for i in self.part}
        for i, j in judged.apart:
            self._part(i, j)
        for i, j, value in links:
            self.sums[i][j] = self.sums[j][i] = value
        group_of = {i: i for i in self.part}
        for i, j in sorted(judged.same):
            a, b = group_of[i], group_of[j]
            if a != b and b not in self.apart[a]:
                kept = self._join(a, b)
                group_of.update(dict.fromkeys(self.members[kept], kept))
        self._agglomerate(same)
        yield from (sorted(group) for group in self.members.values())

    def _part(self, a: int, b: int) -> None:
        self.apart[a].add(b)
        self.apart[b].add(a)

    def _mean(self, a: int, b: int) -> float:
        return self.sums[a].get(b, 0.0) / (len(self.members[a]) * len(self.members[b]))

    def _agglomerate(self, same: float) -> None:
        waiting = [(-self._mean(a, b), a, b) for a in self.sums for b in self.sums[a] if a < b]
        heapq.heapify(waiting)
        while waiting:
            value, a, b = heapq.heappop(waiting)
            if -value < self._least(a, b, same):
                continue
            if a not in self.members or b not in self.members or -value != self._mean(a, b):
                continue
            if b in self.apart[a] or self.seen[a] & self.seen[b]:
                continue
            kept = self._join(a, b)
            for other in self.sums[kept]:
                heapq.heappush(waiting, (-self._mean(kept, other), min(kept, other), max(kept, other)))

    def _least(self, a: int, b: int, same: float) -> float:
        lone = len(self.members.get(a, ())) == len(self.members.get(b, ())) == 1
        return same if lone else same * _WITHIN

    def _join(self, a: int, b: int) -> int:
        kept, gone = min(a, b), max(a, b)
        self.members[kept] += self.members.pop(gone)
        self.seen[kept] |= self.seen.pop(gone)
        for other, value in self.sums.pop(gone).items():
            del self.sums[other][gone]
            if other != kept:
                self.sums[kept][other] = self.sums[other][kept] = self.sums[kept].get(other, 0.0) + value
        for other in self.apart.pop(gone):
            self.apart[other].discard(gone)
            if other != kept:
                self._part(kept, other)
        return kept
