"""Pure functions on the cores of this machine."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from samarkand.adapters.spill import Folder, StoredParts, deal, gathered, loaded, part_path, store
from samarkand.domain.errors import SamarkandError
from samarkand.ports.compute import Parts

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

_AHEAD = 2
_ATTEMPTS = 3


class InProcess:
    """Everything here, one after the other, in memory."""

    def map(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        return map(work, items)

    def regroup(
        self,
        split: Callable[[A], Mapping[int, B]],
        items: Iterable[A],
        gather: Callable[[Sequence[B]], C],
        groups: int,
    ) -> Parts[C]:
        pieces: list[list[B]] = [[] for _ in range(groups)]
        for item in items:
            for group, dealt in split(item).items():
                pieces[group].append(dealt)
        return [gather(told) for told in pieces]


class Processes:
    """One process a core, started when there is a second item; a single item stays in this process.

    Between the two steps of a regroup, and for as long as its parts are held, they lie on disk under `scratch`. A
    process that dies takes no work with it: its items are begun again, an item at most three times.
    """

    def __init__(self, workers: int | None = None, scratch: Path | None = None) -> None:
        self.workers = workers or len(os.sched_getaffinity(0))
        self._scratch = scratch
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        waiting = _handles(items)
        begun = list(islice(waiting, 2))
        rest = chain(begun, waiting)
        if self.workers == 1 or len(begun) <= 1:
            return (work(loaded(item)) for item in rest)
        return self._spread(work, rest)

    def regroup(
        self,
        split: Callable[[A], Mapping[int, B]],
        items: Iterable[A],
        gather: Callable[[Sequence[B]], C],
        groups: int,
    ) -> Parts[C]:
        waiting = _handles(items)
        begun = list(islice(waiting, 2))
        if len(begun) <= 1:
            return InProcess().regroup(split, map(loaded, begun), gather, groups)
        dealt, kept = Folder(self._scratch), Folder(self._scratch)
        numbered = enumerate(chain(begun, waiting))
        count = sum(1 for _ in self.map(partial(_deal, split, dealt.path, groups), numbered))
        for _ in self.map(partial(_gather, gather, dealt.path, count, kept.path), range(groups)):
            pass
        return StoredParts(kept, groups)

    def _spread(self, work: Callable[[Any], B], waiting: Iterator[Any]) -> Iterator[B]:
        """A window of items is under way at any time; results leave in order."""
        running: deque[tuple[Any, Future[B]]] = deque()
        deaths = 0
        try:
            while True:
                for item in islice(waiting, _AHEAD * self.workers - len(running)):
                    running.append((item, self._start(work, item)))
                if not running:
                    return
                try:
                    result = running[0][1].result()
                except BrokenProcessPool as problem:
                    if (deaths := deaths + 1) == _ATTEMPTS:
                        raise SamarkandError(
                            f"a process died {_ATTEMPTS} times over the same piece of work",
                            remedy="most often memory ran out: set fewer workers under [compute] in observatory.toml",
                        ) from problem
                    self._pool = None
                    running = deque((item, self._start(work, item)) for item, _ in running)
                    continue
                deaths = 0
                running.popleft()
                yield result
        finally:
            for _, future in running:
                future.cancel()

    def _start(self, work: Callable[[Any], B], item: Any) -> "Future[B]":
        """Begins the work, in new processes where the old ones broke meanwhile."""
        for _ in range(_ATTEMPTS):
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self.workers, mp_context=get_context("forkserver"))
            try:
                return self._pool.submit(_on_loaded, work, item)
            except BrokenProcessPool:
                self._pool = None
        raise SamarkandError("processes die as soon as they start", remedy="see what else runs on this machine")


def _handles(items: Iterable[Any]) -> Iterator[Any]:
    """Parts of our own are loaded by the process that works on them."""
    return items.handles() if isinstance(items, StoredParts) else iter(items)


def _on_loaded(work: Callable[[Any], B], item: Any) -> B:
    return work(loaded(item))


def _deal(split: Callable[[Any], Mapping[int, Any]], folder: Path, groups: int, numbered: tuple[int, Any]) -> None:
    number, item = numbered
    deal(split(loaded(item)), folder / f"{number}.pieces", groups)


def _gather(gather: Callable[[Sequence[Any]], Any], dealt: Path, items: int, kept: Path, group: int) -> None:
    store(part_path(kept, group), gathered(gather, dealt, items, group))
