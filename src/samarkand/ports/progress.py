"""How a long piece of work says how far it is."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    def track(self, items: Iterable[T], total: int, label: str) -> Iterator[T]: ...

    def say(self, line: str) -> None: ...
