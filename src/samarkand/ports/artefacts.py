"""Files that people attach to what they say, kept by content."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """`size` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class NotKept:
    """Why a file was left: `kind` is countable, `reason` is for people."""

    kind: str
    reason: str


class Artefacts(Protocol):
    def keep(self, name: str) -> Kept | NotKept:
        """Keeps the file of that name, which is relative to the folder the user named."""
        ...
