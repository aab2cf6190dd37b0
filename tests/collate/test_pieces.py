"""Cut anywhere, a file holds the same rows."""

import gzip
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.collate import pieces
from samarkand.collate.parse.formats import parse_snapshot
from samarkand.collate.parse.jsonl import MAX_LINE
from samarkand.collate.pieces import packed
from samarkand.domain.document import Document, Snapshot
from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal

Rows = list[Document | Lead | Refusal]


@dataclass
class Held:
    files: dict[str, bytes]

    def list(self) -> list[Snapshot]:
        return [Snapshot(f"sha-{n}", n, datetime(2025, 1, 1, tzinfo=UTC), len(d)) for n, d in self.files.items()]

    def read(self, snapshot: Snapshot) -> bytes:
        return self.files[snapshot.place]

    def open(self, snapshot: Snapshot) -> BinaryIO:
        return BytesIO(self.read(snapshot))


def cut(files: dict[str, bytes], size: int) -> list[tuple[pieces.Piece, ...]]:
    held = Held(files)
    return list(packed(held, held.list(), size))


def rows(packs: list[tuple[pieces.Piece, ...]]) -> Rows:
    return [row for pack in packs for piece in pack for row in piece.parse({"AA"}.__contains__)]


def whole(files: dict[str, bytes]) -> Rows:
    return [row for name, data in files.items() for row in parse_snapshot(data, name, {"AA"}.__contains__)]


def line(number: int, text: str = "A text of some length, as texts are.") -> bytes:
    return json.dumps({"id": f"d{number}", "text": text}).encode() + b"\n"


LINES = st.lists(
    st.one_of(
        st.integers(0, 99).map(line),
        st.sampled_from([b"\n", b"{broken\n", b"\xff\xfe\n", b"  \r\n", b'{"id": "no text"}\n']),
    ),
    max_size=30,
).map(b"".join)


@given(LINES, LINES, st.integers(1, 400), st.booleans())
def test_any_size_of_piece_gives_the_rows_of_the_whole(first: bytes, second: bytes, size: int, ended: bool) -> None:
    files = {"a.jsonl": first if ended else first.rstrip(b"\n"), "b.jsonl.gz": gzip.compress(second), "c.txt": b"Word"}
    assert rows(cut(files, size)) == whole(files)


def test_small_files_go_together_and_a_large_one_goes_in_several() -> None:
    files = {f"{n}.jsonl": line(n) for n in range(6)} | {"large.jsonl": b"".join(map(line, range(30_000)))}
    packs = cut(files, 450_000)
    assert [len(pack) for pack in packs] == [6, 1, 1, 1, 1, 1]
    assert max(len(piece.data) for pack in packs for piece in pack) < 1.2 * 450_000
    assert rows(packs) == whole(files)


def test_a_torn_file_is_read_as_far_as_it_goes() -> None:
    data = gzip.compress(b"".join(line(n, f"Text {n * 7919}") for n in range(5000)))
    files = {"torn.jsonl.gz": data[: len(data) // 2]}
    found = rows(cut(files, 20_000))
    assert found == whole(files)
    assert isinstance(found[-1], Refusal)
    assert (found[-1].kind, found[-1].row) == ("damaged", 0)


@pytest.mark.parametrize("ending", [b"\n" + line(3), b"\n", b""])
def test_of_a_line_without_end_no_more_than_its_length_is_kept(ending: bytes) -> None:
    files = {"a.jsonl.gz": gzip.compress(line(1) + line(2) + b"x" * (MAX_LINE + 3_000_000) + ending, 1)}
    packs = cut(files, 1000)
    assert max(len(piece.data) for pack in packs for piece in pack) < 1000
    assert rows(packs) == whole(files)
    assert [r.row for r in rows(packs) if isinstance(r, Refusal)] == [3]
