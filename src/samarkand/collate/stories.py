"""Documents to stories and relations: copies first, then releases among one of each copies, then later versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from samarkand.collate.copies import copies
from samarkand.collate.copy_groups import Connect
from samarkand.collate.fingerprints import ROWS, P, Read, number
from samarkand.collate.releases import Describe, blocks, days_of, releases
from samarkand.collate.scorecard import Scorecard, load_scorecard
from samarkand.collate.updates import updates
from samarkand.domain.document import Document, Relations, Story
from samarkand.domain.ids import content_id
from samarkand.match.components import connected
from samarkand.ports.compute import Compute

VERSION = "3"
Order = tuple[str, str]


@dataclass(frozen=True)
class Collation(Generic[P]):
    """Where documents are read from, part by part, and where the work runs. Without `describe` no releases are told."""

    parts: Sequence[P]
    read: Read[P]
    compute: Compute
    describe: Describe | None = None
    connect: Connect = connected
    scorecard: Scorecard | None = None


def _order(document: Document) -> Order:
    return (document.period.start if document.period else "9999", document.id)


@dataclass(frozen=True, slots=True)
class _Place:
    """What has to be known of every document: its order, its language and the blocks of days it is compared in."""

    order: Order
    lang: str | None
    blocks: tuple[int, ...]

    @property
    def id(self) -> str:
        return self.order[1]


@dataclass(frozen=True, slots=True)
class _Places(Generic[P]):
    """Reads a part as places alone; can be sent to other processes."""

    read: Read[P]

    def __call__(self, part: P) -> list[_Place]:
        return [_Place(_order(d), d.lang, tuple(blocks(days_of(d)))) for d in self.read(part)]


def relate(collation: Collation[P]) -> tuple[list[Story], list[Relations]]:
    """Every document stands in one story and has one row of relations; both in the order of ids."""
    told = collation.compute.map(_Places(collation.read), collation.parts)
    placed = {number(part, row): place for part, rows in enumerate(told) for row, place in enumerate(rows)}
    order = {n: place.order for n, place in placed.items()}
    first_of = {n: n for n in placed}
    stories = []
    copied = copies(collation.parts, collation.read, collation.compute, collation.connect)
    for found in copied.groups:
        group = sorted(found, key=order.__getitem__)
        first_of.update(dict.fromkeys(group, group[0]))
        stories.append(_story([placed[n].id for n in group]))
    grouped = {d for story in stories for d in story.documents}
    stories += [_story([place.id]) for place in placed.values() if place.id not in grouped]
    release_of = {
        n: min(group, key=order.__getitem__) for group in _releases(collation, first_of, placed) for n in group
    }
    earlier = updates(collation.parts, collation.read, collation.compute)
    holders: dict[int, list[str]] = {}
    for shorter, longer in copied.standing:
        holders.setdefault(shorter, []).append(placed[longer].id)
    relations = [
        Relations(
            document_id=placed[n].id,
            copies=placed[first].id,
            release=placed[release_of.get(first, first)].id,
            update_of=placed[earlier[n]].id if n in earlier else None,
            stands_in=tuple(sorted(holders.get(n, ()))),
        )
        for n, first in first_of.items()
    ]
    return sorted(stories, key=lambda s: s.documents), sorted(relations, key=lambda r: r.document_id)


def _releases(collation: Collation[P], first_of: Mapping[int, int], placed: Mapping[int, _Place]) -> list[list[int]]:
    """Groups among the first of all copies. Days in which only one language was published are not looked at."""
    if collation.describe is None:
        return []
    spoken: dict[int, set[str | None]] = {}
    for n in set(first_of.values()):
        for block in placed[n].blocks:
            spoken.setdefault(block, set()).add(placed[n].lang)
    rows: list[set[int]] = [set() for _ in collation.parts]
    for n in set(first_of.values()):
        if any(len(spoken[block]) > 1 for block in placed[n].blocks):
            part, row = divmod(n, ROWS)
            rows[part].add(row)
    return releases(
        collation.parts,
        collation.read,
        collation.describe,
        collation.compute,
        collation.scorecard or load_scorecard(),
        [frozenset(r) for r in rows],
    )


def _story(ids: Sequence[str]) -> Story:
    return Story(content_id("s", ids[0]), tuple(ids))


def itself(part: Sequence[Document]) -> Sequence[Document]:
    """For parts that are documents already."""
    return part


def in_memory(
    documents: Iterable[Document], compute: Compute, size: int = 1000, describe: Describe | None = None
) -> Collation[Sequence[Document]]:
    """Documents at hand, in parts; in the order of ids, so that the order they came in changes nothing."""
    told = sorted(documents, key=_order)
    return Collation([told[at : at + size] for at in range(0, len(told), size)], itself, compute, describe)
