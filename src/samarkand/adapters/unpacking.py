"""Bodies unpacked piece by piece, never held beyond a limit."""

import zlib
from collections.abc import Iterable, Iterator

from samarkand.adapters.barred import Barred
from samarkand.domain.capture import Trouble

ACCEPTED = "gzip, deflate"
_ANY_HEADER = 47
_BARE = -15


def unpack(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body in whole.

    Raises:
        Barred: it is larger than `limit` bytes, packed in another way than asked for, damaged or cut off.
    """
    packing = encoding.strip().lower()
    if packing in ("", "identity"):
        return _gathered(pieces, limit, Trouble.SIZE)
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise Barred(Trouble.PACKED, packing[:40])
    return _gathered(_inflated(pieces, limit), limit, Trouble.UNPACKED)


def _gathered(pieces: Iterable[bytes], limit: int, trouble: Trouble) -> bytes:
    body = bytearray()
    for piece in pieces:
        if len(body) + len(piece) > limit:
            raise Barred(trouble, f"more than {limit:,} bytes")
        body += piece
    return bytes(body)


def _inflated(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """What the pieces unpack to, in steps no larger than the limit and a byte."""
    stream = None
    for piece in pieces:
        rest = piece
        while rest:
            if stream is None or stream.eof:
                stream = zlib.decompressobj(_window(rest))
            try:
                yield stream.decompress(rest, limit + 1)
            except zlib.error as problem:
                raise Barred(Trouble.PACKED, "damaged") from problem
            rest = stream.unconsumed_tail or stream.unused_data
            if stream.eof and not rest.startswith(b"\x1f\x8b"):
                rest = b""  # padding after the end
    if stream is not None and not stream.eof:
        raise Barred(Trouble.BROKEN_OFF)


def _window(start: bytes) -> int:
    """gzip and zlib say so in their first bytes; some servers send neither for `deflate`."""
    is_zlib = len(start) > 1 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
    return _ANY_HEADER if is_zlib or start.startswith(b"\x1f") else _BARE
