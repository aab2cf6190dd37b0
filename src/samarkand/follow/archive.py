"""Every document that could tell what became of a promise, and which passages share its rare words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from samarkand.domain.mention import Mention
from samarkand.follow.passages import Passage
from samarkand.follow.terms import terms_of

COMMON = 0.1
"""A term in more of the documents than this is no help in finding one of them."""
_FEW = 3
_AROUND = 0.5
_MOST = 4000


@dataclass(frozen=True)
class Entry:
    """A document, passage by passage, with the terms and the mentions of each."""

    id: str
    passages: Sequence[Passage]
    terms: Sequence[frozenset[str]]
    mentions: Sequence[Mention] = ()

    @cached_property
    def all_terms(self) -> frozenset[str]:
        return frozenset().union(*self.terms)

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(code for p in self.passages for code in p.codes)


@dataclass(frozen=True)
class Archive:
    """Documents in order of time; `rarity` is the logarithm of how many documents there are for each with the term."""

    entries: Sequence[Entry]
    _posts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def frequency(self) -> Mapping[str, int]:
        counted: Counter[str] = Counter()
        for entry in self.entries:
            counted.update(entry.all_terms)
        return counted

    @cached_property
    def most(self) -> float:
        """The rarity of a term in one document only."""
        return math.log(max(2, len(self.entries)))

    def rarity(self, term: str) -> float:
        return math.log(max(2, len(self.entries)) / max(1, self.frequency.get(term, 1)))

    @cached_property
    def _postings(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        limit = max(_FEW, min(_MOST, COMMON * len(self.entries)))
        out: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for i, entry in enumerate(self.entries):
            for at, terms in enumerate(entry.terms):
                for term in terms:
                    if self.frequency[term] <= limit:
                        out[term].append((i, at))
        return out

    def likely(self, terms: Set[str], around: Set[str], most: int) -> list[tuple[int, int]]:
        """Documents and their best passages by the rarity of the terms they share, most first; those from around the
        promise count half."""
        weight: dict[tuple[int, int], float] = defaultdict(float)
        for term in sorted(terms | around):
            rare = self.rarity(term) ** 2 * (1.0 if term in terms else _AROUND)
            for place in self._postings.get(term, ()):
                weight[place] += rare
        best: dict[int, tuple[float, int]] = {}
        for (i, at), found in weight.items():
            if i not in best or found > best[i][0]:
                best[i] = (found, at)
        ranked = sorted(best, key=lambda i: (-best[i][0], i))
        return [(i, best[i][1]) for i in ranked[:most]]


def entry_of(document_id: str, passages: Sequence[Passage], mentions: Iterable[Mention] = ()) -> Entry:
    return Entry(document_id, passages, tuple(terms_of(p) for p in passages), tuple(mentions))
