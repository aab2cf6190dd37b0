"""Where pure functions run: this process, several, or a cluster."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


class Compute(Protocol):
    """The plan and the output do not depend on where it runs. Functions and values can be sent to other processes."""

    def map(self, work: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Results in the order of the items."""

    def regroup(
        self,
        split: Callable[[A], Mapping[int, B]],
        items: Sequence[A],
        gather: Callable[[Sequence[B]], C],
        groups: int,
    ) -> Iterator[C]:
        """`split` deals an item out to groups 0 … `groups` - 1; `gather` gets the pieces of one group, in the order
        of the items (none for a group nobody dealt to). Results in the order of the groups. No process holds more
        than an item or a group at a time."""
