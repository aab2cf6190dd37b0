"""Which mentions can be worth comparing: those that stand in one block within a window of days."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from samarkand.reconcile.told import Told
from samarkand.reconcile.umbrellas import are_frames
from samarkand.reconcile.words import sketches

TOLD_WITHIN = 60
"""Days between two documents that tell one act, where nothing rarer than its parties brings them together."""
HAPPENS_WITHIN = 10
SOON_WITHIN = 2
LASTS_WITHIN = 400
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


def _told_on(told: Told) -> int:
    """The day of the document, else of the act; 0 where no day is known."""
    return told.told_on or (told.days[0] if told.days else 0)


Keys = Callable[[Told], Iterable[Key]]
_FAMILIES: tuple[tuple[Keys, Callable[[Told], int | None], int], ...] = (
    (lambda t: (*party_keys(t), *_institution_keys(t)), _told_on, TOLD_WITHIN),
    (lambda t: (("lasting", *key) for key in party_keys(t) if t.lasts), _told_on, LASTS_WITHIN),
    (lambda t: (("party", code) for code in t.parties), _told_on, SOON_WITHIN),
    (_act_keys, lambda t: t.days[0] if t.days and t.days[1] - t.days[0] <= HAPPENS_WITHIN else None, HAPPENS_WITHIN),
    (_rare_keys, _told_on, RARE_WITHIN),
)
"""Keys, the day by which a block is in order, and the days within which its members are compared."""


def blocks(told: Sequence[Told]) -> Iterator[Block]:
    """Every block of two and more mentions, family after family."""
    for keys_of, day_of, within in _FAMILIES:
        kept: dict[Key, list[tuple[int, int]]] = defaultdict(list)
        for i, t in enumerate(told):
            if (day := day_of(t)) is not None:
                for key in keys_of(t):
                    kept[key].append((day, i))
        yield from _ordered(kept, within)


def _ordered(kept: Mapping[Key, list[tuple[int, int]]], within: int) -> Iterator[Block]:
    for key, members in kept.items():
        if len(members) > 1:
            members.sort()
            yield Block(key, [day for day, _ in members], [i for _, i in members], within)
