"""Tables of domain records, kept in parts that are whole or absent."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Tables(Protocol):
    """A table is a folder of parts; a part is named by the key of the work that made it.

    `read` takes no more of a table than the fields of `kind`.
    """

    def parts(self, name: str) -> frozenset[str]: ...

    def write(self, name: str, part: str, kind: type[T], rows: Sequence[T]) -> None: ...

    def read(self, name: str, kind: type[T], parts: Iterable[str] | None = None) -> Iterator[T]: ...

    def keep_only(self, name: str, parts: Iterable[str]) -> None: ...
