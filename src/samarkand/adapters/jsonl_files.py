"""JSON lines on disk, in and out."""

import gzip
import json
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO, cast

from samarkand.domain.errors import SamarkandError


def open_lines(path: Path) -> AbstractContextManager[BinaryIO]:
    """A file of lines, unpacked where its name ends in .gz."""
    if not path.is_file():
        raise SamarkandError("no such file", str(path), "check the name")
    return cast("AbstractContextManager[BinaryIO]", gzip.open(path) if path.suffix == ".gz" else path.open("rb"))


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """Writes beside and renames, so that a broken run leaves no half file; returns the number of lines."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    written = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                written += 1
        beside.replace(path)
    except OSError as problem:
        raise SamarkandError(f"could not be written: {problem.strerror}", str(path)) from problem
    finally:
        beside.unlink(missing_ok=True)
    return written
