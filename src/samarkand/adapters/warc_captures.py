"""Captures in the observatory: pages as WARC files among the snapshots, one row a request in a table.

The row is what commits. Pages are put in their place first, then the rows are written, then the file is listed; a run
that is killed in between is finished, or forgotten, by the next.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from samarkand.adapters.lock import lock
from samarkand.adapters.snapshot_store import SnapshotStore
from samarkand.adapters.warc_file import WarcFile
from samarkand.domain.capture import Capture, Item
from samarkand.domain.ids import content_id
from samarkand.ports.tables import Tables
from samarkand.ports.web import Answer

TABLE = "captures"
MOST_PAGES = 100
MOST_BYTES = 64_000_000
"""A run commits when it has this many pages or bytes: the most a kill can lose."""
MOST_PARTS = 40
"""Parts a source may have before they become one."""


class WarcCaptures:
    """`software` signs the files."""

    def __init__(self, store: SnapshotStore, tables: Tables, software: str) -> None:
        self._store, self._tables, self._software = store, tables, software

    def recover(self) -> None:
        """Takes the folder for this process, finishes what a killed run had committed and removes what it had not.

        Raises:
            SamarkandError: another process has it.
        """
        self._lock = lock(self._store.root / ".collecting")
        for left_over in self._store.root.glob(".run-*.tmp"):
            left_over.unlink(missing_ok=True)
        if not (left := self._store.unlisted()):
            return
        rows = sorted((c for c in self._tables.read(TABLE, Capture) if c.snapshot in left), key=_order)
        for first in {row.snapshot: row for row in reversed(rows)}.values():
            self.enlist(first.snapshot, first.source_id, first.captured_at)

    def of(self, source_id: str) -> Sequence[Capture]:
        parts = self._parts(source_id)
        rows = self._tables.read(TABLE, Capture, parts)
        # a part that became part of another may be there still
        return sorted(dict.fromkeys(rows), key=_order)

    def begin(self, source_id: str, at: datetime) -> "WarcRun":
        return WarcRun(self, source_id, {c.sha256: c.snapshot for c in self.of(source_id) if c.snapshot})

    def write(self, source_id: str, rows: Sequence[Capture]) -> None:
        """Adds rows as a part; many small parts become one."""
        self._tables.write(TABLE, _part(source_id, rows), Capture, rows)
        small = self._parts(source_id)
        if len(small) > MOST_PARTS:
            everything = self.of(source_id)
            whole = _part(source_id, everything)
            self._tables.write(TABLE, whole, Capture, everything)
            self._tables.keep_only(TABLE, self._tables.parts(TABLE) - frozenset(small) | {whole})

    def open_file(self, source_id: str) -> WarcFile:
        name = f".{content_id('run', source_id)}.{os.getpid()}.tmp"
        return WarcFile(self._store.root / name, self._software)

    def hold(self, file: WarcFile) -> str:
        file.finish()
        return self._store.hold(file.path)[0]

    def enlist(self, sha256: str, source_id: str, at: datetime) -> None:
        self._store.enlist(sha256, place_of(source_id, at), at)

    def _parts(self, source_id: str) -> list[str]:
        prefix = _prefix(source_id)
        return sorted(part for part in self._tables.parts(TABLE) if part.startswith(prefix))


class WarcRun:
    """A `CaptureRun`. `held` says in which snapshot which bytes of this source lie."""

    def __init__(self, captures: WarcCaptures, source_id: str, held: dict[str, str]) -> None:
        self._captures, self._source_id, self._held = captures, source_id, held
        self._rows: list[Capture] = []
        self._inside: set[str] = set()
        self._file: WarcFile | None = None

    def add(self, capture: Capture) -> None:
        self._rows.append(capture)

    def keep(self, capture: Capture, answer: Answer, item: Item) -> bool:
        sha256 = hashlib.sha256(answer.body).hexdigest()
        told = replace(capture, sha256=sha256, size=len(answer.body), snapshot=self._held.get(sha256, ""))
        self._rows.append(told)
        if sha256 in self._held or sha256 in self._inside:
            return False
        self._file = self._file or self._captures.open_file(self._source_id)
        self._file.add(told, answer, item)
        self._inside.add(sha256)
        if len(self._inside) >= MOST_PAGES or self._file.size >= MOST_BYTES:
            self.commit()
        return True

    def commit(self) -> None:
        if not self._rows:
            return
        snapshot = self._captures.hold(self._file) if self._file else ""
        rows = [replace(r, snapshot=snapshot) if r.sha256 in self._inside else r for r in self._rows]
        self._captures.write(self._source_id, rows)
        if snapshot:
            first = min(r.captured_at for r in rows if r.snapshot == snapshot)
            self._captures.enlist(snapshot, self._source_id, first)
        self._held |= dict.fromkeys(self._inside, snapshot)
        self._rows, self._inside, self._file = [], set(), None


def place_of(source_id: str, at: datetime) -> str:
    """The name a file of captures goes by; its ending says how to read it."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", source_id).strip("-.") or "source"
    return f"{plain}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.warc.gz"


def _order(capture: Capture) -> tuple[datetime, str]:
    return capture.captured_at, capture.asked


def _prefix(source_id: str) -> str:
    return content_id("of", source_id) + "-"


def _part(source_id: str, rows: Sequence[Capture]) -> str:
    return _prefix(source_id) + content_id("rows", *map(repr, rows)).removeprefix("rows-")
