"""How much memory and time this process and its children take, looked at several times a second."""

import os
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Self

_EVERY = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> int:
    """Bytes in memory that are not shared with other processes; 0 where it ended meanwhile."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{process}/statm").read_text().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * _PAGE


def _cpu(process: int) -> float:
    """Seconds on a core so far; 0 where it ended meanwhile."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / _TICKS


def _descendants(process: int) -> list[int]:
    out = [process]
    for one in out:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                out += map(int, task.read_text().split())
            except OSError:
                continue
    return out


class Footprint:
    """While it is open: peaks in bytes, of the whole tree and of each process in it; seconds passed and on cores."""

    def __init__(self) -> None:
        self.tree = self.here = self.other = 0
        self.seconds = 0.0
        self._cpu: dict[int, float] = {}
        self._before: dict[int, float] = {}
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    @property
    def greatest(self) -> int:
        return max(self.here, self.other)

    @property
    def cpu(self) -> float:
        return sum(spent - self._before.get(process, 0.0) for process, spent in self._cpu.items())

    def _look(self) -> None:
        processes = _descendants(os.getpid())
        here, *others = (_resident(p) for p in processes)
        self.tree = max(self.tree, here + sum(others))
        self.here, self.other = max(self.here, here), max(self.other, *others, 0)
        self._cpu.update({p: spent for p in processes if (spent := _cpu(p))})

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            self._look()

    def __enter__(self) -> Self:
        self._before = {p: _cpu(p) for p in _descendants(os.getpid())}
        self.seconds = -monotonic()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        self._look()
        self.seconds += monotonic()

    def __str__(self) -> str:
        return (
            f"{self.seconds:,.0f} s, {self.cpu:,.0f} s on cores, peak memory {self.tree / 2**20:,.0f} MiB in all, "
            f"{self.greatest / 2**20:,.0f} MiB in one process"
        )
