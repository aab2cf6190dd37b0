"""Which mentions can be worth comparing: those that stand in one block within a window of days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from samarkand.reconcile.told import Told
from samarkand.reconcile.umbrellas import are_frames
from samarkand.reconcile.words import sketches

TOLD_WITHIN = 60
"""Days between two documents that tell one act, where nothing rarer than its parties brings them together."""
HAPPENS_WITHIN = 10
RARE_WITHIN = 4_000
_EACH_PAIR = 6
"""With more parties than this, a mention stands in the blocks of its first country with each other one."""

Key = tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Positions of mentions by day, the earliest first; those further apart than `within` days are not compared."""

    key: Key
    days: Sequence[int]
    members: Sequence[int]
    within: int


def party_keys(told: Told) -> list[Key]:
    """Pairs of those who take part; a mention with one named party stands in a block of its own kind."""
    codes = sorted(told.parties)
    if len(codes) == 1:
        return [("alone", codes[0])]
    if len(codes) > _EACH_PAIR:
        return [("many", code) for code in codes[:1]] + [("pair", codes[0], code) for code in codes[1:]]
    return [("pair", *pair) for pair in combinations(codes, 2)]


def _institution_keys(told: Told) -> Iterator[Key]:
    for institution in told.institutions:
        yield from (("organisation", institution.form.key, code) for code in told.parties)


def _rare_keys(told: Told) -> Iterator[Key]:
    """What few mentions share: beside a party a name in quotation marks, an edition, nearly the same words; the same
    news; a programme of the same parties."""
    for code in told.parties:
        yield from (("name", name, code) for name in told.names)
        yield from (("edition", str(edition), told.mention.type, code) for edition in told.editions)
        yield from (("words", sketch, code) for sketch in sketches(told.words))
    if are_frames(told, told):
        yield from (("frame", *key) for key in party_keys(told))
    yield ("news", told.news)


def _act_keys(told: Told) -> Iterator[Key]:
    yield from party_keys(told)
    if told.town:
        yield from (("town", *told.town, code) for code in told.parties)


def blocks(told: Sequence[Told]) -> Iterator[Block]:
    """Every block of two and more mentions: of parties and institutions, by the day they are told; of parties and towns,
    by the day they happen; and of what is rare."""
    by_telling: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    by_act: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    rare: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for i, t in enumerate(told):
        told_on = t.told_on or (t.days[0] if t.days else 0)
        for key in (*party_keys(t), *_institution_keys(t)):
            by_telling[key].append((told_on, i))
        for key in _rare_keys(t):
            rare[key].append((told_on, i))
        if t.days and t.days[1] - t.days[0] <= HAPPENS_WITHIN:
            for key in _act_keys(t):
                by_act[key].append((t.days[0], i))
    for kept, within in ((by_telling, TOLD_WITHIN), (by_act, HAPPENS_WITHIN), (rare, RARE_WITHIN)):
        yield from _ordered(kept, within)


def _ordered(kept: Mapping[Key, list[tuple[int, int]]], within: int) -> Iterator[Block]:
    for key, members in kept.items():
        if len(members) > 1:
            members.sort()
            yield Block(key, [day for day, _ in members], [i for _, i in members], within)
