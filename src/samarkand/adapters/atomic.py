"""Files that are whole or absent: written beside, synced, renamed."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from samarkand.domain.errors import SamarkandError


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Replace `path` by `data`; on failure the old file stays. A full disk is said in one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as out:
            out.writelines((data,) if isinstance(data, bytes) else data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        if problem.errno == errno.ENOSPC:
            raise SamarkandError(
                "the disk is full; what was there before is untouched",
                str(path),
                "free some room and run the same command again",
            ) from problem
        raise SamarkandError(f"could not be written: {problem.strerror}", str(path)) from problem


def sweep(folder: Path) -> None:
    """Remove what a killed run left half-written."""
    for left in folder.glob("**/.*.tmp"):
        left.unlink(missing_ok=True)
