"""Pairs of copies to groups: what a page holds beside a text, and forms filled in otherwise, do not join by way of it."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

Connect = Callable[[Iterable[tuple[int, int]], int], list[list[int]]]

MANY_TIMES = 2.0
MOST_HOMES = 3


@dataclass(frozen=True, slots=True)
class Copy:
    """Documents `a` < `b` by number, `held` the share of the shorter that the other holds.

    Of rivals the texts are alike and the facts are not. `size` and `whole` are the pieces of the shorter and the longer one; `longer` names that where it is twice as long.
    """

    a: int
    b: int
    held: float
    size: int
    whole: int
    longer: int | None
    rivals: bool = False

    @property
    def alike(self) -> float:
        """The pieces both have as a share of those of either."""
        both = self.held * self.size
        return both / (self.size + self.whole - both)


@dataclass(frozen=True, slots=True)
class _Held:
    """A copy of which one holds the other, and the groups of like texts they stand in."""

    longer: int
    shorter: int
    copy: Copy


def settled(copies: Sequence[Copy], connect: Connect, size: int) -> list[list[int]]:
    """Groups of documents 0 … size - 1.

    Texts of like length join. A shorter one joins a group most of which holds it; a page that holds several texts goes
    with the longest of them; a text that stands in many unlike pages, as what an office says of itself below each
    release, goes only with the page it makes up most of.
    """
    like = [c for c in copies if c.longer is None and not c.rivals]
    homes = connect([(c.a, c.b) for c in like], size)
    home = {d: at for at, group in enumerate(homes) for d in group}
    held = [
        _Held(home[c.longer], home[c.a + c.b - c.longer], c) for c in copies if c.longer is not None and not c.rivals
    ]
    within = _few_homes(_by_most(_longest(held), homes))
    groups = connect([(c.a, c.b) for c in (*like, *within)], size)
    rivals = {(c.a, c.b) for c in copies if c.rivals}
    return _without_rivals(groups, [*like, *within], rivals) if rivals else groups


def _longest(held: Sequence[_Held]) -> list[_Held]:
    longest: dict[int | None, int] = {}
    for h in sorted(held, key=lambda h: (-h.copy.size, -h.copy.held, h.copy.a, h.copy.b)):
        longest.setdefault(h.copy.longer, h.shorter)
    return [h for h in held if longest[h.copy.longer] == h.shorter]


def _by_most(held: Sequence[_Held], homes: Sequence[Sequence[int]]) -> list[_Held]:
    holders: dict[tuple[int, int], set[int | None]] = {}
    for h in held:
        holders.setdefault((h.shorter, h.longer), set()).add(h.copy.longer)
    return [h for h in held if 2 * len(holders[h.shorter, h.longer]) > len(homes[h.longer])]


def _few_homes(held: Sequence[_Held]) -> list[Copy]:
    shares: dict[int, dict[int, float]] = {}
    for h in held:
        told = shares.setdefault(h.shorter, {})
        told[h.longer] = max(told.get(h.longer, 0.0), h.copy.size / h.copy.whole)
    return [
        h.copy
        for h in held
        if len(told := shares[h.shorter]) <= MOST_HOMES or h.longer == max(told, key=lambda at: (told[at], -at))
    ]


def _without_rivals(groups: list[list[int]], joined: Sequence[Copy], rivals: Set[tuple[int, int]]) -> list[list[int]]:
    """Where a group holds rivals, its copies are joined again, the most alike first, as long as no rivals meet."""
    at = {d: n for n, group in enumerate(groups) for d in group}
    torn = {at[a] for a, b in rivals if at[a] == at[b]}
    inside: dict[int, list[Copy]] = {n: [] for n in torn}
    for c in joined:
        if at[c.a] in torn:
            inside[at[c.a]].append(c)
    against: dict[int, set[int]] = {}
    for a, b in rivals:
        against.setdefault(a, set()).add(b)
        against.setdefault(b, set()).add(a)
    out = [group for n, group in enumerate(groups) if n not in torn]
    for n in sorted(torn):
        mine = {d: [d] for d in groups[n]}
        for c in sorted(inside[n], key=lambda c: (-c.alike, c.a, c.b)):
            one, other = mine[c.a], mine[c.b]
            if one is not other and not any(against.get(d, set()) & set(other) for d in one):
                one += other
                mine.update(dict.fromkeys(other, one))
        out += [sorted(group) for group in {id(g): g for g in mine.values()}.values()]
    return sorted(out)
