"""Zips looked through before anything in them is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final

MAX_ENTRIES: Final = 5_000
MAX_UNPACKED: Final = 200_000_000
_STEP: Final = 1 << 20
_IS_ENCRYPTED: Final = 0x1


class Unsafe(Exception):  # noqa: N818 — is turned into a refusal where it is caught
    """Why a zip is not opened; `kind` is countable."""

    def __init__(self, kind: str, reason: str) -> None:
        self.kind = kind
        super().__init__(reason)


def opened(data: bytes) -> zipfile.ZipFile:
    """The zip, with its names, sizes and places looked at; nothing is unpacked yet.

    Raises:
        Unsafe: it is damaged, encrypted, too large by its own word, or made to mislead.
    """
    try:
        held = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as problem:
        raise Unsafe("damaged", f"a zip that cannot be opened: {problem}") from problem
    entries = held.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Unsafe("size", f"a zip of {len(entries):,} entries is over the limit of {MAX_ENTRIES:,}")
    if (odd := next((e.filename for e in entries if _leads_out(e.filename)), None)) is not None:
        raise Unsafe("path", f"a zip whose entry {odd[:80]!r} leads out of its folder")
    if any(e.flag_bits & _IS_ENCRYPTED for e in entries):
        raise Unsafe("encrypted", "a zip that opens with a password only; save it without one")
    if (size := sum(e.file_size for e in entries)) > MAX_UNPACKED:
        raise Unsafe("size", f"a zip that unpacks to {size:,} bytes is over the limit of {MAX_UNPACKED:,}")
    if _overlap(entries):
        raise Unsafe("size", "a zip whose entries lie over one another, as in a zip bomb")
    return held


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else True


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    placed = sorted(entries, key=lambda e: e.header_offset)
    return any(first.header_offset + first.compress_size > second.header_offset for first, second in pairwise(placed))


def unpacked(held: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One entry, no longer than it said it is.

    Raises:
        Unsafe: it is damaged, or is longer than it said.
    """
    pieces, size = [], 0
    try:
        with held.open(entry) as stream:
            while piece := stream.read(_STEP):
                size += len(piece)
                if size > entry.file_size:
                    raise Unsafe("size", f"an entry of a zip is longer than it says: {entry.filename[:80]!r}")
                pieces.append(piece)
    except Unsafe:
        raise
    except Exception as problem:  # every method of packing has errors of its own
        raise Unsafe(
            "damaged", f"an entry of a zip cannot be unpacked: {entry.filename[:80]!r}: {problem}"
        ) from problem
    return b"".join(pieces)


def members(held: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Files in the order of their names, without folders and what systems hide."""
    for entry in sorted(held.infolist(), key=lambda e: e.filename):
        parts = PurePosixPath(entry.filename).parts
        if not entry.is_dir() and not any(p.startswith(".") or p == "__MACOSX" for p in parts):
            yield entry
