"""Where finished editions are put."""

from collections.abc import Iterable
from typing import Protocol


class Shelf(Protocol):
    """`put` replaces the edition as a whole: a reader sees the old one or the new one."""

    def put(self, edition: str, files: Iterable[tuple[str, bytes]]) -> str: ...
