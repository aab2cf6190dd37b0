"""Bytes of a file as they were before packing, never held beyond a limit."""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from samarkand.collate.parse.kinds import GZIP, HEAD

MAX_ONE: Final = 100_000_000
"""Bytes of a file that is one document, unpacked."""
MAX_WHOLE: Final = 300_000_000
"""Bytes of a file of many rows that is read at once, unpacked."""
MAX_LINES: Final = 20_000_000_000
"""Bytes of a file that is read line by line, unpacked."""
_STEP: Final = 1 << 20
DAMAGE: Final = (OSError, EOFError, zlib.error)


class TooLarge(Exception):  # noqa: N818 — says what it is
    """It unpacks to more than the limit; the message says so."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What could be unpacked; `torn` says why it is not all, where it is not."""

    data: bytes
    torn: str = ""


def head_of(data: bytes) -> bytes:
    """The unpacked beginning; as much of it as can be read."""
    if not data.startswith(GZIP):
        return data[:HEAD]
    try:
        return zlib.decompressobj(31).decompress(data[: 1 << 16], HEAD)
    except zlib.error:
        return b""


def opened(data: bytes) -> io.BufferedIOBase:
    """The bytes as a stream, unpacked as it is read where they are gzip."""
    raw = io.BytesIO(data)
    return gzip.GzipFile(fileobj=raw) if data.startswith(GZIP) else raw


def whole(data: bytes, most: int) -> Unpacked:
    """All of it at once.

    Raises:
        TooLarge: there is more than `most` bytes.
    """
    if len(data) > most:
        raise TooLarge(f"has more than {most:,} bytes")
    if not data.startswith(GZIP):
        return Unpacked(data)
    stream, pieces, size = gzip.GzipFile(fileobj=io.BytesIO(data)), [], 0
    try:
        while piece := stream.read1(_STEP):  # what comes before damage is given out before it is met
            size += len(piece)
            if size > most:
                raise TooLarge(f"unpacks to more than {most:,} bytes")
            pieces.append(piece)
    except DAMAGE as problem:
        return Unpacked(b"".join(pieces), str(problem))
    return Unpacked(b"".join(pieces))


def lines(stream: io.BufferedIOBase, longest: int) -> Iterator[bytes]:
    """Lines of a stream; of one that is longer than `longest` bytes only the beginning, a byte too long.

    Raises:
        TooLarge: there is more than the limit for files read by line.
        OSError, EOFError, zlib.error: it is damaged from there on.
    """
    size = 0
    while line := stream.readline(longest + 1):
        size += len(line)
        yield line
        while len(line) > longest and not line.endswith(b"\n") and (line := stream.readline(longest + 1)):
            size += len(line)
            if size > MAX_LINES:
                break
        if size > MAX_LINES:
            raise TooLarge(f"unpacks to more than {MAX_LINES:,} bytes")
