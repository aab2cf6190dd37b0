"""Snapshots cut into pieces of work: many small files in one, a large file of JSON lines in several."""

import gzip
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from samarkand.collate.parse.formats import NOTHING, Parsed, parse_snapshot
from samarkand.collate.parse.jsonl import MAX_LINE, parse_lines, too_long
from samarkand.collate.parse.kinds import GZIP, HEAD, Kind, recognise
from samarkand.collate.parse.row import Where
from samarkand.collate.parse.unpack import DAMAGE, MAX_LINES, head_of
from samarkand.domain.document import Snapshot
from samarkand.domain.refusal import Refusal
from samarkand.ports.snapshots import Snapshots

PIECE = 4_000_000
"""Bytes; a little more where a line or a file ends later."""
_HEAD = 16 * HEAD


@dataclass(frozen=True, slots=True)
class Piece:
    """A whole file where `first` is 0, else lines of a file from that number on. `said` comes after what it holds."""

    snapshot: Snapshot
    data: bytes
    first: int = 0
    said: tuple[Refusal, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.snapshot.sha256}|{self.snapshot.place}|{self.first}|{len(self.data)}"

    def parse(self, known: Callable[[str], bool]) -> Iterator[Parsed]:
        place = self.snapshot.place
        if self.first:
            yield from parse_lines(io.BytesIO(self.data), place, known, self.first)
        else:
            yield from parse_snapshot(self.data, place, known)
        yield from self.said


def packed(snapshots: Snapshots, listed: Iterable[Snapshot], size: int = PIECE) -> Iterator[tuple[Piece, ...]]:
    """Pieces in the order of the snapshots, put together until they are of that size."""
    waiting: list[Piece] = []
    held = 0
    for snapshot in listed:
        for piece in _pieces(snapshots, snapshot, size):
            if waiting and held + len(piece.data) > size:
                yield tuple(waiting)
                waiting, held = [], 0
            waiting.append(piece)
            held += len(piece.data)
    if waiting:
        yield tuple(waiting)


def _pieces(snapshots: Snapshots, snapshot: Snapshot, size: int) -> Iterator[Piece]:
    head = b""
    if snapshot.size > size:
        with snapshots.open(snapshot) as raw:
            head = raw.read(_HEAD)
    if not head or not _is_of_lines(snapshot.place, head):
        yield Piece(snapshot, snapshots.read(snapshot))
        return
    with snapshots.open(snapshot) as raw:
        is_packed = head.startswith(GZIP)
        yield from _lines(cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if is_packed else raw, snapshot, size)


def _is_of_lines(place: str, head: bytes) -> bool:
    """Beyond doubt; of what is called otherwise the parser of whole files has something to say."""
    told = recognise(place, head_of(head), head)
    return told.kind is Kind.JSONL and not told.doubt


def _lines(stream: BinaryIO, snapshot: Snapshot, size: int) -> Iterator[Piece]:
    """Whole lines, never more than a line over the size. Of a line that is too long nothing is kept."""
    reading, unpacked, is_silent = _Reading(snapshot), 0, True
    try:
        while block := stream.read1(max(1, size // 8)):  # type: ignore[attr-defined]
            unpacked += len(block)
            is_silent = is_silent and block.isspace()
            yield from reading.take(block, size)
            if unpacked > MAX_LINES:
                yield reading.rest(_too_large(snapshot))
                return
    except DAMAGE as problem:
        said = Where(snapshot.place, 0).refuse("damaged", f"cannot be unpacked to its end: {problem}")
        yield reading.rest(said)
    else:
        yield from reading.end()
        if is_silent:
            yield reading.rest(Where(snapshot.place, 0).refuse("empty", NOTHING))


def _too_large(snapshot: Snapshot) -> Refusal:
    return Where(snapshot.place, 0).refuse("size", f"unpacks to more than {MAX_LINES:,} bytes")


class _Reading:
    """What was read of a file and not handed on yet: whole lines, and the beginning of one."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._whole = bytearray()
        self._begun = bytearray()
        self._first = 1
        self._is_dropping = False

    def take(self, block: bytes, size: int) -> Iterator[Piece]:
        end = block.rfind(b"\n") + 1
        if not end:
            self._begin(block)
            return
        start = block.find(b"\n") + 1
        self._begin(block[:start])
        if self._is_dropping or len(self._begun) > MAX_LINE:
            yield self._overlong()
        self._whole += self._begun
        self._whole += block[start:end]
        self._begun.clear()
        self._begin(block[end:])
        if len(self._whole) >= size:
            yield self.rest()

    def _begin(self, block: bytes) -> None:
        """Adds to the line that has begun; of one that is too long the bytes are let go."""
        self._begun += block
        if len(self._begun) > MAX_LINE:
            self._is_dropping = True
            self._begun.clear()

    def _overlong(self) -> Piece:
        number = self._first + self._whole.count(b"\n")
        piece = self.rest(too_long(Where(self._snapshot.place, number)))
        self._begun.clear()
        self._is_dropping = False
        self._first += 1
        return piece

    def rest(self, *said: Refusal) -> Piece:
        """The whole lines so far."""
        piece = Piece(self._snapshot, bytes(self._whole), self._first, said)
        self._first += self._whole.count(b"\n")
        self._whole.clear()
        return piece

    def end(self) -> Iterator[Piece]:
        """The last line need not end with a line break."""
        if self._is_dropping:
            yield self._overlong()
            return
        self._whole += self._begun
        self._begun.clear()
        if self._whole:
            yield self.rest()
