"""Where pure functions run: this process, several, or a cluster."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Compute(Protocol):
    """`map` yields results in the order of the items; the plan and the output do not depend on where it runs."""

    def map(self, work: Callable[[A], B], items: Sequence[A]) -> Iterator[B]: ...
