"""Mentions grouped into acts: blocks of comparable ones, scored in order of time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from samarkand.domain.mention import REGISTER
from samarkand.match.components import connected
from samarkand.reconcile.scorecard import SAME, score
from samarkand.reconcile.told import Told

_WINDOW_DAYS = 45
_MAX_BACK = 200


def _blocks(told: Sequence[Told]) -> Iterator[list[int]]:
    """One block a field and pair of parties; mentions with one named party stand in its block."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        codes = sorted(t.parties)
        pairs = [(a, b) for at, a in enumerate(codes) for b in codes[at + 1 :]] or [(c, "") for c in codes]
        for pair in pairs:
            blocks[(t.mention.type[0], *pair)].append(i)
    yield from blocks.values()


def _day(told: Told) -> int:
    return told.when.first.toordinal() if told.when else 0


def _candidate_pairs(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    seen: set[tuple[int, int]] = set()
    for block in _blocks(told):
        ordered = sorted(block, key=lambda i: (_day(told[i]), told[i].mention.id))
        for at, i in enumerate(ordered):
            for j in reversed(ordered[max(0, at - _MAX_BACK) : at]):
                if _day(told[j]) and _day(told[i]) - _day(told[j]) > _WINDOW_DAYS + 31:
                    break
                pair = (min(i, j), max(i, j))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _is_own_repetition(a: Told, b: Told) -> bool:
    """Two mentions that one document keeps apart are two acts; so are two rows of what one keeper registers."""
    if a.mention.read_by == b.mention.read_by == REGISTER:
        return a.document.source_id == b.document.source_id
    return a.mention.document_id == b.mention.document_id


Link = tuple[int, int, float]
"""Two positions that could be one act, and their score."""


def links(told: Sequence[Told]) -> list[Link]:
    """All comparable pairs with what the scorecard says of them, scored once whatever the threshold."""
    return [
        (i, j, score(told[i], told[j])) for i, j in _candidate_pairs(told) if not _is_own_repetition(told[i], told[j])
    ]


def group(told: Sequence[Told], scored: Sequence[Link], same: float = SAME) -> list[list[int]]:
    """Positions of mentions by act, each group in order of time."""
    groups = connected(((i, j) for i, j, value in scored if value >= same), len(told))
    return [sorted(g, key=lambda i: (_day(told[i]), told[i].mention.id)) for g in groups]
