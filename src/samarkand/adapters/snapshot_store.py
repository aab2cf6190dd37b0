"""Snapshots as files named by their content, with one line each in an index."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from samarkand.adapters.atomic import write_atomically
from samarkand.domain.document import Snapshot
from samarkand.domain.errors import SamarkandError


class SnapshotStore:
    """`root/<first two digits>/<sha256>` holds the bytes, `<sha256>.json` beside it where and when."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256

    def add(self, file: Path, captured_at: datetime, place: str = "") -> tuple[Snapshot, bool]:
        """The snapshot, and whether it is new here. It goes by `place`, or by its file name."""
        data = file.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        about = path.with_suffix(".json")
        if about.exists():
            return self._load(about), False
        write_atomically(path, data)
        told = {"place": place or file.name, "captured_at": captured_at.isoformat(), "size": len(data)}
        write_atomically(about, json.dumps(told).encode())
        return self._load(about), True

    def hold(self, file: Path) -> tuple[str, int]:
        """Moves a finished file of this folder to the place of its content; its sha256 and size.

        It is not listed until `enlist` says where it is from.
        """
        with file.open("rb") as held:
            sha256 = hashlib.file_digest(held, "sha256").hexdigest()
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        size = file.stat().st_size
        file.replace(path)
        return sha256, size

    def unlisted(self) -> frozenset[str]:
        """Content that is held and not listed: an interrupted run left it."""
        held = {path.name for path in self.root.glob("??/*") if len(path.name) == 64}
        return frozenset(held - {about.stem for about in self.root.glob("??/*.json")})

    def enlist(self, sha256: str, place: str, captured_at: datetime) -> bool:
        """Lists what is held already; False where it was listed before."""
        path = self._path(sha256)
        about = path.with_suffix(".json")
        if about.exists():
            return False
        told = {"place": place, "captured_at": captured_at.isoformat(), "size": path.stat().st_size}
        write_atomically(about, json.dumps(told).encode())
        return True

    @staticmethod
    def _load(about: Path) -> Snapshot:
        told = json.loads(about.read_text("utf-8"))
        return Snapshot(about.stem, told["place"], datetime.fromisoformat(told["captured_at"]), told["size"])

    def list(self) -> Sequence[Snapshot]:
        """In the order of their file names, then of their content."""
        return sorted((self._load(p) for p in self.root.glob("??/*.json")), key=lambda s: (s.place, s.sha256))

    def read(self, snapshot: Snapshot) -> bytes:
        data = self._path(snapshot.sha256).read_bytes()
        if hashlib.sha256(data).hexdigest() != snapshot.sha256:
            raise SamarkandError("snapshot does not match its checksum", snapshot.place, "import the file again")
        return data
