"""Bytes as fetched or imported, by content."""

from collections.abc import Sequence
from typing import BinaryIO, Protocol

from samarkand.domain.document import Snapshot


class Snapshots(Protocol):
    def list(self) -> Sequence[Snapshot]: ...

    def read(self, snapshot: Snapshot) -> bytes: ...

    def open(self, snapshot: Snapshot) -> BinaryIO:
        """The bytes as a stream, for what is too large to be held."""
