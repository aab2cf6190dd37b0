"""Files that people saved, read whole but never beyond a limit."""

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from samarkand.domain.errors import SamarkandError


def read_saved(path: Path, limit: int) -> bytes:
    """The bytes of a file, unpacked where its name ends in .gz; one byte more than the limit where it holds more."""
    if not path.is_file():
        raise SamarkandError("no such file", str(path), "check the name")
    try:
        with cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise SamarkandError(f"cannot be read to its end: {problem}", str(path), "save it again") from problem
