"""How alike two documents in different languages are, as a row of features between about 0 and 1."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from samarkand.collate.profile import Profile

Marks = Literal["figures", "names", "links"]

FEATURES = (
    "title",
    "opening",
    "sentences",
    "whole",
    "figures_shared",
    "figures_lacking",
    "figures_mass",
    "names_shared",
    "names_mass",
    "links_shared",
    "links_apart",
    "parties_shared",
    "parties_apart",
    "size_apart",
    "paragraphs_apart",
)


@dataclass(frozen=True)
class Rarity:
    """What a mark is worth: the inverse of the documents of one language that hold it, among those compared."""

    holders: Mapping[tuple[str, str | None, str], int]

    def of(self, kind: Marks, lang: str | None, mark: str) -> float:
        worth = 0.35 if kind == "figures" and len(mark) < 3 else 1.0
        return worth / math.sqrt(self.holders.get((kind, lang, mark), 1))


def rarity(profiles: Iterable[Profile]) -> Rarity:
    count: Counter[tuple[str, str | None, str]] = Counter()
    for p in profiles:
        count.update(("figures", p.lang, m) for m in p.figures)
        count.update(("names", p.lang, m) for m in p.names)
        count.update(("links", p.lang, m) for m in p.links)
    return Rarity(count)


def _mass(kind: Marks, marks: Iterable[str], lang: str | None, rarity: Rarity) -> float:
    return sum(rarity.of(kind, lang, m) for m in marks)


def _overlap(kind: Marks, a: Profile, b: Profile, rarity: Rarity) -> tuple[float, float, float]:
    """The mass that is shared, and the share of each side's mass it makes, the greater first."""
    mine, theirs = getattr(a, kind), getattr(b, kind)
    if not mine or not theirs:
        return 0.0, 0.0, 0.0
    both = mine & theirs
    shared_a, shared_b = _mass(kind, both, a.lang, rarity), _mass(kind, both, b.lang, rarity)
    of_a = shared_a / _mass(kind, mine, a.lang, rarity)
    of_b = shared_b / _mass(kind, theirs, b.lang, rarity)
    return min(shared_a, shared_b), max(of_a, of_b), min(of_a, of_b)


def likeness(a: Profile, b: Profile, rarity: Rarity) -> Sequence[float]:
    """One value a feature, in the order of FEATURES; the same for (b, a)."""
    cosines = a.vectors @ b.vectors.T
    title = float(cosines[0, 0])
    whole = float(a.sense @ b.sense)
    inner = cosines[1:, 1:]
    if inner.size:
        opening = float(inner[0, 0])
        best = (float(inner.max(axis=1).mean()), float(inner.max(axis=0).mean()))
        sentences = max(best)
    else:
        opening = sentences = whole
    f_mass, f_most, f_least = _overlap("figures", a, b, rarity)
    n_mass, n_most, _ = _overlap("names", a, b, rarity)
    l_mass, _, _ = _overlap("links", a, b, rarity)
    both = bool(a.parties) and bool(b.parties)
    parties = len(a.parties & b.parties) / len(a.parties | b.parties) if both else 0.0
    return (
        title,
        opening,
        sentences,
        whole,
        f_least,
        1.0 - f_most if a.figures and b.figures else 0.0,
        math.log1p(f_mass),
        n_most,
        math.log1p(n_mass),
        math.log1p(l_mass),
        float(bool(a.links) and bool(b.links) and not l_mass),
        parties,
        float(both and not parties),
        abs(math.log((a.size + 50) / (b.size + 50))),
        abs(math.log(a.paragraphs / b.paragraphs)),
    )
