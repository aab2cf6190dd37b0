"""Pure functions on the workers of a Dask cluster.

Everything goes over as bytes, so that the scheduler never opens a value and Dask knows what each of them weighs.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

from samarkand.adapters.cluster import Client, code, connect, disagreement
from samarkand.domain.errors import SamarkandError
from samarkand.ports.compute import Parts

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
Future = Any
"""A `distributed.Future`."""
Dealt = dict[int, tuple[bytes, ...]]

_AHEAD = 2
_PULSE, _ALONE = 5.0, 60.0
"""Seconds between two looks at the cluster, and how long it may be without any worker."""
_ONE_AT_A_TIME = Lock()


class Cluster:
    """Connects when there is something to do. Work of a worker that dies is done again by another.

    Between the two steps of a regroup the pieces stay with the workers, which move them to their own disks when memory
    runs low; only results come here, one at a time.
    """

    def __init__(self, address: str, seen: Callable[[], str] | None = None) -> None:
        self.address, self._seen = address, seen
        self._connected: Client | None = None

    @property
    def client(self) -> Client:
        if self._connected is None:
            self._connected = connect(self.address, self._seen)
        return self._connected

    def close(self) -> None:
        if self._connected is not None:
            self._connected.close(timeout=2)
            self._connected = None

    def map(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        task = _packed(work)
        running: deque[Future] = deque()
        for item in _handles(items):
            running.append(self._submit(_work, task, code(), item))
            if len(running) >= self._window():
                yield self.result(running.popleft())
        while running:
            yield self.result(running.popleft())

    def regroup(
        self,
        split: Callable[[A], Mapping[int, B]],
        items: Iterable[A],
        gather: Callable[[Sequence[B]], C],
        groups: int,
    ) -> Parts[C]:
        merged = self._merged(self._dealt(_packed(split), items, groups), groups)
        pieces = [self.client.map(_piece, [held] * groups, range(groups), pure=False) for held in merged]
        task = _packed(gather)
        return _FutureParts(
            self, [self._submit(_gather, task, code(), [held[group] for held in pieces]) for group in range(groups)]
        )

    def _dealt(self, task: bytes, items: Iterable[Any], groups: int) -> list[Future]:
        dealt: list[Future] = []
        for item in _handles(items):
            dealt.append(self._submit(_deal, task, code(), groups, item))
            if len(dealt) >= (window := self._window()):
                self._wait_for(dealt[-window])
        return dealt

    def _merged(self, dealt: list[Future], groups: int) -> list[Future]:
        """At most as many as there are groups, so that the links between the two steps do not grow with the items."""
        each = max(1, -(-len(dealt) // groups))
        if each == 1:
            return dealt
        return [self._submit(_merge, dealt[at : at + each]) for at in range(0, len(dealt), each)]

    def _submit(self, work: Callable[..., Any], *arguments: object) -> Future:
        return self.client.submit(work, *arguments, pure=False)

    def _window(self) -> int:
        """How many pieces of work are under way at a time; it follows workers that come and go."""
        return _AHEAD * max(1, sum(self._workers().values()))

    def _workers(self) -> Mapping[str, int]:
        try:
            workers: Mapping[str, int] = self.client.nthreads()
        except Exception as problem:
            raise self._lost() from problem
        return workers

    def result(self, future: Future) -> Any:
        self._wait_for(future)
        try:
            return pickle.loads(future.result())
        except Exception as problem:
            raise self._told(problem) from problem

    def _wait_for(self, future: Future) -> None:
        """Until it is done, or as long as there is somebody to do it."""
        alone = 0.0
        while True:
            try:
                problem = future.exception(timeout=_PULSE)
            except TimeoutError:
                alone = 0.0 if self._workers() else alone + _PULSE
                if alone >= _ALONE:
                    raise SamarkandError(
                        f"the cluster has had no worker for {alone:.0f} s",
                        self.address,
                        "start some and run the same command again: what was done is kept",
                    ) from None
            except Exception as lost:
                raise self._told(lost) from lost
            else:
                if problem is not None:
                    raise self._told(problem) from problem
                return

    def _told(self, problem: BaseException) -> BaseException:
        """What went wrong, in the words of the one error users meet where it is no fault of the work itself."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        if isinstance(problem, KilledWorker):
            return SamarkandError(
                "a piece of work ended every worker that took it",
                str(problem.last_worker.address),
                "most often memory ran out: give workers more with --memory-limit, or start fewer of them",
            )
        if isinstance(problem, CancelledError):
            return self._lost()
        if isinstance(problem, Exception) and "No module named 'samarkand" in str(problem):
            return SamarkandError(disagreement(problem), self.address, "see docs/cluster.md")
        return problem

    def _lost(self) -> SamarkandError:
        return SamarkandError(
            "the scheduler went away",
            self.address,
            "start it again and run the same command again: what was done is kept",
        )


class _FutureParts(Generic[C]):
    """Values held by the workers; let go of when this is."""

    def __init__(self, cluster: Cluster, futures: Sequence[Future]) -> None:
        self._cluster, self.futures = cluster, futures

    def __len__(self) -> int:
        return len(self.futures)

    def __iter__(self) -> Iterator[C]:
        for future in self.futures:
            yield self._cluster.result(future)


def _handles(items: Iterable[Any]) -> Iterator[Future]:
    """Parts of our own stay where they are; everything else is sent."""
    if isinstance(items, _FutureParts):
        yield from items.futures
    else:
        yield from (_packed(item) for item in items)


def _packed(value: object) -> bytes:
    from distributed.protocol import pickle as by_value

    dumps: Callable[[object], bytes] = by_value.dumps
    return dumps(value)


def _task(packed: bytes, expected: str) -> Callable[..., Any]:
    """A worker that came after we looked might have other code."""
    if code() != expected:
        raise SamarkandError(f"a worker has samarkand {code()}, here it is {expected}", remedy="see docs/cluster.md")
    task: Callable[..., Any] = pickle.loads(packed)
    return task


def _work(task: bytes, expected: str, item: bytes) -> bytes:
    with _ONE_AT_A_TIME:  # the stages are written for one thread a process
        return _packed(_task(task, expected)(pickle.loads(item)))


def _deal(task: bytes, expected: str, groups: int, item: bytes) -> Dealt:
    with _ONE_AT_A_TIME:
        dealt = _task(task, expected)(pickle.loads(item))
    if wrong := [group for group in dealt if not 0 <= group < groups]:
        raise ValueError(f"dealt to group {wrong[0]} of {groups}")
    return {group: (_packed(piece),) for group, piece in dealt.items()}


def _merge(dealt: Sequence[Dealt]) -> Dealt:
    out: Dealt = {}
    for one in dealt:
        for group, pieces in one.items():
            out[group] = (*out.get(group, ()), *pieces)
    return out


def _piece(dealt: Dealt, group: int) -> tuple[bytes, ...]:
    return dealt.get(group, ())


def _gather(task: bytes, expected: str, dealt: Sequence[tuple[bytes, ...]]) -> bytes:
    with _ONE_AT_A_TIME:
        return _packed(_task(task, expected)([pickle.loads(piece) for pieces in dealt for piece in pieces]))
