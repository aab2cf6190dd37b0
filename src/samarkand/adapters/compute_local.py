"""Pure functions on the cores of this machine."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


def _regroup(
    run: Callable[..., Iterator[Any]],
    split: Callable[[A], Mapping[int, B]],
    items: Sequence[A],
    gather: Callable[[Sequence[B]], C],
    groups: int,
) -> Iterator[C]:
    pieces: list[list[B]] = [[] for _ in range(groups)]
    for dealt in run(split, items):
        for group, piece in dealt.items():
            pieces[group].append(piece)
    yield from run(gather, pieces)


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

    def regroup(
        self,
        split: Callable[[A], Mapping[int, B]],
        items: Sequence[A],
        gather: Callable[[Sequence[B]], C],
        groups: int,
    ) -> Iterator[C]:
        return _regroup(self.map, split, items, gather, groups)


class InProcess:
    """Everything here, one after the other."""

    def map(self, work: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        return map(work, items)

    def regroup(
        self,
        split: Callable[[A], Mapping[int, B]],
        items: Sequence[A],
        gather: Callable[[Sequence[B]], C],
        groups: int,
    ) -> Iterator[C]:
        return _regroup(self.map, split, items, gather, groups)
