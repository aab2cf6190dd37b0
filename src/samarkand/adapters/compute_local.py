"""Pure functions on the cores of this machine."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Processes:
    """One process a core; a single item or a single core stays in this process."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or len(os.sched_getaffinity(0))

    def map(self, work: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        if self.workers == 1 or len(items) <= 1:
            yield from map(work, items)
            return
        with ProcessPoolExecutor(self.workers, mp_context=get_context("forkserver")) as pool:
            yield from pool.map(work, items)


class InProcess:
    """Everything here, one after the other."""

    def map(self, work: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        return map(work, items)
