"""Ids settled without holding them all: texts that can meet under one id are decided in one group, in their order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from samarkand.collate.identity import base, decided
from samarkand.domain.ids import content_id
from samarkand.ports.compute import Compute, Parts

Exceptions = Mapping[int, str | None]
"""By the row of an item: the id its document is kept under where it is not its own, None where it is left out."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What settling needs of one item: row, id and hash of the text of each document."""

    item: int
    marks: Sequence[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class _Exception:
    item: int
    row: int
    kept_as: str | None


def settle(marked: Iterable[Marked], compute: Compute, groups: int) -> "Settled":
    """As if all were settled one after the other, whatever the number of groups."""
    return Settled(compute.regroup(partial(_by_id, groups=groups), marked, _decided, groups), compute, groups)


@dataclass(frozen=True)
class Settled:
    exceptions: Parts[list[_Exception]]
    compute: Compute
    groups: int

    def by_item(self, items: int) -> Iterator[Exceptions]:
        """Of each item 0 … `items` - 1; those of a range of items are held at a time."""
        if not items:
            return
        each = -(-items // self.groups)
        ranges = -(-items // each)
        told = self.compute.regroup(partial(_by_range, each=each), self.exceptions, _joined, ranges)
        for start, found in zip(range(0, items, each), told, strict=True):
            yield from (found.get(item, {}) for item in range(start, min(start + each, items)))


def _by_id(marked: Marked, groups: int) -> Mapping[int, Marked]:
    dealt: dict[int, list[tuple[int, str, str]]] = {}
    for mark in marked.marks:
        dealt.setdefault(int(content_id("i", base(mark[1])).removeprefix("i-"), 16) % groups, []).append(mark)
    return {group: Marked(marked.item, marks) for group, marks in dealt.items()}


def _decided(pieces: Sequence[Marked]) -> list[_Exception]:
    seen: dict[str, str] = {}
    return [
        _Exception(piece.item, row, kept_as)
        for piece in pieces
        for row, document_id, text_hash in piece.marks
        if (kept_as := decided(document_id, text_hash, seen)) != document_id
    ]


def _by_range(exceptions: Sequence[_Exception], each: int) -> Mapping[int, list[_Exception]]:
    dealt: dict[int, list[_Exception]] = {}
    for exception in exceptions:
        dealt.setdefault(exception.item // each, []).append(exception)
    return dealt


def _joined(pieces: Sequence[Sequence[_Exception]]) -> dict[int, dict[int, str | None]]:
    out: dict[int, dict[int, str | None]] = {}
    for exception in (e for piece in pieces for e in piece):
        out.setdefault(exception.item, {})[exception.row] = exception.kept_as
    return out
