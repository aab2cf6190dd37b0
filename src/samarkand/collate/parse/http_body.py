"""The body of a captured answer as it was before packing, never held beyond a limit."""

import io
from typing import Final

_ENCODINGS: Final = {"gzip": "GzipReader", "x-gzip": "GzipReader", "br": "BrotliReader", "zstd": "ZstdReader"}
_PLAIN: Final = frozenset({"", "identity", "none", "utf-8"})


class Undecodable(Exception):  # noqa: N818 — says what it is
    """The body cannot be had; the message says why."""


def decoded(body: bytes, transfer: str, encodings: str, most: int) -> bytes:
    """The body without its transfer and content encodings.

    Archives keep headers of packings that were undone before; a body that does not look packed is taken as it is.
    fastwarc could undo them while it reads, but in 2.0.1 it then ends the archive, silently, after a chunked body.

    Raises:
        Undecodable: the packing is not known or damaged, or there is more than `most` bytes.
    """
    if "chunked" in transfer.lower() and _looks_chunked(body):
        body = _read("ChunkedReader", body, most)
    for encoding in reversed([name.strip().lower() for name in encodings.split(",")]):
        body = _undone(body, encoding, most)
    return body


def _looks_chunked(body: bytes) -> bool:
    size = body[:20].partition(b"\r\n")[0].partition(b";")[0].strip()
    try:
        return bool(size) and int(size, 16) >= 0
    except ValueError:
        return False


def _undone(body: bytes, encoding: str, most: int) -> bytes:
    if encoding in _PLAIN or not body or _is_markup(body):
        return body
    if encoding == "deflate":
        return _inflated(body, most)
    if encoding not in _ENCODINGS:
        raise Undecodable(f"packed as {encoding[:40]!r}, which is not known")
    if encoding in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b"):
        return body
    return _read(_ENCODINGS[encoding], body, most)


def _is_markup(body: bytes) -> bool:
    return body[:200].lstrip()[:1] == b"<" or body.startswith(b"%PDF-")


def _read(reader: str, body: bytes, most: int) -> bytes:
    from fastwarc import stream_io

    stream = getattr(stream_io, reader)(io.BytesIO(body))
    pieces, size = [], 0
    try:
        while piece := stream.read(1 << 16):
            size += len(piece)
            if size > most:
                raise Undecodable(f"unpacks to more than {most:,} bytes")
            pieces.append(piece)
    except OSError as problem:
        if not pieces:
            raise Undecodable(f"damaged: {str(problem)[:80]}") from problem
    return b"".join(pieces)


def _inflated(body: bytes, most: int) -> bytes:
    """With a header or, as some servers send it, without."""
    import zlib

    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        stream = zlib.decompressobj(window)
        try:
            out = stream.decompress(body, most + 1)
        except zlib.error:
            continue
        if len(out) > most:
            raise Undecodable(f"unpacks to more than {most:,} bytes")
        return out
    raise Undecodable("damaged")
