"""Where pure functions run: this process, several, or a cluster."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
Kept = TypeVar("Kept", covariant=True)


class Parts(Protocol[Kept]):
    """Values that stay where they were made. Iterating brings them here one after the other; handed to `map` or
    `regroup` as items they are not brought here. They are gone when nobody holds their `Parts` any more."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Kept]: ...


class Compute(Protocol):
    """The plan and the output do not depend on where it runs. Functions and values can be sent to other processes.

    Items are taken a few at a time, as the work on those before them gets done.
    """

    def map(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Results in the order of the items."""

    def regroup(
        self,
        split: Callable[[A], Mapping[int, B]],
        items: Iterable[A],
        gather: Callable[[Sequence[B]], C],
        groups: int,
    ) -> Parts[C]:
        """`split` deals an item out to groups 0 … `groups` - 1; `gather` gets the pieces of one group, in the order
        of the items (none for a group nobody dealt to). A part a group, in their order. No process holds more than
        an item or a group at a time."""
