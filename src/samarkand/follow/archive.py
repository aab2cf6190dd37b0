"""Every document that could tell what became of a promise, and which passages share its rare words."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

from samarkand.domain.mention import Mention
from samarkand.follow.meanings import Meanings
from samarkand.follow.passages import Passage
from samarkand.follow.terms import terms_of

COMMON = 0.1
"""A term in more of the documents than this is no help in finding one of them."""
_FEW = 3
_AROUND = 0.5
_MOST, _MOST_AROUND = 700, 200
"""Nor one in more documents than this, however many there are; of what only stands around a promise, than the second."""


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
    def days(self) -> tuple[date, date] | None:
        """The first and the last day the document can be of; None where it has no date."""
        period = self.passages[0].document.period if self.passages else None
        return (period.first, period.last) if period else None

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(code for p in self.passages for code in p.codes)


@dataclass(frozen=True)
class Archive:
    """Documents in order of time; `rarity` is the logarithm of how many documents there are for each with the term."""

    entries: Sequence[Entry]
    meanings: Meanings = field(default_factory=Meanings)

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

    @cached_property
    def _rarities(self) -> Mapping[str, float]:
        return {term: math.log(max(2, len(self.entries)) / n) for term, n in self.frequency.items()}

    def rarity(self, term: str) -> float:
        return self._rarities.get(term, self.most)

    def weight(self, terms: Iterable[str]) -> float:
        """How much a set of terms tells: the sum of the squares of their rarities."""
        known, most = self._rarities, self.most
        return sum(known.get(term, most) ** 2 for term in terms)

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

    def likely(
        self, terms: Set[str], around: Set[str], most: int, fits: Callable[[Entry], bool] = lambda _: True
    ) -> list[tuple[int, int]]:
        """Documents and their best passages by the rarity of the terms they share, most first; those from around the
        promise count half. `fits` says which documents may tell of it at all."""
        weight: dict[tuple[int, int], float] = defaultdict(float)
        for term in sorted(terms | around):
            if term not in terms and self.frequency[term] > _MOST_AROUND:
                continue
            rare = self.rarity(term) ** 2 * (1.0 if term in terms else _AROUND)
            for place in self._postings.get(term, ()):
                weight[place] += rare
        best: dict[int, tuple[float, int]] = {}
        for (i, at), found in weight.items():
            if i not in best or found > best[i][0]:
                best[i] = (found, at)
        ranked = sorted(best, key=lambda i: (-best[i][0], i))
        fitting = (i for i in ranked if fits(self.entries[i]))
        return [(i, best[i][1]) for i in islice(fitting, most)]


def entry_of(document_id: str, passages: Sequence[Passage], mentions: Iterable[Mention] = ()) -> Entry:
    return Entry(document_id, passages, tuple(terms_of(p) for p in passages), tuple(mentions))
