"""Artefacts in a folder of the user's, kept by content. Nothing outside that folder is read, whatever a name says."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from samarkand.adapters.snapshot_store import SnapshotStore
from samarkand.domain.errors import SamarkandError
from samarkand.ports.artefacts import Kept, NotKept

LARGEST = 200 * 2**20
_DRIVE = re.compile(r"[A-Za-z]:")


class ArtefactFolder:
    """Without a folder every name is missing."""

    def __init__(self, folder: Path | None, store: SnapshotStore, now: datetime) -> None:
        if folder is not None and not folder.is_dir():
            raise SamarkandError("no such folder", str(folder), "name the folder the artefacts lie in")
        self._folder, self._store, self._now = folder, store, now
        self._kept: dict[str, Kept | NotKept] = {}

    def keep(self, name: str) -> Kept | NotKept:
        if name not in self._kept:
            self._kept[name] = self._keep(name)
        return self._kept[name]

    def _keep(self, name: str) -> Kept | NotKept:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or "\0" in name:
            return NotKept("artefact name", f"{name!r} is no name of a file")
        if parts[0].startswith("/") or _DRIVE.match(name) or ".." in parts or "://" in name:
            return NotKept("artefact outside", f"{name!r} leads out of the folder; write a name relative to it")
        if self._folder is None:
            return NotKept("artefact missing", f"{name!r}: no folder was named; say --artefacts FOLDER")
        path = self._found(self._folder, parts)
        if path is None:
            return NotKept("artefact missing", f"{name!r} is not in {self._folder}")
        if any(step.is_symlink() for step in _steps(self._folder, path)):
            return NotKept("artefact link", f"{name!r} is a link or lies behind one; put the file itself there")
        if not path.is_file():
            return NotKept("artefact missing", f"{name!r} is no file")
        if not 0 < (size := path.stat().st_size) <= LARGEST:
            what = "is empty" if size == 0 else f"is larger than {LARGEST // 2**20} MB"
            return NotKept("artefact size", f"{name!r} {what}")
        snapshot, _ = self._store.add(path, self._now)
        return Kept(snapshot.sha256, snapshot.size)

    @staticmethod
    def _found(folder: Path, parts: tuple[str, ...]) -> Path | None:
        """The file as named, or with its accents composed the other way, as file systems differ in that."""
        for form in ("", "NFC", "NFD"):
            spelt = [unicodedata.normalize(form, part) for part in parts] if form else parts  # type: ignore[arg-type]
            path = folder.joinpath(*spelt)
            try:
                if path.exists() or path.is_symlink():
                    return path
            except OSError:  # a name longer than the file system takes
                return None
        return None


def _steps(folder: Path, path: Path) -> Iterator[Path]:
    """The file and the folders between it and the folder the user named."""
    yield path
    yield from (parent for parent in path.parents if folder in parent.parents)
