"""Bytes as fetched or imported, by content."""

from collections.abc import Sequence
from typing import Protocol

from samarkand.domain.document import Snapshot


class Snapshots(Protocol):
    def list(self) -> Sequence[Snapshot]: ...

    def read(self, snapshot: Snapshot) -> bytes: ...
