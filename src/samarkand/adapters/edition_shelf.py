"""Editions as folders, swapped in whole."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from samarkand.adapters.atomic import write_atomically


class EditionShelf:
    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, edition: str, files: Iterable[tuple[str, bytes]]) -> str:
        """Writes beside, then renames; returns the folder."""
        target, fresh, old = (self.root / name for name in (edition, f".{edition}.new", f".{edition}.old"))
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)
        for name, data in files:
            path = fresh / name
            if len(data) > 1_000_000:
                write_atomically(path, data)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)
        return str(target)
